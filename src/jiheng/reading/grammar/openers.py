"""What opens an indicator in a list that somebody typed: its number, its levels, words for both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.standards.indicator_tree import LEVEL1, LEVEL2

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.standards.indicator_tree import Node

_FURTHER = ("社会公众满意度", "产出数量", "产出质量", "产出时效", "产出成本", "可持续影响效益")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_WORDS = "一二三四五六七八九十"
BULLETS = "★☆◆◇●○■□▲△•※"
JOINTS = "：:；;，,、/／|｜>＞—–―·.。\\-\n "
"""Signs that part the levels of an indicator from each other and from its name."""

_BEFORE = frozenset("；;。，,：:、\n 】〕]）)>＞—–-／/|｜·" + BULLETS)
_CLOSED = frozenset("）)")
_MARKS = frozenset(f"（({_CIRCLED}")
"""What a number or a level stands behind."""

_CODE = r"\d{1,2}(?:\.\d{1,2}){1,2}"
_KINDS = (
    (
        "code",
        rf"{_CODE}(?=[、 \n]|[\u4e00-\u9fff]{{2,9}}指标)[、．.]?|{_CODE}(?<=\.\d\.\d)(?![\d%％])",
    ),
    ("bracket", r"[（(\[](?P<in_bracket>\d{1,3})[）)\]]"),
    ("comma", r"(?P<before_comma>\d{1,3})、"),
    ("point", r"(?P<before_point>\d{1,3})[.．)）]"),
    ("circled", f"(?P<circle>[{_CIRCLED}])"),
    ("chapter", f"[{_WORDS}]{{1,3}}、|[（(][{_WORDS}]{{1,3}}[）)]"),
    ("first", f"[{_WORDS}]是"),
    ("named", r"(?:绩效)?指标(?P<after_name>\d{1,2})[：:、.．]"),
    ("blank", r"(?P<before_blank>\d{1,3})[ \n]"),
)
_NUMBER = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS))
_COUNTED = (
    "in_bracket",
    "before_comma",
    "before_point",
    "circle",
    "after_name",
    "before_blank",
)


def _words(nodes: Sequence[Node]) -> frozenset[str]:
    labels = {label for node in nodes for label in (node.label, *node.other_labels)}
    return frozenset(label.removesuffix("指标") for label in labels)


FIRST, SECOND = _words(LEVEL1), _words(LEVEL2) | {*_FURTHER}
_COUNTED_NEXT = rf"\d{{1,2}}[、.．)）]|[{_CIRCLED}]|[{_WORDS}]{{1,3}}(?:、|是)"
_ANY = "|".join(sorted(FIRST | SECOND, key=len, reverse=True))
_LEVEL = re.compile(
    r"(?:[一二]级(?:绩效)?指标[：:])?[【〔\[（(]?(?:(?P<level_code>[1-9]\d?)[-—–－])?"
    rf"(?P<label>(?:{_ANY})(?:指标)?)(?:\d{{1,2}}(?=[：:])|(?=$|[{JOINTS}{BULLETS}）)】〕\]（(\[]|{_COUNTED_NEXT}))"
    r"[）)】〕\]]?"
)
_HEADING = re.compile(rf"(?:{_ANY})(?:指标[：:]?|[：:])(?=[（(]1[)）]|1[、.．](?!\d)|①)")
"""A level over a list of its own, which begins with its first number."""

_INTRODUCTION = re.compile(
    r"[一二]级(?:绩效)?指标[：:]|(?:三级指标|指标名称|三级绩效指标|绩效指标)[：:]"
)


@dataclass(frozen=True, slots=True)
class Opener:
    """A number, level or word that says what follows.

    Attributes:
        kind: `level`, `word`, or how a number is written.
        value: Where its own text is, without signs around it; equal offsets where it has none.
        number: What it counts to, where that is told.
        code: Where the code of a level is.
    """

    kind: str
    start: int
    stop: int
    value: tuple[int, int]
    text: str = ""
    number: int | None = None
    code: tuple[int, int] | None = None


def find_openers(plain: str, lines: frozenset[int] = frozenset()) -> list[Opener]:
    """Return the openers of a list in order; numbers within names and values are none.

    They stand behind some sign, or where one of the `lines` of a page begins.
    """
    found: list[Opener] = []
    counted: dict[str, int] = {}
    for opener in _candidates(plain, lines):
        if opener.kind not in {"level", "word"}:
            if not _counts(plain, opener, found, counted):
                continue
            counted[opener.kind] = opener.number or 0
        found.append(opener)
    return found


def _candidates(plain: str, lines: frozenset[int]) -> Iterator[Opener]:
    headings = {match.start() for match in _HEADING.finditer(plain)}
    at = 0
    while at < len(plain):
        behind = plain[at - 1 : at]
        opens = not behind or behind in _BEFORE or at in headings
        opens = opens and not (plain[at] in _MARKS and behind in _CLOSED)
        opener = _opener(plain, at) if opens or at in lines or plain[at] in _MARKS else None
        if opener is None or not (opens or _opens_unparted(plain, opener)):
            at += 1
            continue
        yield opener
        at = opener.stop
        more = _opener(plain, at)
        while more is not None:
            yield more
            at = more.stop
            more = _opener(plain, at)


def _opens_unparted(plain: str, opener: Opener) -> bool:
    """Whether an opener is one without a sign before it: no rest of a word, none behind a name."""
    if opener.kind != "level":
        return True
    if plain[opener.start] in _MARKS:
        return False
    before = plain[: opener.value[1]].removesuffix("指标")
    longer = any(before.endswith(word) and len(word) > len(opener.text) - 2 for word in SECOND)
    return opener.text.endswith("指标") and not longer


def _opener(plain: str, at: int) -> Opener | None:
    level = _LEVEL.match(plain, at)
    if level is not None:
        code = level.span("level_code") if level["level_code"] else None
        value = level.span("label")
        return Opener("level", at, level.end(), value, level["label"], code=code)
    word = _INTRODUCTION.match(plain, at)
    if word is not None:
        return Opener("word", at, word.end(), (at, at))
    number = _NUMBER.match(plain, at)
    if number is None or number.lastgroup is None:
        return None
    kind = next(kind for kind, _ in _KINDS if number[kind] is not None)
    said = next((group for group in _COUNTED if number[group]), None)
    value = number.span(said) if said else (at, at)
    return Opener(kind, at, number.end(), value, number=_count(number, kind, said))


def _count(number: re.Match[str], kind: str, said: str | None) -> int | None:
    if kind == "circled":
        return _CIRCLED.index(number[0]) + 1
    if said:
        return int(number[said])
    return None


def _counts(plain: str, opener: Opener, found: Sequence[Opener], counted: dict[str, int]) -> bool:
    """Whether a number counts an indicator: it begins a list, or goes on where one has got to.

    A list begins with the cell, behind a level, or with a number before a level.
    """
    behind = plain[found[-1].stop : opener.start].strip(JOINTS) if found else plain[: opener.start]
    adjacent = not behind.strip(JOINTS)
    level_follows = _LEVEL.match(plain, opener.stop) or (
        plain[opener.stop : opener.stop + 1] in JOINTS
        and _LEVEL.match(plain, opener.stop + 1) is not None
    )
    if opener.kind == "blank":
        return bool(level_follows)
    last = counted.get(opener.kind, 0)
    if opener.start and plain[opener.start - 1] not in _BEFORE and not adjacent:
        return opener.kind in counted and opener.number in (None, last + 1)
    if opener.kind == "point" and plain[opener.stop : opener.stop + 1].isdigit():
        ended = opener.start == 0 or plain[opener.start - 1] in "；;。\n"
        return (ended and opener.number == last + 1) or (adjacent and opener.number == 1)
    if adjacent or level_follows:
        return True
    if opener.kind not in counted or plain[opener.start - 1] in "：:":
        return False
    return opener.number is None or opener.number in (last + 1, 1)
