"""Values taken over from ledgers and surveys, so that nobody types what is known already."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from jiheng_web.results.content import LEDGER, SURVEY, TYPED, Money, Reached
from jiheng_web.results.ledger_lines import money_of
from jiheng_web.results.reached import from_actual
from jiheng_web.results.survey_values import survey_values

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.model import Row
    from jiheng_web.projects.models import Project


def drawn_money(project: Project, known: Money, cut_off: date) -> Money:
    """Return the money of a project by its ledger; what was typed where no ledger knows more."""
    found = money_of(project, cut_off)
    budget = _or(known.budget, project.total)
    if found is None:
        return msgspec.structs.replace(known, initial=_or(known.initial, budget), budget=budget)
    drawn = found.money
    return msgspec.structs.replace(
        drawn,
        initial=_or(drawn.initial, _or(known.initial, project.total)),
        budget=_or(drawn.budget, budget),
        source=LEDGER,
    )


def drawn_values(project: Project, row: Row, known: list[Reached], until: date) -> list[Reached]:
    """Return values of indicators that a survey is bound to; others as they are.

    What a person typed with evidence stays; what a survey no longer says up to the day goes.
    """
    found = survey_values(project, until)
    made = list(known)
    for position, indicator in enumerate(row.indicators):
        actual = found.get(indicator.name or "")
        typed = made[position].source == TYPED and made[position].text
        if actual is not None and not typed:
            made[position] = from_actual(*actual)
        elif made[position].source == SURVEY:
            made[position] = Reached()
    return made


def year_end(year: int) -> date:
    """Return the last day of a year."""
    return date(year, 12, 31)


def surveyed_until(year: int) -> date:
    """Return the day up to which surveys tell of a year: people are asked after it has ended."""
    return date(year + 1, 12, 31)


def _or(amount: Decimal | None, other: Decimal | None) -> Decimal | None:
    return other if amount is None else amount
