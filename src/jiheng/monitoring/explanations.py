"""Why a target falls behind, whether it can still be reached, and what must be written of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.monitoring.lights import Light
from jiheng.results import Attainment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.monitoring.forecasts import Forecast
    from jiheng.monitoring.lights import Reading
    from jiheng.monitoring.parameters import MonitoringParameters

_BEHIND = (Light.RED, Light.YELLOW)
_SHORT_OF = (Attainment.PARTLY, Attainment.MISSED)


class Cause(StrEnum):
    """Categories of causes in the monitoring form (偏差原因分析)."""

    FUNDING = "funding"
    RULES = "rules"
    STAFF = "staff"
    EQUIPMENT = "equipment"
    OTHER = "other"

    @property
    def words(self) -> Bilingual:
        """Return its name, as the form prints it."""
        return _CAUSES[self]


_CAUSES = {
    Cause.FUNDING: Bilingual("经费保障", "funding"),
    Cause.RULES: Bilingual("制度保障", "rules and procedures"),
    Cause.STAFF: Bilingual("人员保障", "staff"),
    Cause.EQUIPMENT: Bilingual("硬件条件保障", "equipment and premises"),
    Cause.OTHER: Bilingual("其他", "other"),
}


class Likelihood(StrEnum):
    """Whether a target can be reached by the end of the year (完成目标可能性), by its code."""

    CERTAIN = "1"
    POSSIBLE = "2"
    IMPOSSIBLE = "3"

    @property
    def words(self) -> Bilingual:
        """Return its name, as the form prints it."""
        return _LIKELIHOODS[self]


_LIKELIHOODS = {
    Likelihood.CERTAIN: Bilingual("确定能", "certainly"),
    Likelihood.POSSIBLE: Bilingual("有可能", "possibly"),
    Likelihood.IMPOSSIBLE: Bilingual("完全不可能", "impossible"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What was written of an indicator.

    Attributes:
        cause: Category of the cause.
        text: The cause in words (原因说明).
        likelihood: Whether the target can still be reached.
        measures: What will be done about it (备注: 整改措施).
        adjusting: Whether an adjustment of the target is under way.
    """

    cause: Cause | None = None
    text: str = ""
    likelihood: Likelihood | None = None
    measures: str = ""
    adjusting: bool = False


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that must be written and is not.

    Attributes:
        rule: Code of the rule that asks for it; empty where none does.
        field: Where it is to be written.
    """

    rule: str
    field: str
    message: Bilingual


def lacking_explanations(
    reading: Reading,
    forecast: Forecast | None,
    explanation: Explanation,
    parameters: MonitoringParameters,
) -> tuple[Lack, ...]:
    """Return what has to be explained and is not (EX012, EX013).

    Args:
        reading: The light of the indicator.
        forecast: What the year end is expected to bring; None for money.
        explanation: What was written.
        parameters: Say how long measures have to be.
    """
    return tuple(_lacks(reading, forecast, explanation, parameters))


def _lacks(
    reading: Reading,
    forecast: Forecast | None,
    explanation: Explanation,
    parameters: MonitoringParameters,
) -> Iterator[Lack]:
    verdict = forecast.verdict if forecast else None
    short = verdict is not None and verdict.attainment in _SHORT_OF
    if reading.light in _BEHIND or short:
        if explanation.cause is None:
            yield Lack("EX012", "cause", Bilingual("请选择偏差原因。", "Choose a cause."))
        if not explanation.text.strip():
            why = Bilingual("请说明偏差原因。", "Say why it falls behind.")
            yield Lack("EX012", "explanation", why)
        if explanation.likelihood is None:
            which = Bilingual("请选择完成目标可能性。", "Say whether it can still be reached.")
            yield Lack("EX012", "likelihood", which)
    impossible = explanation.likelihood is Likelihood.IMPOSSIBLE
    least = parameters.least_measures
    if impossible and not explanation.adjusting and len(explanation.measures.strip()) < least:
        words = Bilingual(
            f"“完全不可能”的，请写明整改措施（不少于 {least} 字）或申请调整目标。",
            f"Where it is impossible, say what will be done (at least {least} characters),"
            " or ask for an adjustment.",
        )
        yield Lack("EX013", "measures", words)
