"""Entities ranked on DuckDB: binary numbers for all, exact ones where these cannot decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiheng.bilingual import Bilingual
from jiheng.errors import MissingExtra, UnreadableFile
from jiheng.schemes.scheme import Method
from jiheng.schemes.spread import Spread, merit_of
from jiheng_evidence.schemes.settling import Measured, settled
from jiheng_evidence.schemes.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.schemes.figures import Figures
    from jiheng.schemes.scheme import Indicator, Scheme
    from jiheng.schemes.standing import Ranking

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "2GB",
}


@dataclass(frozen=True, slots=True)
class Run:
    """A ranking, and how many entities had to be settled exactly."""

    ranking: Ranking
    settled: int


def rank_on_duckdb(scheme: Scheme, figures: Figures) -> Run:
    """Return the same ranking as the reference engine.

    Raises:
        MissingExtra: DuckDB is not installed.
        UnreadableFile: A value has no logarithm where one is to be taken.
    """
    try:
        import duckdb  # noqa: PLC0415 - only who asks for it waits for it
    except ImportError as fault:  # pragma: no cover - the extra is part of development
        raise MissingExtra(extra="evidence") from fault
    statement = Statement(scheme)
    with duckdb.connect(":memory:", config=_SETTINGS) as connection:
        _load(connection, statement, figures)
        rows = connection.execute(statement.text()).fetchall()
    return Run(*settled(scheme, figures, [Measured(*row[1:]) for row in rows]))


def _load(connection: Any, statement: Statement, figures: Figures) -> None:
    """Make the table `figures`: a row for each entity, values in whole parts."""
    columns: dict[str, tuple[str, Sequence[object]]] = {
        "place": ("INTEGER", range(len(figures.entities))),
        "grp": ("VARCHAR", figures.groups),
        "everybody": ("VARCHAR", [""] * len(figures.entities)),
    }
    for number, head in enumerate(statement.columns):
        columns[f"c{number}"] = ("HUGEINT", figures.columns[head])
    for item in statement.leaves:
        if item.leaf.method is Method.LOGARITHM:
            names = columns["everybody"][1] if item.leaf.across else figures.groups
            merits, medians = _logarithms(item.leaf, figures, names)
            columns[f"l{item.place}"] = ("HUGEINT", merits)
            columns[f"q{item.place}"] = ("HUGEINT", medians)
    given = ", ".join(
        f"unnest(${number}::VARCHAR[])::{kind} AS {name}"
        for number, (name, (kind, _values)) in enumerate(columns.items(), 1)
    )
    texts = [
        [None if value is None else str(value) for value in values]
        for _kind, values in columns.values()
    ]
    connection.execute(f"CREATE TABLE figures AS SELECT {given}", texts)


def _logarithms(
    leaf: Indicator, figures: Figures, names: Sequence[object]
) -> tuple[list[int | None], list[int | None]]:
    """Return merits, and that of the median of the group: the core alone takes logarithms."""
    column, merit = figures.columns[leaf.head], merit_of(leaf)
    by_group: dict[object, list[int]] = {}
    for name, value in zip(names, column, strict=True):
        if value is not None:
            by_group.setdefault(name, []).append(value)
    try:
        merits = [None if value is None else merit(value) for value in column]
        medians = {
            name: merit((Spread(sorted(values)).twice_median or 0) // 2)
            for name, values in by_group.items()
        }
    except ValueError as fault:
        reason = Bilingual(
            f"“{leaf.name}”取对数的数值须大于零。",
            f"“{leaf.name}”: no logarithm of nought or less.",
        )
        raise UnreadableFile(name=leaf.head, reason=reason) from fault
    return merits, [medians.get(name) for name in names]
