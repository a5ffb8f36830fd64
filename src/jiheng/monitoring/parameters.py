"""What a place prescribes for monitoring: cut-off day, limits of the lights, as cited data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from jiheng.bilingual import Bilingual
from jiheng.standards.data_folder import DataFolder
from jiheng.standards.scoring_standard import StandardBasis

DEFAULT_PARAMETERS = "national"
_FOLDER = DataFolder(files("jiheng.monitoring"), Bilingual("监控参数", "monitoring parameters"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringParameters:
    """Limits and days of monitoring (监控参数).

    Attributes:
        since: The day from which they hold.
        month: Month of the usual cut-off day.
        day: Its day.
        red: Per cent of the progress that is due by then, below which the light is red.
        yellow: The same for yellow.
        blue: From which the light is blue.
        blue_against: Whether blue is measured by the share of the year or by the whole target.
        least_measures: Characters that measures take where a target cannot be reached.
    """

    name: str
    title: Bilingual
    since: date
    basis: tuple[StandardBasis, ...]
    month: int
    day: int
    red: Decimal
    yellow: Decimal
    blue: Decimal
    blue_against: Literal["share-of-year", "full-year"]
    least_measures: int

    def period_end(self, fiscal_year: int) -> date:
        """Return the usual cut-off day of a year."""
        return date(fiscal_year, self.month, self.day)


def parameter_names() -> tuple[str, ...]:
    """Return the names of the parameters that come with the program."""
    return _FOLDER.names()


@cache
def load_parameters(name: str = DEFAULT_PARAMETERS) -> MonitoringParameters:
    """Return the parameters of a place.

    Raises:
        UnknownName: None of this name come with the program.
    """
    return _parameters(name, _FOLDER.read(name))


def _parameters(name: str, data: dict[str, Any]) -> MonitoringParameters:
    lights, end = data["lights"], data["period_end"]
    return MonitoringParameters(
        name=name,
        title=Bilingual(**data["title"]),
        since=data["since"],
        basis=tuple(StandardBasis(**entry) for entry in data["basis"]),
        month=end["month"],
        day=end["day"],
        red=Decimal(lights["red"]),
        yellow=Decimal(lights["yellow"]),
        blue=Decimal(lights["blue"]),
        blue_against=lights["blue_against"],
        least_measures=data["explanations"]["least_measures"],
    )
