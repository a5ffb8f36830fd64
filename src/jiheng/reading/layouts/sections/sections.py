"""Which grids of a sheet are one table, and what is printed above it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.reading.layouts.cells.line_parts import parts_of
from jiheng.reading.layouts.form.several import inherited
from jiheng.reading.layouts.grids.lattice import SAME_EDGE, joined, lattice_of
from jiheng.reading.layouts.heads.cut_labels import join_cut_labels, opens_parted
from jiheng.reading.layouts.heads.fused import begins_fused, unfused
from jiheng.reading.layouts.heads.heads import find_heads
from jiheng.reading.layouts.heads.inner_heads import with_outer_head
from jiheng.reading.layouts.heads.misread_heads import is_again
from jiheng.reading.layouts.heads.one_grid import OneGrid
from jiheng.reading.layouts.heads.spread import spread
from jiheng.reading.layouts.other_tables.on_pages import begins_other
from jiheng.reading.layouts.outside.fronts import (
    is_attachment_number,
    is_title,
    names_table,
    plain_title,
)
from jiheng.reading.layouts.outside.part_headings import may_head_part
from jiheng.reading.layouts.outside.wrapped_lines import whole_titles
from jiheng.reading.layouts.sections.continued import (
    is_marked,
    repeats_top,
    says_on,
    without_repeats,
)
from jiheng.reading.layouts.words.roles import label_role, plain, role_in
from jiheng.reading.layouts.words.terms import names_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.model import Traced
    from jiheng.reading.containers.cells.sheet import Grid, Sheet
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Head

SAME_SIDE = 12.0
"""Points by which the sides of a table may differ from page to page."""

SAME_COLUMNS = 0.75
"""Share of the edges of columns that a table keeps where it goes on without its outer ones."""

FRONT_LINES = 8
"""Lines above a table among which its title and unit are looked for."""

TALLEST_TITLE = 4
"""Rows of a grid that is but a title: its number, the title, the year, the owner and the unit."""

_CUT_COLUMNS = 1
"""Columns that a list may lack where it goes on in another table: blank ones at its end."""

PAGE_NUMBER = seldom(r"第?[-—–\s]*\d{1,4}[-—–\s]*页?(?:[,，/]?共?\d{1,4}页?)?|第\d+页[,，]?共\d+页")

_LABELLED = seldom(r"([^:：]{2,12})[:：](?!(?:人民币)?[千万亿]?元)(.+)")
_LABELLED_BY = seldom(r"[（(]?(?P<label>[^:：]{2,12})[:：]")
_NAMES = frozenset(("name", "self"))
_OWNERS = frozenset(("name", "self", "department", "organization"))
_ABOUT = frozenset(("department", "organization", "code", "period"))
"""What a form may say of a project before its name."""


@dataclass(slots=True)
class Section:
    """A table and the lines above it.

    Attributes:
        opening: Its first grid.
        grids: Its grids, page after page.
        ones: The same, each by itself.
        rows: Indexes of the rows of the sheet that belong to it, lines above included.
        front: The lines of text above it.
        between: Lines that stand between its grids: titles again, page numbers, remarks.
        again: What says that it goes on, 续表, and what a grid that goes on prints again.
        apart: Whether nothing but its heads tells it from the table before it.
        lattice: Its rows, those of all grids.
        heads: The heads of its columns.
    """

    opening: OneGrid
    grids: list[Grid]
    ones: list[OneGrid]
    rows: set[int] = field(default_factory=set)
    front: list[Sequence[Traced]] = field(default_factory=list)
    between: list[Sequence[Traced]] = field(default_factory=list)
    again: list[Traced] = field(default_factory=list)
    apart: bool = False
    lattice: Lattice | None = None
    heads: list[Head] = field(default_factory=list)


def find_sections(sheet: Sheet) -> list[Section]:
    """Return the tables of a sheet in order, those that hold no targets included."""
    sections: list[Section] = []
    lines: list[int] = []
    for first, stop, grid in _blocks(sheet):
        if grid is None:
            lines.extend(range(first, stop))
            continue
        last, one = sections[-1] if sections else None, OneGrid(sheet, grid)
        if last is not None and _belongs(last, one, lines):
            _extend(last, one, lines)
        else:
            section = Section(one, [grid], [one], apart=one.is_other)
            kept = _front(sheet, lines, grid)
            section.front = whole_titles(sheet.rows[index] for index in kept)
            section.rows.update(kept)
            sections.append(section)
        sections[-1].rows.update(range(grid.first, grid.stop))
        lines = []
    if sections and lines:
        _trail(sheet, sections[-1], lines)
    for section in sections:
        _find_heads(sheet, section)
        _raise_heads(section)
        _move_seams(section)
    for before, section in pairwise(sections):
        if not section.heads and section.grids[0].edges and _same_sides(before, section.grids[0]):
            _inherit(before, section)
    return sections


def _find_heads(sheet: Sheet, section: Section) -> None:
    """Find the heads of a table in all its rows; what is fused to one that is repeated is cut."""
    lattice = section.opening.lattice
    if len(section.grids) > 1:
        lattice = _joined(sheet, section)
        join_cut_labels(lattice)
    section.lattice, section.heads = lattice, find_heads(lattice)
    if section.heads and len(section.grids) > 1:
        section.lattice = unfused(lattice, section.heads[0])
        if section.lattice is not lattice:
            section.heads = find_heads(section.lattice)


def _joined(sheet: Sheet, section: Section) -> Lattice:
    """Return the several grids of a table as one lattice."""
    if any(grid.edges for grid in section.grids):
        return lattice_of(sheet, section.grids)
    return joined(one.lattice for one in section.ones)


def _extend(section: Section, one: OneGrid, lines: Sequence[int]) -> None:
    """Let a table go on with a grid and the lines above it."""
    sheet, grid = one.sheet, one.grid
    if is_marked(sheet, grid, lines) or repeats_top(section.grids, one):
        grid, again = without_repeats(section.grids, one)
        section.again.extend(again)
        one = one if grid == one.grid else OneGrid(sheet, grid)
    section.grids.append(grid)
    section.ones.append(one)
    section.rows.update(lines)
    for index in lines:
        if says_on(sheet.rows[index]):
            section.again.extend(sheet.rows[index])
        else:
            section.between.append(sheet.rows[index])


def _inherit(before: Section, section: Section) -> None:
    """Give a form that lists its indicators without a head the head of the form before it."""
    if not before.heads or before.lattice is None or section.lattice is None:
        return
    if before.lattice.width == section.lattice.width:
        section.heads = inherited(section.lattice, before.heads[-1])


def _raise_heads(section: Section) -> None:
    """Let the heads that a table has within each project or level stand once, in its own head."""
    if section.lattice is None or not section.heads:
        return
    raised = with_outer_head(section.lattice, section.heads[0])
    raised = raised or spread(section.lattice, section.heads)
    if raised is not None:
        section.lattice, again = raised
        section.again.extend(again)
        section.heads = find_heads(section.lattice)


def _move_seams(section: Section) -> None:
    """Let a table go on with the first row below a head that a page repeats."""
    for head in section.heads:
        if section.lattice is not None and head.first in section.lattice.seams:
            section.lattice.seams.discard(head.first)
            if head.stop < len(section.lattice):
                section.lattice.seams.add(head.stop)


def _blocks(sheet: Sheet) -> Iterator[tuple[int, int, Grid | None]]:
    """Yield the grids of a sheet and, without one, the lines of prose between them."""
    position = 0
    for grid in sheet.grids:
        if grid.page is None and _is_title_alone(sheet, grid):
            continue
        if grid.first > position:
            yield position, grid.first, None
        yield grid.first, grid.stop, grid
        position = grid.stop
    if position < len(sheet.rows):
        yield position, len(sheet.rows), None


def _is_title_alone(sheet: Sheet, grid: Grid) -> bool:
    """Whether a grid is but the title of the next one, with its year, unit and owner."""
    if grid.stop - grid.first > TALLEST_TITLE or grid is sheet.grids[-1]:
        return False
    said = [[cell.text for cell in row if cell] for row in sheet.rows[grid.first : grid.stop]]
    titled = any(len(texts) == 1 and is_title(texts[0]) for texts in said[:2])
    return titled and all(map(_is_line, said))


def _is_line(texts: Sequence[str]) -> bool:
    """Whether a row says what lines above a table do: 填报单位：某局 | 单位：万元."""
    labels = [match and match["label"] for match in map(_LABELLED_BY.match, texts)]
    follows = [False, *(text.endswith((":", "：")) for text in texts)]
    return len(texts) == 1 or all(
        "单位" in label or label_role(label) in _OWNERS - _NAMES if label else is_value
        for label, is_value in zip(labels, follows, strict=False)
    )


def _front(sheet: Sheet, lines: Sequence[int], grid: Grid) -> list[int]:
    """Return the lines above a grid that may speak of it: the last ones on its page.

    Where these do not say whose table it is, or bear no title, those at the end of the page before
    may.
    """
    pages = [page_of(sheet.rows[index]) for index in lines]
    own_pages = {None, *range(grid.page or 0, (grid.last_page or grid.page or 0) + 1)}
    near = [at for at, page in zip(lines, pages, strict=True) if page in own_pages]
    before = [at for at, page in zip(lines, pages, strict=True) if page == (grid.page or 0) - 1]
    own = [sheet.rows[index] for index in near]
    if before and not _said_in(own):
        said = _said_in(sheet.rows[index] for index in before[-FRONT_LINES:])
        titled = any(map(_bears_title, own))
        if said or not titled:
            near = [*(before if said else _titled(sheet, before)), *near]
    return near[-FRONT_LINES:]


def _titled(sheet: Sheet, lines: Sequence[int]) -> list[int]:
    """Return the title among the last lines of a page and what follows but the page's number."""
    last = lines[-FRONT_LINES:]
    at = next((at for at in reversed(last) if _bears_title(sheet.rows[at])), None)
    return [] if at is None else [i for i in last if i >= at and not _is_furniture(sheet.rows[i])]


