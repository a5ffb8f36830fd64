"""Name and values of an indicator in a list that somebody typed, behind its number and levels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.language.quantities import find_quantities
from jiheng.reading.grammar.openers import BULLETS
from jiheng.reading.grammar.spaced import HIDDEN

if TYPE_CHECKING:
    from jiheng.reading.grammar.spaced import Spaced

ENDS = "。；;，,、|｜\n " + BULLETS
_SIGNS = r"·：:；;，,、。.．|｜/／＞>—–\-－=＝\s()（）\[\]【】〔〕★☆◆◇●○■□▲△•※"
_JOINTS = "：:；;，,、。|｜/／＞>—–-－=＝\n " + BULLETS
LONGEST, LONGEST_NAME = 2_000, 80
"""Characters of an indicator, and of its name, at most."""

_STRONG = frozenset(("——", "—", "/", "／", "|", "｜", ">", "＞", "\n"))
"""Signs between levels and names that names rarely hold themselves."""

_LABEL = re.compile(
    r"(?P<term>实施周期|实施期|20\d\d年(?:度)?|年度|本年(?:度)?|当年|全年)?(?:绩效)?"
    r"(?:指标(?:目标|方向)?值|目标值|(?<=年度)值|计划值|预期值|标准值|(?<=期)目标(?=[：:为≥≤\d])|(?<=年度)目标(?=[：:为≥≤\d])|(?<=[，,；;。：:])值)(?:为|是)?[：:]?"
)
_WEIGHT = re.compile(
    r"[，,；;、。\s（(]*(?:指标)?(?:权重|分值)[：:]?(?P<weight>\d{1,3}(?:\.\d{1,2})?)[分%％]?[）)]?$"
)
_COMPARED = re.compile(r"(?:[≥≤＞＜><=＝≧≦⩾⩽]{1,2}|±)(?=[\d±一二三四五六七八九十百千万]|[-−]\d)")
_COLON = re.compile(r"(?<!\d)[：:]|[：:](?!\d)")
_MEASURED = re.compile(r"[率数量额比值度次长积价期]$")
_EACH = re.compile(r"(?:每个?(?:学期|学年|季度|[年月周日天次人])|(?:控制|保持|稳定)在)$")
_CHANGE = re.compile(
    r"(?:同比|环比|年均|[较比](?:上年|去年|上一年)(?:度|同期)?)"
    r"(?:增长|增加|提高|提升|上升|下降|降低|减少)[到至]?$"
)
"""What is compared with another year belongs to the value."""

_WITHIN = re.compile(
    r"(?<=[时期限间度])\d{1,4}个?(?:工作日|小时|分钟|[天日月])(?:之|以)?内$"
    r"|(?<=[时期限间])(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|[底末初])?(?:之?前|以前|完成)?$"
)
_RANGE = frozenset("-—–－~～至到且和")
_REST = re.compile(rf"(?:[（(]{HIDDEN}+[）)])?")
_PERIOD = frozenset(("实施周期", "实施期"))


_FIELDS = re.compile(
    r"(?P<name>.+?)(?P<joint>[|｜/／,，;；、 \-—–])(?P<sign>[≥≤＞＜><=＝]{1,2})(?P=joint)"
    r"(?P<value>\d[\d,.]*)(?:(?P=joint)(?P<unit>[^|｜,，;；、 \-—–]{1,10}))?"
)
_TERM = "实施周期|实施期|20\\d\\d年(?:度)?|年度|本年(?:度)?|当年|全年"
_ASIDE = re.compile(
    rf"(?:{_TERM})(?:绩效)?(?:指标|目标)值?|(?:项目|主要|核心)?(?:绩效)?(?:指标|目标|计划|预期|标准)"
    rf"(?:(?:目标|方向)?值)?|年度值|值|权重|分值|[分%％]|[为是]|[{_SIGNS}]"
)
"""What may stand between names and values without being either."""


@dataclass(slots=True)
class Body:
    """Offsets of what an indicator says, in the text as typed."""

    name: tuple[int, int]
    value: tuple[int, int]
    period: tuple[int, int] | None = None
    weight: tuple[int, int] | None = None
    sign: tuple[int, int] | None = None
    unit: tuple[int, int] | None = None


def read_body(
    typed: Spaced, start: int, stop: int, *, joint: str = "", bracketed: bool = False
) -> Body | None:
    """Return name and value between two offsets; None where nothing parts them.

    Args:
        typed: The text as typed.
        start: Where it begins.
        stop: Where it ends.
        joint: The sign that parts the levels before it from it.
        bracketed: Whether the values of the list stand in brackets behind the names.
    """
    if stop - start > LONGEST:
        return None
    weight = _WEIGHT.search(typed.text, start, stop)
    end = weight.start() if weight else stop
    start, end = _name_of(typed, start, end)[0], value_of(typed, start, end)[1]
    body = (
        _in_fields(typed, start, end)
        or _labelled(typed, start, end)
        or _in_brackets(typed, start, end, always=bracketed)
        or _parted(typed, start, end, joint)
    )
    if body is None or not 0 < body.name[1] - body.name[0] <= LONGEST_NAME:
        return None
    if body.value[0] >= body.value[1]:
        return None
    body.weight = weight.span("weight") if weight else None
    return body


def is_compared(typed: Spaced, start: int, stop: int) -> bool:
    """Return whether a part of a list has name and value beyond doubt: 甲：3个, 甲≥3个."""
    start, stop = _name_of(typed, start, stop)[0], value_of(typed, start, stop)[1]
    at = _split_at(typed, start, stop)
    return at is not None and 1 < at - start <= LONGEST_NAME


def begins_value(typed: Spaced, start: int, stop: int) -> bool:
    """Return whether a part of a list begins with the label of a value."""
    return _LABEL.match(typed.plain, _name_of(typed, start, stop)[0], stop) is not None


def is_aside(text: str) -> bool:
    """Return whether a text between fields is signs and labels alone."""
    return not _ASIDE.sub("", text)


def says_value(text: str) -> bool:
    """Return whether a text is a quantity, or begins with one."""
    found = find_quantities(text)
    return bool(found) and found[0].start == 0


def is_value(text: str) -> bool:
    """Return whether a text is a quantity and nothing else."""
    found = find_quantities(text)
    if not found or found[0].start > 0 or found[-1].end < len(text):
        return False
    return len(found) == 1 or text[found[0].end : found[1].start] in _RANGE


def _labelled(typed: Spaced, start: int, stop: int) -> Body | None:
    """Read values that have labels: 甲，目标值：3个. One that comes again is more of a value."""
    labels: dict[bool, re.Match[str]] = {}
    for label in _LABEL.finditer(typed.plain, start + 1, stop):
        labels.setdefault(label["term"] in _PERIOD, label)
    if not labels:
        return None
    found = sorted(labels.values(), key=re.Match.start)
    ends = [label.start() for label in found[1:]] + [stop]
    values = {
        label["term"] in _PERIOD: value_of(typed, label.end(), end)
        for label, end in zip(found, ends, strict=True)
    }
    period, annual = values.get(True), values.get(False)
    name = _name_of(typed, start, found[0].start())
    if annual is None or period is None:
        return Body(name, annual or period or (0, 0))
    return Body(name, annual, period)


def _in_fields(typed: Spaced, start: int, stop: int) -> Body | None:
    """Read a value of which sign and unit stand apart: 甲|≥|3|个."""
    fields = _FIELDS.fullmatch(typed.plain, start, stop)
    if fields is None:
        return None
    unit = fields.span("unit") if fields["unit"] else None
    body = Body(_name_of(typed, *fields.span("name")), fields.span("value"))
    body.sign, body.unit = fields.span("sign"), unit
    return body


def _in_brackets(typed: Spaced, start: int, stop: int, *, always: bool) -> Body | None:
    """Read a value in brackets at the end: 甲（3个）; words only where the list has it so."""
    if typed.text[stop - 1] not in "）)" or (not always and _split_at(typed, start, stop)):
        return None
    depth = 0
    for at in range(stop - 1, start, -1):
        depth += (typed.text[at] in "）)") - (typed.text[at] in "（(")
        if depth == 0:
            break
    else:
        return None
    plain = says_value(typed.cut(at + 1, stop - 1).text) and not _glued(typed, start, stop)
    if not always and not plain:
        return None
    return Body(_name_of(typed, start, at), (at + 1, stop - 1))


def _parted(typed: Spaced, start: int, stop: int, joint: str) -> Body | None:
    at = _split_at(typed, start, stop)
    if at is not None and typed.plain[at] not in "：:":
        at = _before_compared(typed, start, stop, at, joint)
    if at is not None:
        return Body(_name_of(typed, start, at), value_of(typed, at, stop))
    for sign in dict.fromkeys((joint, "=", "＝", "，", ",", "\n", " ", "——")):
        at = _joint_at(typed, start, stop, sign, first=sign == joint == " ") if sign else None
        if at is not None:
            return Body(_name_of(typed, start, at), value_of(typed, at + len(sign), stop))
    return _glued(typed, start, stop)


def _before_compared(typed: Spaced, start: int, stop: int, at: int, joint: str) -> int:
    """Return where a value with a sign of comparison begins: with the words that belong to it.

    A value that compares several things names each of them: 论坛规模，人数≥500人，企业≥100家.
    """
    change = _CHANGE.search(typed.plain, start + 1, at)
    if change:
        return change.start()
    signs = {joint} & _STRONG
    if typed.plain[at - 1] in signs:
        return at
    if len(_COMPARED.findall(typed.plain, start, stop)) > 1:
        signs |= {joint, "，", ",", " ", "=", "＝"} - {""}
    found = [typed.plain.find(sign, start + 1, at) for sign in signs]
    return min((place for place in found if place > 0), default=at)


def _split_at(typed: Spaced, start: int, stop: int) -> int | None:
    """Return where the value begins that a colon or a sign of comparison parts from its name."""
    colon = _COLON.search(typed.plain, start, stop)
    compared = _COMPARED.search(typed.plain, start + 1, stop)
    found = [match.start() for match in (colon, compared) if match]
    return min(found) if found else None


def _joint_at(
    typed: Spaced, start: int, stop: int, sign: str, *, first: bool = False
) -> int | None:
    """Return where a sign parts a name from its value: before the first that is a quantity."""
    found = [
        match.start()
        for match in re.compile(re.escape(sign)).finditer(typed.plain, start + 1, stop)
        if not _is_in_number(typed.plain, match.start())
    ]
    if first:
        return found[0] if found else None
    values = (at for at in found if says_value(typed.cut(at + len(sign), stop).text))
    return next(values, found[-1] if found else None)


def _is_in_number(plain: str, at: int) -> bool:
    return plain[at - 1 : at].isdigit() and plain[at + 1 : at + 2].isdigit()


def _glued(typed: Spaced, start: int, stop: int) -> Body | None:
    """Read a quantity at the end of a text that names what is measured: 合格率100%."""
    text = typed.plain[start:stop]
    within = _WITHIN.search(text)
    if within and within.start() > 1 and not text[within.start() - 1].isdigit():
        return Body((start, start + within.start()), (start + within.start(), stop))
    found = find_quantities(text)
    if not found or _REST.fullmatch(text, found[-1].end) is None:
        return None
    at, op = found[-1].start, found[-1].op
    if len(found) > 1 and text[found[-2].end : at] in _RANGE:
        at, op = found[-2].start, found[-2].op
    words = _EACH.search(text[:at]) or _CHANGE.search(text[:at])
    at = words.start() if words else at
    if op is None and not words and not _MEASURED.search(text[:at]):
        return None
    return Body((start, start + at), (start + at, stop)) if at > 1 else None


def _name_of(typed: Spaced, start: int, stop: int) -> tuple[int, int]:
    """Return two offsets without the signs at both ends of the name between them."""
    while start < stop and typed.text[start] in _JOINTS:
        start += 1
    while stop > start and typed.text[stop - 1] in _JOINTS:
        stop -= 1
    return start, stop


def value_of(typed: Spaced, start: int, stop: int) -> tuple[int, int]:
    """Return two offsets without the signs around the value between them, but those of its own."""
    while start < stop and typed.text[start] in _JOINTS:
        following = typed.text[start + 1 : start + 2]
        if typed.text[start] in ">＞-－=＝" and (following.isdigit() or following in ("=", "＝")):
            break
        start += 1
    while stop > start and typed.text[stop - 1] in ENDS:
        stop -= 1
    return start, stop
