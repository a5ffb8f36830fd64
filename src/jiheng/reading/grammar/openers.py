"""What opens an indicator in a list that somebody typed: its number, its levels, words for both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.standards.indicator_tree import LEVEL1, LEVEL2

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.grammar.spaced import Spaced
    from jiheng.standards.indicator_tree import Node

_ALONE_WORDS = ("社会", "经济", "生态", "环境", "生态环境", "可持续")
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

_LETTER = r"(?<![A-Za-z0-9])[A-Z]\d{0,2}(?:[-.]\d{1,2}){0,2}"
_POINTS = re.compile(
    r"[（(](?:权重|分值)?[：:]?(?P<points>\d{1,3}(?:\.\d{1,2})?)"
    r"(?:分|(?<=[重值：:]\d)[%％]?|(?<=[重值：:]\d\d)[%％]?)[）)](?=.*[^；;。\s])"
    r"|(?P<bare>\d{1,3})分(?=[：:])"
    r"|[（(](?P<remark>(?![^）)]*(?:指标|数量|质量|时效|成本|效益|社会|经济|生态|环境|可持续|满意|公众|服务对象))"
    r"(?=[^）)]*[\u4e00-\u9fff])[^（）()]{1,12})[）)](?=[：:\n])",
    re.DOTALL,
)
"""Points behind a level, or a remark on it; a lone number in brackets counts what follows."""

_CODE = r"\d{1,2}(?:\.\d{1,2}){1,2}"
_KINDS = (
    (
        "code",
        rf"{_CODE}(?=[、 \n]|[\u4e00-\u9fff]{{2,9}}指标)[、．.]?|{_CODE}(?<=\.\d\.\d)(?![\d%％])",
    ),
    ("lettered", rf"{_LETTER}(?<=\d)[、.．：: ](?=[\u4e00-\u9fff])"),
    ("bracket", r"[（(\[](?P<in_bracket>\d{1,3})[）)\]]"),
    ("comma", r"(?P<before_comma>\d{1,3})、"),
    ("point", r"(?P<before_point>\d{1,3})[.．)）]"),
    ("circled", f"(?P<circle>[{_CIRCLED}])"),
    ("chapter", f"[{_WORDS}]{{1,3}}、|[（(][{_WORDS}]{{1,3}}[）)]"),
    ("first", f"[{_WORDS}]是"),
    ("named", r"(?:绩效)?(?:指标|目标|任务)(?P<after_name>\d{1,2})[：:、.．]"),
    ("blank", r"(?P<before_blank>\d{1,3}(?= )|(?<![：:，,])\d{1,3}(?=\n))[ \n]"),
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


_MAY_STAND_UNDER = {"3": ("3", "2"), "4": ("4", "1")}
"""Satisfaction was one of the effects once, and costs are outputs in many forms."""

_FORMS = {
    first.code: frozenset((first.label.removesuffix("指标"), *first.other_labels))
    for first in LEVEL1
}
_BRANCHES = dict.fromkeys(_ALONE_WORDS, _FORMS["2"]) | {
    label.removesuffix("指标"): frozenset().union(
        *(_FORMS[code] for code in _MAY_STAND_UNDER.get(node.code[0], node.code[0]))
    )
    for node in LEVEL2
    if node.label != "成本指标"
    for label in (node.label, *node.other_labels)
}
FIRST, SECOND = _words(LEVEL1), _words(LEVEL2) | {*_FURTHER}
_COUNTED_NEXT = rf"\d{{1,2}}[、.．)）]|[{_CIRCLED}]|[{_WORDS}]{{1,3}}(?:、|是)"
_ANY = "|".join(sorted(FIRST | SECOND, key=len, reverse=True))
_LEVEL = re.compile(
    r"(?:[一二]级(?:绩效)?指标[：:])?[【〔\[（(]?"
    rf"(?:(?P<level_code>[1-9]\d?)[-—–－]|(?P<letter>{_LETTER})[-—–－.．、：: ]?)?"
    rf"(?P<label>(?:{_ANY})(?:指标)?)(?:\d{{1,2}}[个项条]?(?=[：:])|(?=\d{{1,3}}分[：:]|$|[{JOINTS}=＝{BULLETS}）)】〕\]（(\[]|{_COUNTED_NEXT}))"
    r"[）)】〕\]]?"
)
_SHORT = re.compile(
    r"(?P<said>二级(?:绩效)?指标[：:])?[【〔\[（(]?(?P<label>数量|质量|时效|成本|社会公众|服务对象|生态环境|可持续|社会|经济|生态|环境|公众)"
    r"(?:[）)】〕\]]|(?=[：:\-—–―－/／|｜>＞·\n ])|(?(said)(?=[；;，,])|(?!)))"
)
"""A second level behind its first one, of which it leaves out the word: 效益-社会, 成本-经济."""

_ALONE = re.compile(rf"(?<![^；;。，,、\n ])(?:{'|'.join(_ALONE_WORDS)})(?=[：:])")
"""Such a level by itself, in a list that leaves out 指标 behind its levels."""

_WHOLE = frozenset(
    (
        *("社会效益", "经济效益", "生态效益", "环境效益", "可持续效益"),
        *("社会成本", "经济成本", "生态环境成本", "环境成本"),
        *("社会公众满意度", "服务对象满意度", "公众满意度"),
        *("社会效果", "经济效果", "生态效果"),
    )
)
_OPENING = "【〔"
_UNPARTED = re.compile(r"(?<![\d.．])\d{1,2}[、.．)）](?=[\u4e00-\u9fff])")
"""A number right behind a value, which goes on to count: ≥3公里2、桥梁."""
_ASIDE = r"[（(](?:[^（()）]|[（(][^（()）]{1,40}[）)]){1,60}[）)]"
_VALUE = re.compile(rf"(?:{_ASIDE})?[：:]?\s*(?:[≥≤＞＜><=＝]|\d)")
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
        rest: Where the word is that a second level leaves out after its first one.
        points: Where the points of a level are, or a remark on it.
    """

    kind: str
    start: int
    stop: int
    value: tuple[int, int]
    text: str = ""
    number: int | None = None
    code: tuple[int, int] | None = None
    rest: tuple[int, int] | None = None
    points: tuple[int, int] | None = None