def _bears_title(line: Sequence[Traced]) -> bool:
    return any(is_title(cell.text) for cell in line)


def _trail(sheet: Sheet, section: Section, lines: Sequence[int]) -> None:
    """Give a table the page number and the remark below its end."""
    page = section.grids[-1].page
    for index in lines:
        if page_of(sheet.rows[index]) == page and page is not None:
            section.between.append(sheet.rows[index])
            section.rows.add(index)


def page_of(cells: Sequence[Traced]) -> int | None:
    """Return the page that a row stands on."""
    for cell in cells:
        if cell.text and (begins := cell.beginning()):
            return begins[0].at.page
    return None


def _belongs(section: Section, one: OneGrid, lines: Sequence[int]) -> bool:
    """Whether a grid belongs to the table before it, because that says so or may go on there."""
    last = section.grids[-1]
    near = (one.grid.page or 0) - max(last.page or 0, last.last_page or 0) <= 1
    return near and (is_marked(one.sheet, one.grid, lines) or _goes_on(section, one, lines))


def _goes_on(section: Section, one: OneGrid, lines: Sequence[int]) -> bool:
    """Whether a grid goes on with the table before it."""
    sheet, grid, last = one.sheet, one.grid, section.grids[-1]
    if last.page is None or grid.page is None:
        said = [sheet.rows[index] for index in lines if not _is_furniture(sheet.rows[index])]
        apart = bool(said) and not _heads_part(section, one, said)
        return not apart and _completes_form(section, one)
    if _same_sides(section, grid) and repeats_top(section.grids, one):
        return True
    if not _same_sides(section, grid) and not _same_head(section, one):
        return False
    if _is_headed(section, [sheet.rows[index] for index in lines]):
        return False
    if grid.page == last.page and any(not _is_furniture(sheet.rows[i]) for i in lines):
        return False
    return not _begins_form(section, one)


