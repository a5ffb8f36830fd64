"""How the characters of a page are set: which tags raise, strike out or hide what they enclose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import excerpt
from jiheng.model import Problem, ProblemSeverity, Traced
from jiheng.reading.containers.cells.lettering import Effect
from jiheng.reading.containers.cells.sheet import Piece
from jiheng.reading.containers.texts.html_lists import ListNumbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiheng.model import Origin

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9:]*)(?P<attributes>[^<>]*)>", re.IGNORECASE)
_STYLE = re.compile(r"""\bstyle\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_REMOVING = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SHOWN = re.compile(r"display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible", re.IGNORECASE)
_NAMED = re.compile(
    r"""(?:^|\s)(?P<of>class|id)\s*=\s*(?P<names>"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE
)
_NONE: Mapping[str, bool] = MappingProxyType({})
_HIDDEN = re.compile(r"(?:^|\s)hidden(?=$|[\s=/])", re.IGNORECASE)
_SELECTED = re.compile(r"(?:^|\s)selected(?=$|[\s=/])", re.IGNORECASE)
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_FONT = r"(?:(?<![\w-])font-family|mso-symbol-font-family)\s*:\s*[\"']?"
_STYLES = (
    (re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE), Effect.STRUCK),
    (re.compile(r"vertical-align\s*:\s*super\b", re.IGNORECASE), Effect.RAISED),
    (re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE), Effect.LOWERED),
    (re.compile(rf"{_FONT}symbol\b", re.IGNORECASE), Effect.SYMBOL),
    (re.compile(rf"{_FONT}wingdings\b", re.IGNORECASE), Effect.WINGDINGS),
)
_FACE = re.compile(r"""\sface\s*=\s*["']?\s*(symbol|wingdings)\b""", re.IGNORECASE)
_FACES = {"symbol": Effect.SYMBOL, "wingdings": Effect.WINGDINGS}
_NAMES = {
    "s": Effect.STRUCK,
    "strike": Effect.STRUCK,
    "del": Effect.STRUCK,
    "sup": Effect.RAISED,
    "sub": Effect.LOWERED,
}
_NOTHING = re.compile(r"(?:<[^<>]*>|&(?:nbsp|ensp|emsp|#160);|\*\*|\s)*+")
_BEGINNING = re.compile(r"(<!--|<[a-z]+)([^<>]*>)?", re.IGNORECASE)
_ANY_TAG = re.compile("<[^<>]*>")
_VOID = frozenset({"br", "hr", "img", "input", "col", "meta", "link"})

_MOST_PLACES = 50
_LONGEST = 60

_READ = "已一并读取", "it was read all the same"
_LEFT_OUT = "夹在可见文字之间，未作为内容读入", "it stands amid what is seen and was not read"


def is_hidden(attributes: str, hiding: Mapping[str, bool] = _NONE) -> bool:
    """Return whether a tag with such attributes hides what it encloses.

    Args:
        attributes: Those of the tag, as printed.
        hiding: Classes and elements that the style sheets of the page hide.
    """
    style = _style(attributes)
    own = _HIDING.search(style) or _HIDDEN.search(_QUOTED.sub("", attributes))
    return bool(own) or (bool(hiding) and bool(_hidden_by(attributes, style, hiding)))


def takes_no_room(attributes: str, hiding: Mapping[str, bool] = _NONE) -> bool:
    """Return whether a hidden cell with such attributes leaves no gap in its row."""
    style = _style(attributes)
    own = _REMOVING.search(style) or _HIDDEN.search(_QUOTED.sub("", attributes))
    return bool(own) or (bool(hiding) and any(_hidden_by(attributes, style, hiding)))


def _hidden_by(attributes: str, style: str, hiding: Mapping[str, bool]) -> list[bool]:
    """Return, for each name by which style sheets hide a tag, whether it takes no room."""
    if _SHOWN.search(style):
        return []
    return [hiding[name] for name in _names(attributes) if name in hiding]


def _names(attributes: str) -> Iterator[str]:
    """Yield the classes (.name) and the name (#name) of a tag."""
    for match in _NAMED.finditer(attributes):
        sign = "#" if match["of"].lower() == "id" else "."
        yield from (f"{sign}{name}" for name in match["names"].strip("\"'").split())


def effects_in(style: str) -> tuple[Effect, ...]:
    """Return what a style does to characters: raises them, strikes them out, draws them."""
    return tuple(effect for pattern, effect in _STYLES if pattern.search(style))


def _style(attributes: str) -> str:
    match = _STYLE.search(attributes)
    return next((said for said in match.groups() if said), "") if match else ""


@dataclass(slots=True)
class Setting:
    """The tags that are open at a place of a cell.

    Attributes:
        struck: Stretches that are struck out, those of other cells too.
        unseen: Stretches that are hidden, those of other cells too.
        left_out: Those of them that stand beside what is seen, and are no part of it.
        hiding: Classes and elements that the style sheets of the page hide.
        styled: Classes and elements whose characters these raise, lower, strike out or draw.
        lists: Counts the items of lists.
    """

    struck: list[Piece] = field(default_factory=list)
    unseen: list[Piece] = field(default_factory=list)
    left_out: list[Piece] = field(default_factory=list)
    effects: tuple[Effect, ...] = ()
    hidden: bool = False
    hiding: Mapping[str, bool] = field(default_factory=dict)
    styled: Mapping[str, Sequence[Effect]] = field(default_factory=dict)
    lists: ListNumbers = field(default_factory=ListNumbers)
    _counts: dict[Effect | None, int] = field(default_factory=dict)
    _open: dict[str, list[tuple[Effect | None, ...]]] = field(default_factory=dict)
    _before: tuple[int, int] = (0, 0)

    def begin(self, attributes: str = "", *, hidden: bool = False) -> None:
        """Forget what is open, at the beginning of a cell, which may be hidden itself."""
        self._counts, self._open = {}, {}
        self.lists.begin()
        self._before = (len(self.struck), len(self.unseen))
        styled = self._styled(attributes) if self.styled else ()
        self._count([*_effects("", attributes), *styled, *([None] if hidden else [])], 1)

    def tag(self, said: str) -> None:
        """Take in a tag."""
        name, closes, effects = _parsed(said)
        if self.hiding and name and None not in effects and is_hidden(said, self.hiding):
            effects = (*effects, None)
        if self.styled and name and not closes:
            effects = (*effects, *self._styled(said))
        if closes:
            opened = self._open.get(name)
            if opened:
                self._count(opened.pop(), -1)
        elif name:
            self._open.setdefault(name, []).append(effects)
            self._count(effects, 1)

    def _styled(self, attributes: str) -> Iterator[Effect]:
        """Yield what the style sheets of the page do to characters of a tag."""
        for name in _names(attributes):
            yield from self.styled.get(name, ())

    def strike(self, origin: Origin, start: int, end: int) -> None:
        """Note a stretch that is struck out."""
        _add(self.struck, self._before[0], Piece(origin, start, end))

    def hide(self, origin: Origin, start: int, end: int) -> None:
        """Note a stretch that is hidden."""
        _add(self.unseen, self._before[1], Piece(origin, start, end))

    def leave_out(self, first: int) -> list[Piece]:
        """Note that hidden stretches from a number on are no part of what is read."""
        pieces = self.unseen[first:]
        del self.unseen[first:]
        self.left_out.extend(pieces)
        return pieces

    def _count(self, effects: Sequence[Effect | None], by: int) -> None:
        if not effects:
            if not self._counts:
                self.effects, self.hidden = (), False
            return
        for effect in effects:
            self._counts[effect] = self._counts.get(effect, 0) + by
        self.effects = tuple(effect for effect in Effect if self._counts.get(effect))
        self.hidden = bool(self._counts.get(None))


@lru_cache(maxsize=1024)
def _parsed(said: str) -> tuple[str, bool, tuple[Effect | None, ...]]:
    """Return the name of a tag, whether it closes, and what it does; no name if it encloses none.

    The same few tags make up most of a page.
    """
    match = _TAG.fullmatch(said)
    if match is None:
        return "", False, ()
    name, attributes = match["name"].lower(), match["attributes"]
    if match["close"]:
        return name, True, ()
    if name in _VOID or attributes.endswith("/"):
        return "", False, ()
    return name, False, tuple(_effects(name, attributes))


def _effects(name: str, attributes: str) -> list[Effect | None]:
    """Return what a tag does to what it encloses; None for hiding it."""
    found: list[Effect | None] = [_NAMES[name]] if name in _NAMES else []
    if attributes:
        style = _style(attributes)
        found.extend(effects_in(style))
        face = _FACE.search(attributes) if name == "font" else None
        found.extend([_FACES[face[1].lower()]] if face else [])
        if is_hidden(attributes):
            found.append(None)
    if name == "option" and not _SELECTED.search(_QUOTED.sub("", attributes)):
        found.append(None)
    return found


def _add(pieces: list[Piece], before: int, piece: Piece) -> None:
    """Add a stretch, as one with the last of the cell where only tags and blanks part them."""
    last = pieces[-1] if len(pieces) > before else None
    raw = piece.origin.raw
    if last and last.origin is piece.origin and _NOTHING.fullmatch(raw, last.end, piece.start):
        pieces[-1] = Piece(piece.origin, last.start, piece.end)
    else:
        pieces.append(piece)


def unended(origin: Origin, start: int, following: Iterable[Origin]) -> Problem | None:
    """Return the word on what begins what no page shows and never ends it; None if nothing follows.

    Args:
        origin: Where it begins.
        start: The offset of its tag, or of the remark's beginning.
        following: The rest of the file.
    """
    tag = _BEGINNING.match(origin.raw, start)
    if tag is None:  # pragma: no cover - for the type checker; callers found it there
        return None
    rest = origin.raw[tag.end() :]
    lines = chain((rest,), (at.raw for at in following))
    lost = next((said for line in lines if (said := _ANY_TAG.sub("", line).strip())), "")
    if not lost:
        return None
    words, said = excerpt(lost), tag[1]
    return Problem(
        code="hidden-text",
        message=Bilingual(
            f"“{said}”没有结束，网页不显示其后的内容，自“{words}”起都未读取；请核对原文。",
            f"“{said}” never ends; the page shows nothing after it, and nothing was read from"
            f" “{words}” on: compare the original.",
        ),
        severity=ProblemSeverity.WARNING,
        span=Traced.part_of(origin, start, len(origin.raw)).span(),
        excerpt=lost[:_LONGEST],
    )


def hidden_text(pieces: Sequence[Piece], *, read: bool = True) -> Problem:
    """Return the word on what a page hides: read all the same, or left out beside what it shows."""
    texts = [Traced.part_of(p.origin, p.start, p.end) for p in pieces[:_MOST_PLACES]]
    words = excerpt(texts[0].text)
    zh, en = _READ if read else _LEFT_OUT
    return Problem(
        code="hidden-text",
        message=Bilingual(
            f"网页里有隐藏的内容（共 {len(pieces)} 处，自“{words}”起），{zh}。",
            f"the page hides something ({len(pieces)} places, from “{words}” on); {en}.",
        ),
        severity=ProblemSeverity.NOTE,
        span=tuple(place for text in texts for place in text.span()),
        excerpt=texts[0].text,
    )