def whole_label(short: str, first: str) -> bool:
    """Return whether a short second level and the word of its first make a usual label."""
    return short + first.removesuffix("指标") in _WHOLE


def stands_under(second: str, first: str) -> bool:
    """Return whether a second level may stand under a first, by what the official tree knows."""
    word = second.removesuffix("指标")
    above = _BRANCHES.get("服务对象满意度" if word.endswith("满意度") else word)
    return above is None or first.removesuffix("指标") in above


def find_openers(typed: Spaced, first: str = "") -> list[Opener]:
    """Return the openers of a list in order; numbers within names and values are none.

    They stand behind some sign, or where a line of a page begins. `first` is the first level that
    another cell names for the list.
    """
    plain = typed.plain
    found: list[Opener] = []
    counted: dict[str, int] = {}
    for opener in _candidates(typed, first):
        if opener.kind not in {"level", "word"}:
            if not _counts(plain, opener, found, counted):
                continue
            counted[opener.kind] = opener.number or 0
        found.append(opener)
    if len({plain[o.start : o.stop] for o in found if o.kind == "lettered"}) == 1:
        return [opener for opener in found if opener.kind != "lettered"]  # the beginning of a name
    return found


def _candidates(typed: Spaced, first: str) -> Iterator[Opener]:
    plain = typed.plain
    shorts = stands_under(_ALONE_WORDS[0], first)
    headings = {match.start() for match in _HEADING.finditer(plain)}
    last: Opener | None = None
    at = 0
    while at < len(plain):
        behind = plain[at - 1 : at]
        opens = not behind or behind in _BEFORE or at in headings or plain[at] in _OPENING
        opens = opens and not (plain[at] in _MARKS and behind in _CLOSED)
        opener = _alone(typed, at) if shorts else _shortened(typed, at, last)
        if (opener is None and (opens or at in typed.lines or plain[at] in _MARKS)) or (
            opener is None and _UNPARTED.match(plain, at)
        ):
            opener = _opener(typed, at)
        if opener is None or not (opens or _opens_unparted(plain, opener)):
            at += 1
            continue
        if _is_name(plain, opener, last):
            at = opener.stop
            continue
        while opener is not None and not _is_name(plain, opener, last):
            yield opener
            last, at = opener, opener.stop
            opener = (None if shorts else _shortened(typed, at, last)) or _opener(typed, at)


def _is_name(plain: str, opener: Opener, last: Opener | None) -> bool:
    """Whether a word for a level names a value that stands behind it.

    It stands right behind a second level (服务对象满意度指标：社会公众满意度≥90%), or behind
    brackets in a name.
    """
    if opener.kind != "level" or opener.text.endswith("指标") or last is None:
        return False
    between = plain[last.stop : opener.start]
    second = last.kind == "level" and last.text.endswith("指标")
    second = second and last.text.removesuffix("指标") in SECOND - FIRST
    named = between.strip(JOINTS)[-1:] in _CLOSED if between.strip(JOINTS) else second
    return named and _VALUE.match(plain, opener.stop) is not None


def _shortened(typed: Spaced, at: int, last: Opener | None) -> Opener | None:
    """Return the second level that begins at a place without the word of the first before it."""
    if last is None or last.kind != "level":
        return None
    if typed.text[last.stop : at].strip(JOINTS):
        return None if last.text.endswith("指标") else _alone(typed, at)
    word = last.text.removesuffix("指标")
    level = _SHORT.match(typed.text, at) if word in FIRST else None
    if level is None:
        return None
    points, stop = _points_at(typed, level.end())
    text, rest = level["label"], None
    if text + word in _WHOLE:
        start, _ = last.value
        text, rest = text + word, (start, start + len(word))
    return Opener("level", at, stop, level.span("label"), text, rest=rest, points=points)


def _alone(typed: Spaced, at: int) -> Opener | None:
    """Return the second level that begins at a place without any word of the first."""
    alone = _ALONE.match(typed.plain, at)
    return Opener("level", at, alone.end(), alone.span(), alone[0]) if alone else None


def _points_at(typed: Spaced, at: int) -> tuple[tuple[int, int] | None, int]:
    """Return where the points behind a level are, and where what follows begins."""
    points = _POINTS.match(typed.text, at)
    if points is None or points.lastgroup is None:
        return None, at
    return points.span(points.lastgroup), points.end()


def _opens_unparted(plain: str, opener: Opener) -> bool:
    """Whether an opener is one without a sign before it: no rest of a word, none behind a name."""
    if opener.kind != "level":
        return True
    if plain[opener.start] in _MARKS:
        return False
    before = plain[: opener.value[1]].removesuffix("指标")
    longer = any(before.endswith(word) and len(word) > len(opener.text) - 2 for word in SECOND)
    return opener.text.endswith("指标") and not longer


def _opener(typed: Spaced, at: int) -> Opener | None:
    plain = typed.plain
    level = _LEVEL.match(plain, at)
    if level is not None:
        said = next((group for group in ("level_code", "letter") if level[group]), None)
        code = level.span(said) if said else None
        points, stop = _points_at(typed, level.end())
        value = level.span("label")
        return Opener("level", at, stop, value, level["label"], code=code, points=points)
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
