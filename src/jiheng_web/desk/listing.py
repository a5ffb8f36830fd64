"""The table of projects: what is chosen from it, in which order, page by page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import F, Q

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import within
from jiheng_web.accounts.models import Organization
from jiheng_web.desk.waiting import waits_for
from jiheng_web.flow.deadlines import every_deadline, late
from jiheng_web.projects.models import Project
from jiheng_web.projects.states import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.db.models.expressions import OrderBy

    from jiheng_web.access.policy import Principal

PAGE = 50
"""Projects of one page."""
_LONGEST = 100
_LARGEST = 2**31
_SORTS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "unit": ("organization__code", "name"),
    "year": ("fiscal_year",),
    "state": ("state",),
    "total": ("total",),
    "findings": ("blocking", "musts", "advices"),
    "changed": ("changed",),
}
DEFAULT_SORT = "-changed"
FINDINGS: Mapping[str, Q] = {
    "block": Q(blocking__gt=0),
    "must": Q(musts__gt=0),
    "advice": Q(advices__gt=0),
    "none": Q(blocking=0, musts=0, advices=0),
}
"""What the gravest, or any, finding of a project may be asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person asks the table for; the fields are the words of its address.

    Attributes:
        q: Words in name or code.
        unit: Key of an organization; everything below it is meant too.
        late: Whether only what is overdue.
        todo: Whether only what waits for the person.
        sort: A key of the columns, with a minus for the other way round.
    """

    q: str = ""
    year: int | None = None
    unit: int | None = None
    state: str = ""
    findings: str = ""
    late: bool = False
    todo: bool = False
    sort: str = DEFAULT_SORT

    def query(self, **changes: object) -> str:
        """Return the choice as the query of an address, with what is usual left out."""
        usual = asdict(Choice())
        said = {**asdict(self), **changes}
        words = {key: value for key, value in said.items() if value != usual.get(key)}
        return urlencode(
            {
                key: 1 if value is True else value
                for key, value in words.items()
                if value not in {None, ""}
            }
        )

    def sorted_by(self, column: str) -> str:
        """Return the query that sorts by a column; the other way round if it does already."""
        return self.query(sort=f"-{column}" if self.sort == column else column)


def choice_of(said: Mapping[str, str]) -> Choice:
    """Return what an address asks for; what means nothing is left out."""
    sort = said.get("sort", "")
    state, findings = said.get("state", ""), said.get("findings", "")
    return Choice(
        q=said.get("q", "").strip()[:_LONGEST],
        year=_number(said.get("year", "")),
        unit=_number(said.get("unit", "")),
        state=state if state in set(State) else "",
        findings=findings if findings in FINDINGS else "",
        late=bool(said.get("late")),
        todo=bool(said.get("todo")),
        sort=sort if sort.removeprefix("-") in _SORTS else DEFAULT_SORT,
    )


def sight(principal: Principal) -> Q:
    """Return the condition of a query that keeps to projects a person may see."""
    return within(principal, Action.PROJECT_VIEW) | Q(pk__in=principal.invited)


def chosen(principal: Principal, choice: Choice) -> QuerySet[Project]:
    """Return the projects a person asks for, in order, with what a line of the table shows."""
    found = Project.objects.filter(sight(principal))
    if choice.q:
        found = found.filter(Q(name__icontains=choice.q) | Q(code__icontains=choice.q))
    if choice.year is not None:
        found = found.filter(fiscal_year=choice.year)
    if choice.unit is not None:
        path = Organization.objects.filter(pk=choice.unit).values_list("path", flat=True).first()
        found = found.filter(organization__path__startswith=path) if path else found.none()
    if choice.state:
        found = found.filter(state=choice.state)
    if choice.findings:
        found = found.filter(FINDINGS[choice.findings])
    if choice.late:
        found = found.filter(late(every_deadline()))
    if choice.todo:
        found = found.filter(waits_for(principal))
    return found.select_related("organization", "owner").order_by(*_order(choice.sort))


def _order(sort: str) -> tuple[OrderBy, ...]:
    columns = [F(column) for column in (*_SORTS[sort.removeprefix("-")], "pk")]
    if sort.startswith("-"):
        return tuple(column.desc(nulls_last=True) for column in columns)
    return tuple(column.asc(nulls_first=True) for column in columns)


def _number(text: str) -> int | None:
    known = text.isascii() and text.isdigit() and int(text) < _LARGEST
    return int(text) if known else None
