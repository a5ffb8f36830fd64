"""What stands above a table: its title, department, unit of money and year."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import folded
from jiheng.model import Traced
from jiheng.reading.layouts.outside.front_lines import MAX_LINE, Front, front_lines
from jiheng.reading.layouts.words.label_units import foreign_units, may_be_foreign, unit_stated
from jiheng.reading.layouts.words.roles import plain
from jiheng.reading.ledger import RECORDED, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from jiheng.reading.ledger import Ledger

LONGEST_TITLE = 80
_LABEL, _REST = "label", "rest"
"""What a piece of a line is that is no field."""

_TITLE = re.compile(
    r"[^。；;，,]{0,70}?(?:绩效(?:运行|执行|目标执行|目标运行)?(?:目标|自评|监控|评价|情况)?[^。；;，,]{0,12}表|"
    r"绩效目标[^。；;，,]{0,10}(?:申报|公开|清单|台账|导出)|自评(?:情况)?表)(?:[（(][^（()）]{1,20}[）)])?"
)
_TABLE = seldom(
    r"(?!.*续|[接见])[\dA-Za-z“”\"、（()）\u4e00-\u9fff-]{2,60}[\u4e00-\u9fff]表(?:[（(][^（()）]{1,20}[）)])?"
)
"""The title of any table, of budgets perhaps."""

_YEAR_LINE = re.compile(
    r"[（(]?(?P<year>20\d{2})[（(]?年(?:度)?(?P<months>\d{1,2}[-—至]\d{1,2}月(?:份)?)?[）)]?"
)
_ATTACHMENT = re.compile(
    r"(?:附件|附表|表|预算表?|公开表)[\d一二三四五六七八九十]{1,3}(?:[-—.]\d{1,2})?表?[:：]?"
)
_CODED_UNIT = seldom(
    r"(?!20\d{2}年)\d{3,12}[-—_ ]?[\u4e00-\u9fff（）()]{3,28}?"
    r"(?:局|委员会|委|办公室|厅|部|院|校|中心|大学|政府|街道|镇|乡|馆|站|所|队)(?:[（(]?(?:本级|机关)[）)]?)?"
)
"""A unit behind its code, which needs no label: 130101某市某局本级."""

_ATTACHED = frozenset(("附件", "附表"))
_EXPLAINED = re.compile(r"[^:：]{1,20}[:：](?:是?指|主要?反映|反映|包括)")
"""A word explained as in 名词解释, which is none of a form: 绩效目标：指预算资金……."""

_UNIT_AT_END = re.compile(r"[（(](?:(?:金额)?单位[:：])?(?P<unit>万元|元|千元|亿元)[）)]$")
"""A unit of money behind a title, in brackets: （单位：万元）, （万元）."""

_NAMES_MONEY = re.compile("资金|金额|预算|总额|合计|小计|总计|支出|投入|经费|拨款")
_IN_BRACKETS = re.compile(r"[（(](?:单位[:：])?(?P<unit>万元|元|千元|亿元)[）)]")


def is_title(text: str) -> bool:
    """Return whether a line is the title of a table of targets, of self-evaluation and the like."""
    return len(text) <= LONGEST_TITLE and _TITLE.fullmatch(plain_title(text)) is not None


def begins_with_title(texts: Sequence[str]) -> bool:
    """Return whether a row holds the title of the form, and something beside it."""
    return len(texts) > 1 and "绩效" in texts[0] and is_title(texts[0])


def names_table(text: str) -> bool:
    """Return whether a line is the title of a table of whatever kind: 政府采购预算表."""
    return _TABLE.fullmatch(text) is not None and not is_attachment_number(text)


def plain_title(text: str) -> str:
    """Return a line without the number of the table before its title."""
    number = _ATTACHMENT.match(text)
    return text[number.end() :] or text if number else text


def is_attachment_number(text: str) -> bool:
    """Return whether a line is nothing but the number of a table, such as 附表14, or 附件 alone."""
    return _ATTACHMENT.fullmatch(text) is not None or text.rstrip(":：") in _ATTACHED


def read_front(
    lines: Iterable[Sequence[Traced]], ledger: Ledger, front: Front | None = None
) -> tuple[Front, list[Traced]]:
    """Return what lines above a table say of it, and what of them says nothing of it."""
    lost = ("title",) if front else ("title", "money_unit", "year")
    front = front or Front()
    rest: list[Traced] = []
    for cells in lines:
        for cell in cells:
            if not cell:
                continue
            if _is_of_other(cell, front):
                rest.append(cell)
                continue
            before = {name: getattr(front, name) for name in lost}
            rest.extend(_line(cell, front, ledger))
            for name, said in before.items():
                now = getattr(front, name)
                if said is None or said is now:
                    continue
                if not folded(said.text).endswith(folded(now.text)):  # no heading: 2.绩效目标表
                    ledger.release(said)
                    rest.append(said)
    return front, rest


def _is_of_other(cell: Traced, front: Front) -> bool:
    """Whether a line names another unit than the one that an own line has named before.

    Below 主管部门：甲局 the line 预算单位：乙站 says something of the project, not of the table.
    """
    if front.said is None or front.department is None:
        return False
    own = [piece for piece in _pieces(cell.text) if piece[0] == "department"]
    return any(
        folded(cell.text[start:stop]) != folded(front.department.text) for _, start, stop in own
    )


def own_lines(lines: Iterable[Sequence[Traced]], rest: Iterable[Traced]) -> list[Traced]:
    """Return which lines of `rest` a form may say of itself: those below its title, if it has one.

    Args:
        lines: All lines above the form.
        rest: Those that are no title, department and the like.
    """
    cells = [cell for line in lines for cell in line if cell]
    titles = [index for index, cell in enumerate(cells) if is_title(cell.text)]
    above = cells[: titles[-1]] if titles else []
    return [
        text
        for text in rest
        if not any(text is cell for cell in above) and not _EXPLAINED.match(text.text)
    ]


def money_unit_in(labels: Iterable[Traced], of_money: Container[str] = ()) -> Traced | None:
    """Return the unit of money that a label names in brackets, such as 资金总额（万元）.

    Labels in `of_money` are known to be those of money, whatever their words; one that is nothing
    but a unit stands below another.
    """
    for label in labels:
        unit = _unit_in(label)
        known = label.text.rstrip(":：") in of_money
        if unit and (known or _NAMES_MONEY.search(label.text) or len(unit) + 2 == len(label)):
            return unit
    return None


def foreign_units_in(labels: Iterable[Traced]) -> list[Traced]:
    """Return the units of foreign money that labels of money state: 资金总额（万美元）."""
    labels = [*labels]
    if not may_be_foreign("|".join([label.text for label in labels])):
        return []
    found = ((label, unit) for label in labels for unit in foreign_units(label))
    return [
        unit for label, unit in found if "单位" in label.text or _NAMES_MONEY.search(label.text)
    ]


def _unit_in(label: Traced) -> Traced | None:
    found = _IN_BRACKETS.search(label.text)
    return label.cut(*found.span("unit")) if found else unit_stated(label)


def _line(cell: Traced, front: Front, ledger: Ledger) -> list[Traced]:
    """Take in a line; return what of it says nothing of the table, all of it perhaps."""
    if len(cell) > MAX_LINE:
        return [cell]
    rest: list[Traced] = []
    for kind, start, stop in _pieces(cell.text):
        piece = cell.cut(start, stop)
        if kind == _LABEL:
            ledger.mark(piece, SEPARATOR)
        elif kind == _REST:
            rest.append(piece)
        else:
            _set(front, kind, piece, ledger)
            if kind == "department":
                front.said = cell
    return rest


@lru_cache(maxsize=4096)
def _pieces(line: str) -> tuple[tuple[str, int, int], ...]:
    """Return the pieces of a line: which field of `Front` it is, its label or neither, and where.

    The lines of forms of one kind, and of one department, are the same over and over.
    """
    end = len(line)
    if is_attachment_number(line):
        return ((_LABEL, 0, end),)
    year = _YEAR_LINE.fullmatch(plain(line))
    if year and len(plain(line)) == end:
        first, stop = year.span("months") if year["months"] else (end, end)
        labels = ((_LABEL, 0, first), (_LABEL, stop, end))
        months = (("months", first, stop),) if first < stop else ()
        return (*labels, ("year", *year.span("year")), *months)
    if is_title(line):
        start = end - len(plain_title(line))
        unit = _UNIT_AT_END.search(line)
        if unit is None:
            return ((_LABEL, 0, start), ("title", start, end))
        first, stop = unit.span("unit")
        around = ((_LABEL, 0, start), (_LABEL, unit.start(), first), (_LABEL, stop, end))
        return (*around, ("title", start, unit.start()), ("money_unit", first, stop))
    found = front_lines((Traced(line),))
    if not found or any(each.field == "title" for each in found):
        return (("department" if _CODED_UNIT.fullmatch(line) else _REST, 0, end),)
    pieces: list[tuple[str, int, int]] = []
    for each in found:
        parts = [(_LABEL, label) for label in each.labels]
        if each.value:
            parts.append((each.field or _REST, each.value))
        pieces.extend((kind, part.offset, part.offset + len(part)) for kind, part in parts)
    return tuple(pieces)


def _set(front: Front, field: str, value: Traced, ledger: Ledger) -> None:
    known = getattr(front, field)
    same = known is not None and folded(known.text) == folded(value.text)
    ledger.mark(value, SEPARATOR if same else RECORDED)
    if not same:
        setattr(front, field, value)
