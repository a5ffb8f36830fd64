"""A department or bureau at a glance: who is where, what blocks, how much money is covered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, Sum

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import within
from jiheng_web.accounts.models import Organization
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng_web.access.policy import Principal


@dataclass(slots=True)
class Figures:
    """Sums over the projects of an organization and everything below it.

    Attributes:
        counts: State → projects.
        money: State → 万元 of the projects whose money is known; None where none is.
        unpriced: Projects whose money is not known.
        judgeable: Targets that a machine can judge, of `indicators`.
        blocked: Projects with findings that block.
    """

    organization: Organization
    counts: Counter[str] = field(default_factory=Counter)
    money: dict[str, Decimal | None] = field(default_factory=dict)
    unpriced: int = 0
    indicators: int = 0
    judgeable: int = 0
    blocked: int = 0

    @property
    def projects(self) -> int:
        """Return how many there are."""
        return self.counts.total()

    @property
    def total(self) -> Decimal | None:
        """Return the money of all states, in 万元; None where none is known, which is not 0."""
        known = [amount for amount in self.money.values() if amount is not None]
        return sum(known, Decimal(0)) if known or not self.projects else None

    def add(self, line: Mapping[str, Any]) -> None:
        """Add the sums of one unit and state."""
        state = str(line["state"])
        self.counts[state] += line["count"]
        known = [one for one in (self.money.get(state), line["money"]) if one is not None]
        self.money[state] = sum(known, Decimal(0)) if known else None
        self.unpriced += line["unpriced"]
        self.indicators += line["all"]
        self.judgeable += line["judged"]
        self.blocked += line["blocked"]


def organizations(principal: Principal) -> list[Organization]:
    """Return the organizations whose projects a person may see, from the top down."""
    reach = within(principal, Action.PROJECT_VIEW, "path")
    return list(Organization.objects.filter(reach, is_active=True).order_by("path"))


def figures(
    reach: Sequence[Organization], top: Organization, fiscal_year: int | None
) -> tuple[Figures, list[Figures]]:
    """Return the sums of an organization, and of each right below it.

    Args:
        reach: Organizations in the person's sight, with `top` among them.
    """
    below = [one for one in reach if one.parent_id == top.pk]
    whole, parts = Figures(top), {one.path: Figures(one) for one in (top, *below)}
    found = Project.objects.filter(organization__path__startswith=top.path)
    if fiscal_year is not None:
        found = found.filter(fiscal_year=fiscal_year)
    lines = found.order_by().values("organization__path", "state")
    for line in lines.annotate(
        count=Count("pk"),
        money=Sum("total"),
        unpriced=Count("pk", filter=Q(total=None)),
        all=Sum("indicators"),
        judged=Sum("judgeable"),
        blocked=Count("pk", filter=Q(blocking__gt=0)),
    ):
        path = line["organization__path"]
        nearest = max((one for one in parts if path.startswith(one)), key=len)
        whole.add(line)
        parts[nearest].add(line)
    own = parts.pop(top.path)
    return whole, [*([own] if own.projects else []), *parts.values()]
