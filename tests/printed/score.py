"""How much of what was printed was read: F1 over records, and the first differences for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jiheng.pipeline import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.model import Indicator, Row, TargetTable

Record = tuple[object, ...]

MONEY = ("total", "fiscal_appropriation", "special_account", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Records that were printed and read.

    Attributes:
        missed: Printed and not read.
        invented: Read and never printed.
        crash: What the reader died of.
    """

    right: int
    missed: tuple[Record, ...]
    invented: tuple[Record, ...]
    crash: str = ""

    @property
    def precision(self) -> float:
        """Share of what was read that was printed."""
        read = self.right + len(self.invented)
        return self.right / read if read else float(not self.missed)

    @property
    def recall(self) -> float:
        """Share of what was printed that was read."""
        printed = self.right + len(self.missed)
        return self.right / printed if printed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        records = 2 * self.right + len(self.missed) + len(self.invented)
        return 2 * self.right / records if records else 1.0

    def differences(self, most: int = 10) -> str:
        """Return the first differences, what was printed before what was read."""
        signed = (("-", self.missed), ("+", self.invented))
        lines = [(sign, record) for sign, records in signed for record in records]
        lines.sort(key=lambda line: (str(line[1][:3]), line[0] == "+"))
        crash = [f"! {self.crash}"] if self.crash else []
        shown = [f"{sign} {' | '.join(map(_short, record))}" for sign, record in lines[:most]]
        rest = len(lines) - most
        return "\n".join([*crash, *shown, *([f"… {rest} more"] if rest > 0 else [])])


def score(truth: TargetTable, read: Iterable[TargetTable]) -> Score:
    """Compare a table with all tables of a document together."""
    printed = Counter(_records([truth]))
    found = Counter(_records(read))
    return Score(
        right=(printed & found).total(),
        missed=tuple((printed - found).elements()),
        invented=tuple((found - printed).elements()),
    )


def read_score(truth: TargetTable, content: bytes, name: str) -> Score:
    """Read a document and compare; what cannot be read holds nothing."""
    try:
        return score(truth, read(content, name=name).tables)
    except Exception as error:  # noqa: BLE001 - a crash is a finding as well
        return replace(score(truth, ()), crash=f"{type(error).__name__}: {error}")


def _records(tables: Iterable[TargetTable]) -> Iterator[Record]:
    for table in tables:
        for row in table.rows:
            yield from _row(row)


def _row(row: Row) -> Iterator[Record]:
    name = _squeezed(row.name)
    yield ("name", row.kind.value, name)
    for field in MONEY:
        amount = None if row.funding is None else getattr(row.funding, field)
        if amount is not None:
            yield (field, name, amount)
    if row.goal:
        yield ("goal", name, _squeezed(row.goal))
    for indicator in row.indicators:
        yield ("indicator", name, *_indicator(indicator))
        if indicator.period_value is not None and indicator.annual_value is not None:
            yield ("period", name, _squeezed(indicator.name), _squeezed(indicator.period_value))


def _indicator(indicator: Indicator) -> Record:
    return (
        _squeezed(indicator.level1.label) if indicator.level1 else "",
        _squeezed(indicator.level2.label) if indicator.level2 else "",
        _squeezed(indicator.name),
        _squeezed(indicator.sign),
        _squeezed(indicator.annual_value or indicator.period_value),
        _squeezed(indicator.unit),
        indicator.complete,
    )


def _squeezed(text: str | None) -> str:
    """Return a text without white space, which no page keeps."""
    return "".join((text or "").split())


def _short(value: object) -> str:
    text = str(value)
    middle = f"…{len(text) - 60}…"
    return text if len(text) <= 70 else text[:30] + middle + text[-30:]