def _is_headed(section: Section, lines: Sequence[Sequence[Traced]]) -> bool:
    """Whether lines are the title of another table, or say that it is another's."""
    titles = {plain_title(cell.text) for row in section.front for cell in row}
    for cells in lines:
        for cell in cells:
            other = plain_title(cell.text) not in titles
            if other and (is_title(cell.text) or names_table(cell.text)):
                return True
    own = _said_in(section.front)
    return any(own.get(role, value) != value for role, value in _said_in(lines).items())


def _said_in(lines: Iterable[Sequence[Traced]]) -> dict[str, str]:
    """Return whose table lines say that it is, by the role of their label: 项目名称：打井."""
    cells = (cell for line in lines for cell in line)
    parts = (part.text for cell in cells for part in parts_of(cell).parts)
    found = map(_LABELLED.fullmatch, parts)
    said = {label_role(match[1]): plain(match[2]) for match in found if match}
    return {role: value for role, value in said.items() if role in _OWNERS}


def _completes_form(section: Section, one: OneGrid) -> bool:
    """Whether a table without pages goes on with the one right above, which was cut in two."""
    before, head = section.opening.head, one.top
    if before is not None and head is not None:
        return head.repeats(before)
    if before is not None and before.has_projects and _is_narrower(one, before):
        return False
    has_projects = head is not None and head.has_projects
    return not has_projects and (not _begins_form(section, one) or _awaits_name(section, one))


def _is_narrower(one: OneGrid, head: Head) -> bool:
    """Whether a table has too few columns for one that a list of projects goes on in.

    On a page of the web one for 上一篇 and 下一篇 may stand there.
    """
    return one.lattice.width + _CUT_COLUMNS < len(head.columns)


