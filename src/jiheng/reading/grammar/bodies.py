"""Name and values of an indicator in a list that somebody typed, behind its number and levels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.comparators import COMPARING, UNEQUAL
from jiheng.language.quantities import find_quantities
from jiheng.language.units import letters_end, unit_end
from jiheng.reading.grammar.openers import BULLETS
from jiheng.reading.grammar.spaced import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_POINTS = re.compile(r"(?<=[^：:\s])[（(](?P<weight>\d{1,3}(?:\.\d{1,2})?)分[）)]$")
"""Points in brackets behind a name, or behind its value."""

_COMPARED = re.compile(rf"(?:[{COMPARING}]{{1,2}}|±)(?=[\d±一二三四五六七八九十百千万]|[-−]\d)")
_COLON = re.compile(r"(?<!\d)[：:]|[：:](?!\d)")
_MEASURED = re.compile(r"(?:[率数量额比值度次长积价期]|成本|时间|费用)$")
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
_COUNTED = re.compile(r"[\u4e00-\u9fff（）()\x00]{2,20}")
_NO_NAME = re.compile(
    r"(?:第|近|[前上下]|.*(?:其中|分别|合计|共计|累计|总计|[达至到为从按以各每比]))$"
)
"""What stands before a quantity without being the name of what is counted."""

_REACHED = re.compile(r"^(?:控制|保持|稳定|维持|达)[在到]")
_LONGEST_WORDS = 8
"""Characters of words behind a comma that may be a value; more are the rest of a sentence."""

_NAMELESS = re.compile(rf"\d[^\d，,；;=＝]{{0,4}}[，,；;](?!\d)|[；;]|^[{UNEQUAL}]")
"""What no name holds: the end of another indicator, or the sign of a value."""

_RUN_ON = re.compile(
    rf"[{UNEQUAL}]\d[^，,；;、。|｜/／和与及或且\n（(]*[\u4e00-\u9fff ]{{2,}}[{UNEQUAL}]{{1,2}}\d"
)
"""Two comparisons of a value that no sign parts, of which each is another's."""

_REMARK = re.compile(r"[（(][^（）()]*[）)]$")
_BEHIND = re.compile(r"[，,、|｜/／\s]+(?P<weight>\d{1,3}(?:\.\d{1,2})?)分$")
"""Points behind a value: ≥3公里，10分."""

_MORE = re.compile(
    "(?P<always>其中|用[于以]|主要|(?:指标)?(?:权重|分值)|[较比]上|同比|环比|每[期次人户年月季天个])"
    "|[并且及或每共总约较比同各达不至控保而占为均含包如按以]"
    "|年均|人均|户均|分别|力争|平均|增[长加]|提高|减少|下降"
)
"""What goes on with the value before it, where only a comma stands between."""

_COMMA = re.compile(r"(?<!\d)[，,、]|[，,、](?!\d)| (?=[\u4e00-\u9fff])")
_LEAST_MEASURED, _LEAST_LISTED = 3, 2
"""Characters of a name at least behind a comma: of what is measured, and where all others do so."""

_DATED = frozenset(("年", "月", "日", "年度", "度", "届", "级", "成", "分"))
"""Units whose number may name a thing, and count none."""

_RANGE = frozenset("-—–－~～至到且和")
_REST = re.compile(rf"(?:[（(]{HIDDEN}+[）)])?")
_PERIOD = frozenset(("实施周期", "实施期"))


