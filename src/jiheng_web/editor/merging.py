"""Two people's writing side by side: what differs, and one table made of what was chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from jiheng.bilingual import Bilingual
from jiheng_web.editor.labels import COLUMNS, label_of
from jiheng_web.editor.sheet import ORIGIN, Sheet, origin_of, to_cells, to_sheet
from jiheng_web.editor.taking import take
from jiheng_web.projects.differences import aligned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.model import Indicator, TargetTable

MINE = "mine"


class Contrast(NamedTuple):
    """A place of which two say different things.

    Attributes:
        key: By which the choice is named: `goal`, `pair.2.annual_value` (theirs counted),
            `mine.3` and `theirs.3` for rows only one of them has.
    """

    key: str
    label: Bilingual
    mine: str
    theirs: str


def contrasts(theirs: TargetTable, mine: TargetTable) -> list[Contrast]:
    """Return what differs between what is saved and what a person wrote."""
    left, right = to_sheet(theirs), to_sheet(mine)
    found = [
        Contrast(place, label_of(place), right.fields.get(place, ""), said)
        for place, said in left.fields.items()
        if right.fields.get(place, said) != said
    ]
    pairs = _pairs(theirs, mine)
    for old, new in pairs:
        found += [
            Contrast(
                f"pair.{old}.{name}",
                label_of(f"indicators.{old}.{name}"),
                right.rows[new][name],
                left.rows[old][name],
            )
            for name in COLUMNS
            if right.rows[new][name] != left.rows[old][name]
        ]
    found += [
        Contrast(f"theirs.{n}", label_of(f"indicators.{n}"), "", _summary(left.rows[n]))
        for n in range(len(left.rows))
        if n not in {old for old, _new in pairs}
    ]
    found += [
        Contrast(f"mine.{n}", Bilingual("新增行", "added row"), _summary(right.rows[n]), "")
        for n in _only_mine(mine, pairs)
    ]
    return found


def merged(theirs: TargetTable, mine: TargetTable, choices: Mapping[str, str]) -> TargetTable:
    """Return what is saved with what was chosen of a person's own writing put in."""
    left, right = to_sheet(theirs), to_sheet(mine)
    fields = {
        place: right.fields.get(place, said) if choices.get(place) == MINE else said
        for place, said in left.fields.items()
    }
    pairs = _pairs(theirs, mine)
    partner = dict(pairs)
    rows: list[dict[str, str]] = []
    for n, row in enumerate(left.rows):
        if n not in partner:
            if choices.get(f"theirs.{n}") != MINE:
                rows.append(dict(row))
            continue
        own = right.rows[partner[n]]
        chosen = {c: own[c] for c in COLUMNS if choices.get(f"pair.{n}.{c}") == MINE}
        rows.append({**row, **chosen})
    added = [n for n in _only_mine(mine, pairs) if choices.get(f"mine.{n}") == MINE]
    base, more = _with(theirs, [mine.rows[0].indicators[n] for n in added])
    return take(base, Sheet(fields, (*rows, *more))).table


def rebased(sheet: Sheet, base: TargetTable) -> Sheet:
    """Return a sheet whose rows name indicators of another version than they were made from.

    A row is an indicator at the same position if the names agree, else one of the same name that
    no row is yet; what it does not show is taken from there.
    """
    names = [one["name"] for one in to_sheet(base).rows]
    free = set(range(len(names)))
    found: dict[int, int] = {}
    for place, row in enumerate(sheet.rows):
        origin = origin_of(row, len(names))
        if origin in free and names[origin] == row["name"]:
            found[place] = origin
            free.discard(origin)
    for place, row in enumerate(sheet.rows):
        like = next((n for n in sorted(free) if names[n] == row["name"]), None)
        if place not in found and like is not None:
            found[place] = like
            free.discard(like)
    rows = ({**row, ORIGIN: str(found.get(n, ""))} for n, row in enumerate(sheet.rows))
    return Sheet(sheet.fields, tuple(rows))


def _with(
    table: TargetTable, more: Sequence[Indicator]
) -> tuple[TargetTable, Iterator[dict[str, str]]]:
    """Return a table with indicators added, and the cells of these."""
    row = table.rows[0]
    count = len(row.indicators)
    if all(one.seq == n for n, one in enumerate(row.indicators, 1)):
        more = [replace(one, seq=n) for n, one in enumerate(more, count + 1)]
    extended = replace(table, rows=(replace(row, indicators=(*row.indicators, *more)),))
    return extended, (to_cells(one, count + n) for n, one in enumerate(more))


def _pairs(theirs: TargetTable, mine: TargetTable) -> tuple[tuple[int, int], ...]:
    return aligned(
        [one.name for one in theirs.rows[0].indicators],
        [one.name for one in mine.rows[0].indicators],
    )


def _only_mine(mine: TargetTable, pairs: Sequence[tuple[int, int]]) -> list[int]:
    known = {new for _old, new in pairs}
    return [n for n in range(len(mine.rows[0].indicators)) if n not in known]


def _summary(row: Mapping[str, str]) -> str:
    shown = ("level1", "level2", "name", "period_value", "annual_value", "unit")
    return " / ".join(row[name] for name in shown if row[name])