def _awaits_name(section: Section, one: OneGrid) -> bool:
    """Whether a form whose first grids say but whose it is goes on with the name of its project."""
    own = next((cell.text for row in one.rows for cell in row if cell), "")
    if role_in(own, "labels") != "name" or section.opening.head is not None:
        return False
    rows = [[cell.text for cell in row if cell] for each in section.ones for row in each.rows]
    roles = [{role_in(text, "labels") for text in texts} for texts in rows]
    about = (
        bool(known & _ABOUT)
        or (len(texts) == 1 and (may_head_part(texts[0]) or is_title(texts[0])))
        for texts, known in zip(rows, roles, strict=True)
    )
    return all(about) and not any(known & {"name", "self"} for known in roles)


def _heads_part(section: Section, one: OneGrid, lines: Sequence[Sequence[Traced]]) -> bool:
    """Whether lines are but the heading of the next part of a form that is written in parts.

    Such a form says whose it is in its first part, and no part before had indicators.
    """
    if any(len(row) != 1 or not may_head_part(row[0].text) for row in lines):
        return False
    said = [cell.text for row in section.opening.rows for cell in row if cell]
    if not any(label_role(text) in {"name", "self"} for text in said):
        return False
    own = next((cell.text for row in one.rows for cell in row if cell), "")
    known = one.top is not None or any(role_in(own, of) for of in ("labels", "money_lines"))
    return known and all(part.head is None for part in section.ones)


def _is_furniture(cells: Sequence[Traced]) -> bool:
    return says_on(cells) or all(PAGE_NUMBER.fullmatch(cell.text) for cell in cells if cell)


def _same_sides(section: Section, grid: Grid) -> bool:
    """Whether a grid stands below another in the same columns; outer ones may be missing."""
    last = section.grids[-1]
    sides = (last.edges[0] - grid.edges[0], last.edges[-1] - grid.edges[-1])
    if all(abs(side) <= SAME_SIDE for side in sides):
        return True
    known = [edge for other in section.grids for edge in other.edges]
    met = sum(1 for edge in grid.edges if any(abs(edge - other) <= SAME_EDGE for other in known))
    return abs(sides[1]) <= SAME_SIDE and met >= SAME_COLUMNS * len(grid.edges)


def _same_head(section: Section, one: OneGrid) -> bool:
    """Whether a grid begins with the head of the table before it, printed again."""
    first = section.opening.head
    if first is None:
        return False
    if one.top is not None:
        others = (other.top for other in section.ones if other.top is not None)
        if one.top.repeats(first) or any(is_again(one.top, other) for other in others):
            return True
    return begins_fused(one.lattice, section.opening.lattice, first) or _repeats_part(section, one)


def _repeats_part(section: Section, one: OneGrid) -> bool:
    """Whether a grid begins with one of the rows of the head of the table before it."""
    head, lattice = section.opening.head, section.opening.lattice
    rows = range(head.first, head.stop) if head is not None else ()
    own = [cell.text.text for cell in one.lattice.filled[0]]
    known = ([cell.text.text for cell in lattice.filled[row]] for row in rows)
    return len(rows) > 1 and len(own) > 1 and own in known


def _next(one: OneGrid) -> Grid | None:
    """Return the grid behind one that is a single row."""
    if one.grid.stop - one.grid.first > 1:
        return None
    return next((grid for grid in one.sheet.grids if grid.first >= one.grid.stop), None)


def _begins_form(section: Section, one: OneGrid) -> bool:
    """Whether a grid begins with a title, or with the label of a project's name beside a value.

    The head of a running table begins with 项目名称 too, but goes on with further heads.
    """
    first = next((row for row in one.rows if any(row) and not _is_number(row)), ())
    filled = [cell.text for cell in first if cell]
    if not filled or opens_parted(one.sheet, section.grids[-1], one.grid):
        return False
    if opens_parted(one.sheet, one.grid, _next(one)):
        return True
    if len(filled) == 1 and is_title(filled[0]):
        return not names_list(plain(filled[0])) or section.opening.head is None
    if _same_head(section, one):
        return False
    if one.top is not None:
        return one.top.has_projects
    one.is_other = begins_other(section.ones, one)
    named = role_in(filled[0], "labels") in {"name", "self"}
    return one.is_other or (named and not _ends_name(section, first))


def _is_number(cells: Sequence[Traced]) -> bool:
    """Whether a row holds but the number of a table, above its title: 附件2."""
    said = [cell.text for cell in cells if cell]
    return len(said) == 1 and is_attachment_number(said[0])


def _ends_name(section: Section, cells: Sequence[Traced]) -> bool:
    """Whether the first words on a page are the end of a name in a list, and no label of a form.

    Many names end with 项目. It stands in its own column, with blank cells before it or beside it,
    for only long texts go on behind a page end; a label begins its row and has a value beside it.
    """
    head = section.opening.head
    if head is None or not head.has_projects:
        return False
    at = next(index for index, cell in enumerate(cells) if cell)
    return at > 0 or not any(cells[1:2])
