"""What a monitoring sheet comes to: lights, forecasts, and what is missing in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.monitoring import (
    Cause,
    Explanation,
    Lack,
    Likelihood,
    Overall,
    foresee,
    foresee_money,
    lacking_explanations,
    light_of,
    load_parameters,
    money_light,
    overall,
)
from jiheng.results import Obstacle
from jiheng.results.words import plain
from jiheng_web.projects.content import table_of
from jiheng_web.results.asked import Part, parts_of, unclear
from jiheng_web.results.content import TYPED, Reached, SheetLine, beside
from jiheng_web.results.reached import (
    actual_of,
    circumstances_of,
    impossible,
    is_understood,
    printed,
    too_few,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from jiheng.model import Actual, Indicator, Row
    from jiheng.monitoring import Forecast, Reading
    from jiheng_web.projects.models import Version
    from jiheng_web.results.content import Money, Said, SheetContent

NEED_NO_DATA = frozenset({Obstacle.NOT_YET_DUE, Obstacle.NOT_APPLICABLE})
"""Why a value may be missing without a word."""


@dataclass(frozen=True, slots=True)
class Looked:
    """An indicator of a sheet, looked at.

    Attributes:
        expected: What the form prints as 全年预计: what a person wrote, else the computed one.
        lacks: What has to be written and is not.
    """

    position: int
    indicator: Indicator
    line: SheetLine
    actual: Actual | None
    reading: Reading
    forecast: Forecast
    expected: str
    lacks: tuple[Lack, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return each target of a cell that asks for several, with what was typed of it."""
        return parts_of(self.indicator, self.line.reached.text)


@dataclass(frozen=True, slots=True)
class LookedMoney:
    """The money of a sheet, looked at; amounts in 万元.

    Attributes:
        typed: What a person expects at the year end; None where the computed forecast holds.
    """

    money: Money
    reading: Reading
    typed: Decimal | None
    expected: Decimal | None
    basis: Bilingual
    said: Said
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class LookedSheet:
    """A whole sheet, looked at."""

    row: Row
    money: LookedMoney
    lines: tuple[Looked, ...]
    whole: Overall

    def lacks(self) -> list[tuple[str, Lack]]:
        """Return everything that has to be written and is not, with the name of its line."""
        found = [("", lack) for lack in self.money.lacks]
        return found + [
            (one.indicator.name or "", lack) for one in self.lines for lack in one.lacks
        ]


def look(version: Version, content: SheetContent, cut_off: date, year: int) -> LookedSheet:
    """Return what a sheet comes to.

    Args:
        version: The approved one, whose targets count.
        content: What was filled in.
        cut_off: The day up to which it counts.
        year: The fiscal year.
    """
    row = table_of(version.content).rows[0]
    lines = tuple(
        _looked(position, indicator, line, cut_off, year)
        for position, (indicator, line) in enumerate(
            zip(
                row.indicators,
                beside(content.lines, len(row.indicators), SheetLine()),
                strict=True,
            )
        )
    )
    money = _money(content, cut_off, year)
    whole = overall([money.reading, *(line.reading for line in lines)])
    return LookedSheet(row, money, lines, whole)


def _looked(
    position: int, indicator: Indicator, line: SheetLine, cut_off: date, year: int
) -> Looked:
    parameters = load_parameters()
    actual = actual_of(indicator, line.reached, year)
    asked = circumstances_of(line.reached, year)
    reading = light_of(indicator.target, actual, cut_off, year, parameters, circumstances=asked)
    forecast = foresee(indicator.target, actual, cut_off, year)
    expected = line.forecast or printed(forecast.actual.value if forecast.actual else None)
    lacks = (
        *lacking_explanations(reading, forecast, explanation_of(line.said), parameters),
        *_missing(reading, _known(indicator, line), line.said),
        *_few(reading, line),
        *_unproved(line.reached),
        *_unclear(indicator, line.reached, year),
        *_odd(indicator, line, actual, year),
    )
    return Looked(position, indicator, line, actual, reading, forecast, expected, lacks)


def _known(indicator: Indicator, line: SheetLine) -> str:
    """Return what was typed; nothing while a cell of several targets lacks one."""
    text = line.reached.text
    return text if all(part.text for part in parts_of(indicator, text)) else ""


def _odd(indicator: Indicator, line: SheetLine, actual: Actual | None, year: int) -> Iterator[Lack]:
    """Yield what cannot be: values below nought, and a forecast that is no value."""
    if (cannot := impossible(indicator, actual)) is not None:
        yield Lack("", "actual", cannot)
    if not is_understood(indicator, Reached(text=line.forecast), year):
        why = unclear(indicator, line.forecast)
        words = Bilingual(f"全年预计：{why.zh}", f"Expected at the year end: {why.en}")
        yield Lack("", "forecast", words)


def _money(content: SheetContent, cut_off: date, year: int) -> LookedMoney:
    money, parameters = content.money, load_parameters()
    reading = money_light(money.executed, money.budget, cut_off, year, parameters)
    computed, basis = foresee_money(money.executed, money.budget, cut_off, year)
    expected = computed if content.forecast is None else content.forecast
    said = explanation_of(content.said)
    known = "" if money.executed is None else "known"
    lacks = (
        *lacking_explanations(reading, None, said, parameters),
        *_missing(reading, known, content.said),
        *_unproved_money(money),
        *_beyond(content),
    )
    return LookedMoney(money, reading, content.forecast, expected, basis, content.said, lacks)


def explanation_of(said: Said) -> Explanation:
    """Return what a unit says of a deviation, as the core takes it."""
    return Explanation(
        cause=Cause(said.cause) if said.cause else None,
        text=said.explanation,
        likelihood=Likelihood(said.likelihood) if said.likelihood else None,
        measures=said.measures,
    )


def _missing(reading: Reading, text: str, said: Said) -> Iterator[Lack]:
    if reading.light is not None or text or said.explanation.strip():
        return
    if reading.obstacle not in NEED_NO_DATA:
        why = Bilingual("缺数据，请补充或说明原因。", "Data are missing: add them, or say why.")
        yield Lack("EX012", "actual", why)


def _few(reading: Reading, line: SheetLine) -> Iterator[Lack]:
    if reading.obstacle is Obstacle.SAMPLE_TOO_SMALL and not line.said.explanation.strip():
        yield Lack("EX012", "actual", too_few(line.reached))


def _unproved(reached: Reached) -> Iterator[Lack]:
    if reached.text.strip() and reached.source == TYPED and not reached.proofs:
        why = Bilingual("填写的完成值没有佐证材料。", "No evidence is named for the value.")
        yield Lack("", "evidence", why)


def _unproved_money(money: Money) -> Iterator[Lack]:
    if money.executed is not None and money.source == TYPED and not money.proofs:
        why = Bilingual("填写的执行数没有佐证材料。", "No evidence is named for the money.")
        yield Lack("", "evidence", why)


def _beyond(content: SheetContent) -> Iterator[Lack]:
    """Question a typed forecast beyond the budget, which no word explains."""
    most = content.money.budget
    if content.forecast is None or most is None or content.said.explanation.strip():
        return
    if content.forecast > most:
        why = Bilingual(
            f"全年预计执行数超过全年预算数 {plain(most)}，请核对或说明原因。",
            f"More is expected than the budget of {plain(most)}: check it, or say why.",
        )
        yield Lack("EX012", "forecast-money", why)


def _unclear(indicator: Indicator, reached: Reached, year: int) -> Iterator[Lack]:
    if not is_understood(indicator, reached, year):
        yield Lack("", "actual", unclear(indicator, reached.text))
