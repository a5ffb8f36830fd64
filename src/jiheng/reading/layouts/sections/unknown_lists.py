"""Titled lists of projects under heads of which hardly any is known: told, not guessed at."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from jiheng.reading.grammar.money import read_amount
from jiheng.reading.layouts.drafts import MONEY
from jiheng.reading.layouts.outside.fronts import is_title
from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.words.roles import column_role, role_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.model import Problem, Traced
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.sections.sections import Section

_FEWEST_HEADS = 5
"""Heads of such a list at least; a form has fewer labels in one row."""

_LONGEST_HEAD = 16
"""Characters of a head at most; what a form says beside a label may be longer."""


def unknown_lists(sections: Iterable[Section]) -> Iterator[Problem]:
    """Yield a problem for each of such lists."""
    titles = map(title_of_unknown, sections)
    yield from (notes.unknown_table(title) for title in titles if title is not None)


def is_titled(section: Section) -> bool:
    """Return whether a title stands above a table, or in its first row."""
    lattice = section.lattice
    own = lattice.filled[0] if lattice else []
    texts = [cell.text for row in section.front for cell in row]
    return any(is_title(text) for text in (*texts, *(cell.text.text for cell in own)))


def title_of_unknown(section: Section) -> Traced | None:
    """Return the title of a list of projects under heads most of which are unknown; None of others.

    Its names and goals are heads in one row, with rows of figures below; or its names and money,
    with names and amounts below; or its names and whatever else, with rows below that fill the
    same columns.
    """
    lattice = section.lattice
    if lattice is None or section.heads or not is_titled(section):
        return None
    for row in range(len(lattice)):
        roles = {role_in(cell.text.text, "labels") for cell in lattice.filled[row]}
        if len(lattice.filled[row]) < _FEWEST_HEADS or "name" not in roles:
            continue
        listed = _lists_money(lattice, row) or _lists_projects(lattice, row)
        if "goal" in roles or listed:
            above = (cell.text for at in range(row + 1) for cell in lattice.filled[at])
            title = next(filter(None, chain(*section.front, above)))
            return title if listed or _holds_rows(lattice, row + 1) else None
    return None


def _lists_money(lattice: Lattice, row: int) -> bool:
    """Whether names of projects and amounts stand below heads of a row, and no figure in it."""
    said = [(cell.column, cell.text.text) for cell in lattice.filled[row]]
    name = next(column for column, text in said if role_in(text, "labels") == "name")
    money = [column for column, text in said if column_role(text) in MONEY]
    rows = () if any(_is_figure(text) for _, text in said) else lattice.places[row + 1 :]
    return any(
        _may_name(places[name].text.text) and any(_is_figure(places[at].text.text) for at in money)
        for places in rows
    )


def _lists_projects(lattice: Lattice, row: int) -> bool:
    """Whether rows with the name of a project fill the columns below heads of a row, all words."""
    heads = lattice.filled[row]
    columns = {cell.column for cell in heads}
    name = next(cell for cell in heads if role_in(cell.text.text, "labels") == "name")
    if any(_is_figure(cell.text.text) or len(cell.text.text) > _LONGEST_HEAD for cell in heads):
        return False
    for at in range(row + name.height, len(lattice)):
        filled = {cell.column for cell in lattice.filled[at]}
        said = lattice.places[at][name.column].text.text
        if filled <= columns and len(filled) >= _FEWEST_HEADS and _may_name(said):
            return True
    return False


def _may_name(text: str) -> bool:
    """Whether a cell holds words that are no label."""
    return bool(text) and role_in(text, "labels") is None and not _is_figure(text)


def _is_figure(text: str) -> bool:
    return read_amount(text) is not None


def _holds_rows(lattice: Lattice, first: int) -> bool:
    """Whether rows hold several figures each, other than the numbers of columns."""
    rows = ([cell.text.text for cell in lattice.filled[at]] for at in range(first, len(lattice)))
    figures = ([text for text in row if read_amount(text) is not None] for row in rows)
    return any(len(f) > 1 and f != [str(at + 1) for at in range(len(f))] for f in figures)