_FIELDS = re.compile(
    rf"(?P<name>.+?)(?P<joint>[|｜/／,，;；、 \-—–])(?P<sign>[{COMPARING}]{{1,2}})(?P=joint)"
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
    points = None if weight else _POINTS.search(typed.text, start, value_of(typed, start, stop)[1])
    body = _body(typed, start, points.start(), joint, bracketed=bracketed) if points else None
    if body is None:
        points = None
        end = weight.start() if weight else stop
        body = _body(typed, start, end, joint, bracketed=bracketed)
    if body is None:
        return None
    weight = weight or points or _POINTS.search(typed.text, *body.name)
    if weight is None:
        weight = _BEHIND.search(typed.text, *body.value)
        if weight and is_quantities(typed.cut(body.value[0], weight.start()).text):
            body.value = (body.value[0], weight.start())
        else:
            weight = None
    if weight and weight.end() == body.name[1]:
        body.name = _name_of(typed, body.name[0], weight.start())
    body.weight = weight.span("weight") if weight else None
    return body


def _body(typed: Spaced, start: int, stop: int, joint: str, *, bracketed: bool) -> Body | None:
    """Return name and value between two offsets, behind which no points stand."""
    start, end = _name_of(typed, start, stop)[0], value_of(typed, start, stop)[1]
    body = (
        _in_fields(typed, start, end)
        or _labelled(typed, start, end)
        or _in_brackets(typed, start, end, always=bracketed)
        or _parted(typed, start, end, joint)
    )
    if body is None or not 0 < body.name[1] - body.name[0] <= LONGEST_NAME:
        return None
    if body.value[0] >= body.value[1] or _RUN_ON.search(typed.plain, *body.value):
        return None
    if _NAMELESS.search(typed.plain, *body.name):
        return None
    return body


def is_compared(typed: Spaced, start: int, stop: int) -> bool:
    """Return whether a part of a list has name and value beyond doubt: 甲：3个, 甲≥3个."""
    start, stop = _name_of(typed, start, stop)[0], value_of(typed, start, stop)[1]
    at = _split_at(typed, start, stop)
    return at is not None and 1 < at - start <= LONGEST_NAME


def is_quantities(text: str) -> bool:
    """Return whether a text begins and ends with quantities."""
    bare = _REMARK.sub("", text)
    found = find_quantities(bare)
    return bool(found) and found[0].start == 0 and found[-1].end == len(bare)


def ends_with_value(typed: Spaced, start: int, stop: int, *, joint: str = "") -> bool:
    """Return whether a part of a list is a name and, behind it, a quantity and nothing else."""
    body = read_body(typed, start, stop, joint=joint)
    return body is not None and is_quantities(typed.cut(*body.value).text)


def is_counted(typed: Spaced, start: int, stop: int, *, least: int = 4) -> bool:
    """Return whether a part of a list names what it counts or compares, and begins nothing else.

    里程3公里 does and 参与人数≥80人; 其中女性3人 and 每人2次 say more of what stands before.
    """
    start, stop = _name_of(typed, start, stop)[0], value_of(typed, start, stop)[1]
    more = _MORE.match(typed.plain, start, stop)
    always = (more and more["always"]) or begins_value(typed, start, stop)
    body = None if always else read_body(typed, start, stop)
    if body is None or not is_quantities(typed.cut(*body.value).text):
        return False
    name = typed.plain[slice(*body.name)]
    if more and not (_MEASURED.search(name) and len(name) > _LEAST_MEASURED):
        return False
    least = min(least, _LEAST_MEASURED) if _MEASURED.search(name) else least
    return len(name) >= least and not is_aside(name) and not find_quantities(name)


def parted_by_commas(typed: Spaced, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a part of a list where commas alone part names with their values.

    One that says a quantity of what is named behind it lists its parts: 规模，人数≥5人，企业≥3家.
    """
    commas: list[int] = []
    for match in _COMMA.finditer(typed.plain, start, stop):
        begins = commas[-1] + 1 if commas else start
        # A blank stands before values too; it parts indicators where one has got its value.
        if match[0] != " " or ends_with_value(typed, begins, match.start()):
            commas.append(match.start())
    ends = [start, *(comma + 1 for comma in commas)]
    pieces = list(zip(ends, [*commas, stop], strict=True))
    if all(is_counted(typed, *piece, least=_LEAST_LISTED) for piece in pieces):
        yield from pieces
        return
    for comma, after in pairwise((*commas, stop)):
        group = _COMMA.search(typed.plain, start, comma)
        listed = group is not None and group[0] in "，,"
        if listed or not is_counted(typed, comma, after):
            continue
        if ends_with_value(typed, start, comma):
            yield start, comma
            start = comma + 1
    yield start, stop


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


def is_value(said: str) -> bool:
    """Return whether a text is a quantity and nothing else, but for 控制在 and such before it."""
    text = _REACHED.sub("", said)
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
    elif at is not None:
        at = _last_colon(typed, at, stop)
    if at is not None:
        return Body(_name_of(typed, start, at), value_of(typed, at, stop))
    for sign in dict.fromkeys((joint, "=", "＝", "，", ",", "\n", " ", "——")):
        at = _joint_at(typed, start, stop, sign, first=sign == joint == " ") if sign else None
        if at is None:
            continue
        counted = _glued(typed, start, at) if sign in "，," and sign != joint else None
        if counted:  # 培训3期，每期50人: all of it is the value
            return Body(counted.name, (counted.value[0], stop))
        words = typed.plain[at + 1 : stop]
        prose = len(words) > _LONGEST_WORDS and not any(map(str.isdigit, words))
        if prose and sign in "，," and sign != joint:
            return None
        return Body(_name_of(typed, start, at), value_of(typed, at + len(sign), stop))
    return _glued(typed, start, stop)


def _last_colon(typed: Spaced, at: int, stop: int) -> int:
    """Return the last of some colons before a value: what it measures may stand behind a group.

    环保效益：减排量：≥3吨 has one value, and no figure before it.
    """
    colons = [match.start() for match in _COLON.finditer(typed.plain, at + 1, stop)]
    if not colons or find_quantities(typed.plain[at : colons[-1]]):
        return at
    return colons[-1] if says_value(typed.cut(colons[-1] + 1, stop).text) else at


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
    named = op or words or _MEASURED.search(text[:at]) or _counts(text[:at], found[-1].unit)
    if not named:
        return None
    return Body((start, start + at), (start + at, stop)) if at > 1 else None


def _counts(name: str, unit: str) -> bool:
    """Return whether a quantity right behind some words counts what they name: 修建公路3公里."""
    known = max(unit_end(unit, 0), letters_end(unit, 0)) == len(unit)
    if unit in _DATED or not unit or not known:
        return False
    return _COUNTED.fullmatch(name) is not None and _NO_NAME.match(name) is None


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
