"""A sheet → its tables: finds them, tells their shape, and has each read as such."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.model import Entry, RowKind, TableKind, TargetTable, Traced
from jiheng.reading.layouts.cells.line_parts import is_of_one
from jiheng.reading.layouts.cells.upright import with_upright_labels
from jiheng.reading.layouts.disclosure.header import read_header
from jiheng.reading.layouts.disclosure.reader import read_disclosure
from jiheng.reading.layouts.drafts import MONEY, unit_of
from jiheng.reading.layouts.form.reader import FormReader
from jiheng.reading.layouts.form.several import forms_in
from jiheng.reading.layouts.heads.abreast import parted
from jiheng.reading.layouts.heads.heads import heads_of_spending
from jiheng.reading.layouts.heads.implied_heads import implied_head
from jiheng.reading.layouts.heads.lost_numerals import with_numerals_of_levels
from jiheng.reading.layouts.layout import Shape, name_layout
from jiheng.reading.layouts.money.units import (
    beside_other_unit,
    in_unit,
    units_of_heads,
    without_unit,
)
from jiheng.reading.layouts.money.unnamed import take_unnamed
from jiheng.reading.layouts.other_tables.titled import without_others
from jiheng.reading.layouts.outside.covers import with_year_of_cover
from jiheng.reading.layouts.outside.front_lines import Front
from jiheng.reading.layouts.outside.fronts import (
    foreign_units_in,
    is_title,
    money_unit_in,
    own_lines,
    read_front,
)
from jiheng.reading.layouts.outside.margins import without_margins
from jiheng.reading.layouts.outside.months import months_in
from jiheng.reading.layouts.problems import money_notes, notes
from jiheng.reading.layouts.running.nameless_rows import named_behind
from jiheng.reading.layouts.running.reader import RunningReader
from jiheng.reading.layouts.running.year_columns import year_beside
from jiheng.reading.layouts.sections.around import remark_on, repeated, settle
from jiheng.reading.layouts.sections.loose import with_grids
from jiheng.reading.layouts.sections.reports import is_of_report
from jiheng.reading.layouts.sections.sections import find_sections, page_of
from jiheng.reading.layouts.sections.unknown_lists import is_titled, title_of_unknown, unknown_lists
from jiheng.reading.layouts.sections.wide_pages import with_wide_pages
from jiheng.reading.layouts.unfilled import said_in
from jiheng.reading.layouts.words.roles import LONGEST, column_role, plain, role_in
from jiheng.reading.ledger import SEPARATOR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiheng.model import Problem, Row
    from jiheng.reading.containers.cells.sheet import Sheet
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.layouts.sections.sections import Section
    from jiheng.reading.ledger import Ledger

_TITLE_END = re.compile(r"(?:项目)?(?:支出)?(?:预算)?(?:区域)?绩效(?:目标)?(?:申报|自评|监控)?表$")
_WHOLE = seldom(
    r"(?:20\d{2}年(?:度)?)?(?P<name>.{3,40}?(?:[局委办厅院校处站所会府室馆队镇乡园社]|中心|街道|公司|大学))"
    r"(?:20\d{2}年(?:度)?)?(?:部门|单位)?(?:[（(]单位[）)])?整体(?:支出)?(?:预算)?绩效"
)
_OF_OTHERS = re.compile("自评|申报")
"""Of no table of monitoring: what comes of a year is foreseen in those as well."""

_DIGITS = re.compile(r"\d+")
_NO_UNITS: Mapping[str, str] = MappingProxyType({})
_TITLE_START = re.compile(r"^(?:20\d{2}年(?:度)?)?")


@dataclass(slots=True)
class Found:
    """What a sheet holds.

    Attributes:
        outside: Problems that belong to no table.
        empty: Tables in which nothing is filled.
        pages: Pages on which tables stand; None where there are no pages.
        on_page: Page → index of the first table on it.
        front: What the last form said above itself.
        listed: Heads of the last list, and what it said above itself.
        department: That of all forms since the last title.
    """

    tables: list[TargetTable] = field(default_factory=list)
    outside: list[Problem] = field(default_factory=list)
    empty: list[notes.Empty] = field(default_factory=list)
    pages: set[int | None] = field(default_factory=set)
    on_page: dict[int | None, int] = field(default_factory=dict)
    front: Front | None = None
    listed: tuple[tuple[str, ...], Front] | None = None
    department: Traced | None = None


def read_tables(sheet: Sheet, ledger: Ledger) -> Found:
    """Return the tables of a sheet and what was noticed outside of them."""
    if not sheet.grids and any(origin.at.page for origin in sheet.origins[:1]):
        return Found()  # words that stand apart on a page without lines are no cells of a table
    is_text = not sheet.grids
    known = len(sheet.problems)
    sheet = with_numerals_of_levels(with_upright_labels(parted(with_grids(sheet))))
    sheet = with_wide_pages(sheet, ledger)
    sheet = without_others(sheet)
    sections = find_sections(sheet)
    for section in sections:
        _imply(section)
        if is_of_report(section):
            section.heads = []
    if is_text and all(_shape(section) is None for section in sections):
        tables, outside = read_disclosure(sheet.rows, ledger)
        return Found(with_year_of_cover(tables, sheet), outside)
    found = Found(outside=[*sheet.problems[known:], *unknown_lists(sections)])
    packed: set[int] = set()
    for section in sections:
        shape = _shape(section)
        if shape is Shape.PACKED and _is_disclosure(section):
            packed |= section.rows
            found.pages.update(grid.page for grid in section.grids)
        elif shape is not None:
            _read(sheet, section, shape, ledger, found)
        elif section.apart and found.tables:
            found.pages.update(grid.page for grid in section.grids)  # told, lest a doubt be silent
    if packed:
        _read_packed(sheet, sections, packed, ledger, found)
    read = [section for section in sections if _shape(section) is not None]
    found.outside.extend(settle(sheet, read, found.pages, ledger))
    found.tables = with_year_of_cover(found.tables, sheet)
    return found


def _shape(section: Section) -> Shape | None:
    """Return how a table is to be read; None for one that holds no targets."""
    heads = section.heads
    if heads:
        first = heads[0]
        if first.has_projects and (first.has_indicators or first.levels):
            return Shape.RUNNING
        if first.has_projects and "indicators" in first.roles:
            return Shape.PACKED
        if first.has_projects and not any(head.has_indicators for head in heads):
            return Shape.GOALS
        if any(head.has_indicators for head in heads):
            return Shape.FORM
    return Shape.FORM if _is_bare_form(section) else None


def _is_disclosure(section: Section) -> bool:
    """Whether a table has the head of the disclosure form, in one row and with no other column."""
    head, lattice = section.heads[0], section.lattice
    if lattice is None or head.stop - head.first > 1:
        return False
    cells = _anchored(lattice, head.first)
    header = read_header(cells)
    if header is None or "indicators" not in header.roles:
        return False
    beside = (cell for cell, role in zip(cells, header.roles, strict=True) if role is None)
    return not any(cell and column_role(cell.text) for cell in beside)


def _imply(section: Section) -> None:
    """Give a titled table without a known head the one of its spending, or that it must have."""
    if section.lattice is not None and not section.heads and is_titled(section):
        head = implied_head(section.lattice)
        section.heads = [head] if head else heads_of_spending(section.lattice)


def _is_bare_form(section: Section) -> bool:
    """Whether a table without a head of indicators is still a form: titled, and with a goal."""
    lattice = section.lattice
    if lattice is None or not is_titled(section):
        return False
    roles = {
        role_in(cell.text.text, "labels")
        for row in range(len(lattice))
        for cell in lattice.row(row)
    }
    if title_of_unknown(section) is not None:
        return False
    return bool(roles & {"goal", "period_goal"}) and bool(roles & {"name", "self", "department"})


def _read(sheet: Sheet, section: Section, shape: Shape, ledger: Ledger, found: Found) -> None:
    if section.lattice is None:  # pragma: no cover - for the type checker; each section has one
        return
    for text in section.again:
        ledger.mark(text, SEPARATOR)
    front, rest = read_front(section.front, ledger)
    if shape is Shape.FORM:
        front.of_one = is_of_one(front.department, section.front)
        tables = _under(section, section.lattice, front, ledger, found, rest)
    else:
        _go_on(front, section, found)
        tables = [_running(section.lattice, section.heads, shape, front, ledger)]
        found.listed = section.heads[0].labels(), front
    filled = [table for table in tables if _holds_anything(table)]
    if not filled:
        title = front.title or Traced.join(cell.text for cell in section.lattice.filled[0])
        remark = remark_on(sheet, section)
        ledger.mark(remark, UNREAD)
        found.empty.append(notes.Empty(title, remark))
        return
    found.pages.update(grid.page for grid in section.grids)
    for grid in section.grids:
        found.on_page.setdefault(grid.page, len(found.tables))
    again = []
    for line in section.between:
        again.extend(repeated(section, line, ledger))
        read_front((line,), ledger, front)
    if again:
        filled[0] = replace(filled[0], problems=(*filled[0].problems, *again))
    outside = [text for text in rest if ledger.is_unclaimed(text)]
    unfilled = (table for table in tables if not _holds_anything(table))
    outside.extend(text for table in unfilled for text in said_in(table))
    if outside:
        filled[0] = _with_note(filled[0], outside, ledger)
    found.tables.extend(filled)


def _go_on(front: Front, section: Section, found: Found) -> None:
    """Let a list without a title, with the heads of the one before, keep its year and unit."""
    if front.title is not None or found.listed is None or is_titled(section):
        return
    labels, before = found.listed
    if labels == section.heads[0].labels():
        front.year = front.year or before.printed_year()
        front.money_unit = front.money_unit or before.money_unit


def _under(
    section: Section,
    lattice: Lattice,
    front: Front,
    ledger: Ledger,
    found: Found,
    rest: Sequence[Traced],
) -> list[TargetTable]:
    """Return the forms of a section, and keep what is said above it for those that follow.

    A department is that of all forms below a title where it stands by itself above the first.
    """
    own, before = front.department, found.front
    titled = before is None or front.title is not None or is_titled(section)
    if before is not None and not titled:
        carried = replace(_carried(before), department=found.department)
        front = _completed(front, carried)
    found.front = front
    tables = _forms(section, lattice, front, ledger, own_lines(section.front, rest))
    if titled:
        found.department = None if front.of_one else front.department
    elif own and found.department and not (front.of_one or own.text == found.department.text):
        found.department = None
    return tables


def _with_note(table: TargetTable, texts: Sequence[Traced], ledger: Ledger) -> TargetTable:
    text = Traced.join(texts)
    ledger.mark(text, UNREAD)
    return replace(table, problems=(notes.outside(text), *table.problems))


def _holds_anything(table: TargetTable) -> bool:
    return any(
        row.indicators or row.goal or row.period_goal or (row.name and _has_amounts(row))
        for row in table.rows
    )


def _has_amounts(row: Row) -> bool:
    funding = row.funding
    return funding is not None and (funding.total is not None or bool(funding.sources()))


def _running(
    lattice: Lattice, heads: Sequence[Head], shape: Shape, front: Front, ledger: Ledger
) -> TargetTable:
    """Return a running table, or one of goals alone, which has no indicators to read."""
    above = [[cell.text for cell in lattice.filled[row]] for row in range(heads[0].first)]
    front, rest = read_front(above, ledger, front)
    year = front.fiscal_year()
    same = [head.of_year(year) for head in heads if head.labels() == heads[0].labels()]
    reader = RunningReader(lattice, same, ledger, year)
    rows = reader.rows()
    if year is None:
        front.year = year_beside(heads[0], rows)
    units = units_of_heads(reader.heads[0].columns)
    labels = heads[0].labels()
    rows_of_head = range(heads[0].first, heads[0].stop)
    said = [cell.text for row in rows_of_head for cell in lattice.filled[row]]
    unit = front.money_unit or money_unit_in(said, reader.money_labels)
    rest = [text for text in rest if ledger.is_unclaimed(text)]  # not heads of indicators abreast
    problems = [*reader.problems, *(notes.outside(text) for text in rest)]
    if not front.title and (unsure := named_behind(rows)):
        problems.append(unsure)
    problems += map(money_notes.foreign, foreign_units_in(said))
    for text in rest:
        ledger.mark(text, UNREAD)
    whole = front.title is not None and "整体" in front.title.text
    kind = _kind(front, heads[0].roles, whole=whole)
    if whole:
        own = RowKind.ORGANIZATION
        rows = tuple(replace(r, kind=own) if r.kind is RowKind.PROJECT else r for r in rows)
    if kind is TableKind.MONITORING:
        front.months = months_in(said) or front.months
    return _table(
        front,
        rows=rows,
        kind=kind,
        named=name_layout(shape, kind, labels),
        unit=unit,
        units=units,
        problems=problems,
    )


def _forms(
    section: Section, lattice: Lattice, front: Front, ledger: Ledger, above: Sequence[Traced]
) -> list[TargetTable]:
    tables = []
    for number, form in enumerate(forms_in(lattice, section.heads)):
        own = front if number == 0 else _carried(front)
        part, heads, around = without_margins(*form)
        table = _form(part, heads, own, ledger, above if number == 0 else ())
        tables.append(_with_note(table, around, ledger) if around else table)
    return tables


def _completed(front: Front, before: Front) -> Front:
    """Return a front with what the form before it said and it does not say itself."""
    names = ("title", "department", "money_unit", "year", "months")
    said = {name: getattr(front, name) or getattr(before, name) for name in names}
    return Front(**said, of_one=front.of_one, said=front.said)


def _carried(front: Front) -> Front:
    """Return what is said above a form and stays true of the next one, if that has no title."""
    named = front.title is None or bool(_name_in_title(front.title))
    title, department = front.title, front.department
    return replace(
        front,
        title=None if named else title,
        department=None if front.of_one else department,
        said=None,
    )


def _form(
    lattice: Lattice,
    heads: Sequence[Head],
    front: Front,
    ledger: Ledger,
    above: Sequence[Traced],
) -> TargetTable:
    reader = FormReader(lattice, heads, ledger, front, above)
    draft = reader.read()
    roles = frozenset(role for head in heads for role in head.roles)
    titled = front.title is not None and "整体" in front.title.text
    named = bool(draft.text("name")) or "name" in draft.labels
    own = bool(draft.text("self"))
    whole = (titled and (own or not named)) or (own and not named)
    kind = _kind(front, roles, whole=whole)
    rows = [lattice.filled[row] for row in range(len(lattice))]
    texts = [cell.text for row in rows for cell in row]
    printed = [said for text in texts if len(said := text.text) <= LONGEST]
    labels = [*(label for head in heads for label in head.labels()), *map(plain, printed)]
    stated = [*texts, *(line.traces["label"] for line in draft.lines)] if above else texts
    if kind is TableKind.MONITORING:
        front.months = months_in(texts) or front.months
    _name_form(draft, front, whole=whole)
    take_unnamed(draft, reader.problems)
    row_kind = RowKind.ORGANIZATION if whole else RowKind.PROJECT
    row = draft.row(row_kind, None, ledger, reader.problems)
    if not row.name:
        reader.problems.append(notes.nameless(0))
    return _table(
        front,
        rows=(row,),
        kind=kind,
        named=name_layout(Shape.FORM, kind, labels),
        unit=front.money_unit or money_unit_in(stated, {line.label for line in draft.lines}),
        problems=[*reader.problems, *map(money_notes.foreign, foreign_units_in(texts))],
    )


def _name_form(draft: RowDraft, front: Front, *, whole: bool) -> None:
    """Settle the name of the row of a form: by its label, its department, or its title."""
    own = draft.texts.pop("self", [])
    if whole:
        _name_whole(draft, front, own)
        return
    if own:
        label = draft.labels.get("self", "")
        sides = ("organization", "department")
        sides = sides[::-1] if "部门" in label and "单位" not in label else sides
        free = next((side for side in sides if not draft.text(side)), None)
        if free:
            draft.texts[free] = own
        else:
            for text in own:
                draft.further.append(Entry(label=label, value=text.text, trace=text))
    if not draft.text("name") and front.title:
        draft.add("name", _name_in_title(front.title))


def _name_whole(draft: RowDraft, front: Front, own: list[Traced]) -> None:
    """Name the organization whose spending as a whole a form is of."""
    name = draft.texts.pop("name", [])
    if own:
        draft.texts["name"] = own
        for text in name:
            label = draft.labels.get("name", "")
            draft.further.append(Entry(label=label, value=text.text, trace=text))
    elif name or front.department:
        draft.texts["name"] = name or [front.department] if front.department else name
    elif unit := _unit_in_title(front.title or Traced()):
        draft.add("name", unit)
    elif sides := [one for one in ("organization", "department") if draft.text(one)]:
        draft.texts["name"] = draft.texts.pop(sides[0])


def _name_in_title(title: Traced) -> Traced:
    """Return the project that a title names: 市行政中心保安服务项目绩效目标表; empty if none."""
    end = _TITLE_END.search(title.text)
    start = _TITLE_START.match(title.text)
    if not end or not start or end.start() - start.end() < len("专项"):
        return Traced()
    name = title.cut(start.end(), end.start())
    generic = re.fullmatch(
        r"(?:市级|省级|区级|县级|本级)*(?:部门|单位|财政|政策和|专项业务经费|专项资金|重点|总体|整体|支出|预算|一级|二级|项目|政府购买服务|购买服务|中央对地方|省对下|市对下|专项|转移支付|区域|[（(]项目[）)])*",
        name.text,
    )
    return Traced() if generic else name


def _unit_in_title(title: Traced) -> Traced:
    """Return the unit whose spending as a whole a title names: 某某局整体支出绩效目标表."""
    match = _WHOLE.match(title.text)
    return title.cut(*match.span("name")) if match else Traced()


def _kind(front: Front, roles: frozenset[str], *, whole: bool) -> TableKind:
    title = front.title.text if front.title else ""
    foresees = not _OF_OTHERS.search(title) and roles & {"forecast", "likelihood"}
    if "监控" in title or foresees:
        return TableKind.MONITORING
    if "自评" in title or {"actual", "score"} <= roles:
        return TableKind.SELF_EVALUATION
    return TableKind.DEPARTMENT_TARGETS if whole else TableKind.PROJECT_TARGETS


def _table(
    front: Front,
    *,
    rows: tuple[Row, ...],
    kind: TableKind,
    named: tuple[str, float],
    unit: Traced | None,
    units: Mapping[str, str] = _NO_UNITS,
    problems: Sequence[Problem],
) -> TargetTable:
    money_unit = unit or _unit_of_amounts(rows)
    layout, confidence = named
    year = front.printed_year(row.name for row in rows)
    other = front.other_year(row.name for row in rows)
    traces = {"title": front.title, "department": front.department, "money_unit": money_unit}
    traces |= {"fiscal_year": year, "months": front.months}
    bare = beside_other_unit(rows, money_unit.text) if money_unit else without_unit(rows)
    unsure = money_notes.beside_other(bare, money_unit.text) if money_unit and bare else None
    return TargetTable(
        title=front.title.text if front.title else None,
        department=front.department.text if front.department else None,
        money_unit=money_unit.text if money_unit else None,
        months=front.months.text if front.months else None,
        fiscal_year=int(year.text) if year else None,
        layout=layout,
        kind=kind,
        confidence=confidence,
        rows=tuple(in_unit(row, money_unit, units) for row in rows),
        problems=(
            *problems,
            *([unsure or money_notes.units(bare)] if bare else []),
            *([notes.two_years(year, other)] if year and other else []),
        ),
        traces={name: trace for name, trace in traces.items() if trace},
    )


def _unit_of_amounts(rows: Iterable[Row]) -> Traced | None:
    """Return the first unit where every amount of a table without a unit has one behind it."""
    amounts = [row.traces[role] for row in rows for role in MONEY if role in row.traces]
    units = [unit_of(amount) for amount in amounts]
    return units[0] if units and all(units) else None


def _read_packed(
    sheet: Sheet, sections: Sequence[Section], packed: set[int], ledger: Ledger, found: Found
) -> None:
    """Have all rows but those of other tables read as the disclosure form."""
    others = {row for section in sections for row in section.rows} - packed
    starts = {section.grids[0].first: section for section in sections}
    pages = {page_of(sheet.rows[row]) for row in packed}
    rows: list[Sequence[Traced]] = []
    seams: set[int] = set()
    loose: set[int] = set()
    gridded: set[int] = set()
    seen: set[str] = set()
    for index, cells in enumerate(sheet.rows):
        section = starts.get(index)
        if section is not None and index in packed and section.lattice is not None:
            lattice = section.lattice
            seams.update(len(rows) + seam for seam in lattice.seams)
            rows.extend(_with_shared(lattice, row, section.heads[0]) for row in range(len(lattice)))
            gridded.update(row for grid in section.grids for row in range(grid.first, grid.stop))
        if index in gridded or index in others or page_of(cells) not in pages:
            continue
        if page_of(cells) is not None:
            loose.add(len(rows))
        rows.append(_without_furniture(cells, seen, ledger))
    tables, outside = read_disclosure(rows, ledger, seams, loose)
    found.tables.extend(tables)
    found.outside.extend(outside)


def _anchored(lattice: Lattice, row: int) -> list[Traced]:
    """Return the cells of a row, merged ones at their first place."""
    return [
        cell.text if (cell.row, cell.column) == (row, column) else Traced()
        for column, cell in enumerate(lattice.places[row])
    ]


def _with_shared(lattice: Lattice, row: int, head: Head) -> list[Traced]:
    """Return the cells of a row, with the goal that stands merged beside several projects."""
    cells = _anchored(lattice, row)
    if row < head.stop or "goal" not in head.roles:
        return cells
    name, goal = head.column("name").first, head.column("goal").first
    over = lattice.places[row][goal]
    if head.stop <= over.row < row and over.column == goal and cells[name]:
        cells[goal] = over.text
    return cells


def _without_furniture(
    cells: Sequence[Traced], seen: set[str], ledger: Ledger
) -> tuple[Traced, ...]:
    """Return a line above or below a table without what every page prints there.

    A title that was printed before another one is that of a table once more.
    """
    kept = []
    for cell in cells:
        masked = _DIGITS.sub("0", cell.text)
        if masked not in seen and is_title(cell.text):
            seen.clear()
        if cell and masked in seen and page_of((cell,)) is not None:
            ledger.mark(cell, SEPARATOR)
            kept.append(Traced())
        else:
            seen.add(masked)
            kept.append(cell)
    return tuple(kept)
