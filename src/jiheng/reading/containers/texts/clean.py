"""Cell text: markup taken out, entities decoded, white space removed, places kept."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from jiheng.model import Run, Traced
from jiheng.reading.containers.cells.lettering import Effect, is_note_mark, lettered
from jiheng.reading.containers.cells.sheet import Piece
from jiheng.reading.containers.texts.html_fields import Filled, field_in
from jiheng.reading.ledger import BLANK, JOINER

if TYPE_CHECKING:
    from jiheng.model import Origin
    from jiheng.reading.containers.texts.html_setting import Setting

# Only names of HTML count as tags: “<0次” is a value and must stay.
_TAG_NAMES = (
    "p|br|hr|div|span|b|i|u|s|a|em|strong|font|sub|sup|small|big|center|code|img|ul|ol|li|"
    "h[1-6]|html|head|body|meta|link|title|style|script|section|article|main|header|footer|"
    "table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th|label|input|mark|del|ins|strike|"
    "nobr|wbr|pre|tt|dl|dt|dd|nav|aside|figure|form|button|iframe|object|xml|[a-z]\\w{0,8}:[a-z]\\w*|"
    "textarea|select|option|optgroup|fieldset|legend|time|q|ruby|rb|rt|rp|data|bdo|bdi|abbr|acronym|kbd|"
    "cite|dfn|var|samp|output|details|summary|dialog|map|area|meter|progress|picture|source|slot|"
    "noscript|address|hgroup|search|blockquote|menu|math|[a-z]{1,16}-[a-z-]{1,24}"
)
TAG = (
    rf"</?(?:{_TAG_NAMES})(?:\s[^<>]{{0,2000}})?/?>|<!--[^<>]{{0,2000}}-->|"
    rf"<!(?:doctype|\[(?:if|endif))[^<>]{{0,200}}>"
)

_ESCAPES = r"(?P<escape>\\[!-/:-@\[-`{-~])|(?P<strong>\*\*)|"


def _tokens(escapes: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<tag>{TAG})|"
        r"(?P<entity>&(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)|"
        rf"{escapes}"
        rf"(?P<text>[^{BLANK}<&\\*]+(?:{JOINER}[^{BLANK}<&\\*]+)*|<+(?=<)|[<&\\*])|"
        rf"(?P<blank>[{BLANK}]+)",
        re.IGNORECASE,
    )


_SAYS = re.compile(f"[^{BLANK}]")
_OF_LISTS = frozenset(("ol", "ul", "li", "/o", "/u"))
_PLAIN, _MARKDOWN = _tokens(""), _tokens(_ESCAPES)


def clean(
    origin: Origin,
    start: int,
    end: int,
    *,
    markdown: bool = False,
    setting: Setting | None = None,
) -> tuple[Traced, list[Piece]]:
    """Return the text between two offsets of an origin, and the markup that was taken out.

    White space goes, except one space between two Latin words. In `markdown`, a backslash before
    punctuation and the stars of strong text are markup. With a `setting`, digits that tags raise
    or lower are such digits, and what they strike out is markup, too.
    """
    text = _Text(origin)
    markup: list[Piece] = []
    told = len(setting.unseen) if setting else 0
    tokens = _MARKDOWN if markdown else _PLAIN
    for match in tokens.finditer(origin.raw, start, end):
        kind, at, stop = match.lastgroup, match.start(), match.end()
        if kind != "tag" and setting and (setting.effects or setting.hidden):
            _set(text, match, setting, markup)
        elif kind == "text":
            text.plain(at, stop)
        elif kind == "blank":
            text.blank = at
        elif kind in {"tag", "strong"}:
            _take_out(text, match, setting, markup)
        elif kind == "escape":
            text.decoded(at, stop, match.group()[1:])
        else:
            said = html.unescape(match.group())
            if _SAYS.search(said):
                text.decoded(at, stop, said)
            else:
                markup.append(Piece(origin, at, stop))
    if setting and text.veiled:
        markup.extend(setting.leave_out(told) if text.unveil() else ())
    return text.traced(), markup


def _take_out(
    text: _Text, match: re.Match[str], setting: Setting | None, markup: list[Piece]
) -> None:
    """Take in a piece of markup, and what somebody has filled into a field."""
    origin, first, last = text.origin, match.start(), match.end()
    if setting is None or match.lastgroup != "tag":
        markup.append(Piece(origin, first, last))
        return
    setting.tag(match.group())
    filled = field_in(match.group()) or _number_before(match, origin.raw, setting)
    if filled is None:
        markup.append(Piece(origin, first, last))
        return
    at, stop = first + filled.start, first + filled.end
    markup.extend(Piece(origin, *ends) for ends in ((first, at), (stop, last)) if ends[0] < ends[1])
    text.decoded(at, stop, filled.text)
    if setting.hidden:
        text.veiled.append(len(text.runs) - 1)
        setting.hide(origin, at, stop)


def _number_before(match: re.Match[str], raw: str, setting: Setting) -> Filled | None:
    """Return the number that a page sets in the place of a tag."""
    if match.group()[1:3].lower() not in _OF_LISTS:
        return None
    number = setting.lists.before(match.group(), raw[match.end() :])
    return Filled(number, 0, match.end() - match.start()) if number else None


def _set(text: _Text, match: re.Match[str], setting: Setting, markup: list[Piece]) -> None:
    """Take in characters that tags around them raise, lower, strike out or hide."""
    origin, kind, at, stop = text.origin, match.lastgroup, match.start(), match.end()
    said = match.group()
    if kind == "entity":
        said = html.unescape(said)
    elif kind == "escape":
        said = said[1:]
    if kind == "blank":
        text.blank = at
    elif kind == "strong" or not _SAYS.search(said) or _no_content(said, setting):
        markup.append(Piece(origin, at, stop))
        if kind != "strong" and _SAYS.search(said):
            setting.strike(origin, at, stop)
    else:
        for effect in setting.effects:
            said = lettered(said, effect)
        text.decoded(at, stop, said)
        if setting.hidden:
            text.veiled.append(len(text.runs) - 1)
            setting.hide(origin, at, stop)


def _no_content(said: str, setting: Setting) -> bool:
    """Whether characters that are seen say nothing: struck out, or the mark of a note."""
    raised = Effect.RAISED in setting.effects and is_note_mark(said)
    return raised or Effect.STRUCK in setting.effects


class _Text:
    """Gathers what a cell says, neighbouring characters in one run."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.runs: list[Run] = []
        self.said: list[str] = []
        self.blank = -1
        self.veiled: list[int] = []
        self._from = self._to = 0

    def plain(self, start: int, end: int) -> None:
        """Add characters as they stand in the source."""
        if self._to == self.blank == start - 1 and self._parts_words(start):
            self._to, self.blank = end, -1
            return
        if self.blank >= 0:
            self._space(self.origin.raw[start])
        elif self._to == start:
            self._to = end
            return
        self._flush()
        self._from, self._to = start, end

    def decoded(self, start: int, end: int, said: str) -> None:
        """Add what a piece of markup stands for."""
        if self.blank >= 0:
            self._space(said[0])
        self._flush()
        self.runs.append(Run(len(said), self.origin, start, end - start))
        self.said.append(said)

    def unveil(self) -> bool:
        """Drop what is hidden beside what is seen; return whether anything was."""
        self._flush()
        if len(self.veiled) == len(self.runs):
            return False
        for at in reversed(self.veiled):
            del self.runs[at], self.said[at]
        return True

    def traced(self) -> Traced:
        self._flush()
        return Traced.of("".join(self.said), self.runs)

    def _parts_words(self, start: int) -> bool:
        """Whether one space, which then stays as it is, stands between two Latin words."""
        raw = self.origin.raw
        return (
            self._from < self._to
            and raw[start - 1] == " "
            and raw[start] in _LETTERS
            and raw[start - 2] in _LETTERS
        )

    def _space(self, following: str) -> None:
        """Keep one space if it parts two Latin words."""
        self._flush()
        at, self.blank = self.blank, -1
        if following in _LETTERS and self.said and self.said[-1][-1] in _LETTERS:
            self.runs.append(Run(1, self.origin, at, 1))
            self.said.append(" ")

    def _flush(self) -> None:
        if self._from < self._to:
            self.runs.append(
                Run(self._to - self._from, self.origin, self._from, self._to - self._from)
            )
            self.said.append(self.origin.raw[self._from : self._to])
            self._from = self._to = -1


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
