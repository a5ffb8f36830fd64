"""What is public: finding it, and what its pages show of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from jiheng.bilingual import Bilingual
from jiheng_web.disclosure.forms import year_of
from jiheng_web.disclosure.funds import MONEY_UNIT, converted, has_money, summed
from jiheng_web.disclosure.models import Disclosure, DisclosureState
from jiheng_web.errors import NotFound
from jiheng_web.projects.content import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from django.db.models import QuerySet

    from jiheng.model import Row, TargetTable

PAGE = Bilingual("公开页面", "public page")


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody searches the public tables for; empty: everything."""

    words: str = ""
    department: str = ""
    year: str = ""
    holds: str = ""


@dataclass(frozen=True, slots=True)
class UnitShare:
    """The projects of a unit together; money in 万元, None when it is not known."""

    name: str
    projects: int
    total: Decimal | None


def at_address(slug: str) -> Disclosure:
    """Return what was published at an address; it may have been withdrawn since.

    Raises:
        NotFound: Nothing ever was.
    """
    found = (
        Disclosure.objects.select_related("organization", "replaces")
        .filter(slug=slug, published__isnull=False)
        .first()
    )
    if found is None:
        raise NotFound(kind=PAGE)
    return found


def newer(disclosure: Disclosure) -> Disclosure | None:
    """Return the edition that took the place of another, once it was published."""
    return disclosure.corrections.filter(published__isnull=False).first()


def earlier(disclosure: Disclosure) -> Disclosure | None:
    """Return the edition whose place this one took, if that was public."""
    before = disclosure.replaces
    return before if before and before.published else None


def beside(disclosure: Disclosure) -> Disclosure | None:
    """Return the other half of a year, if it is public: targets of results, results of targets."""
    same = in_force().filter(
        organization=disclosure.organization_id, fiscal_year=disclosure.fiscal_year
    )
    return same.exclude(holds=disclosure.holds).first()


def in_force() -> QuerySet[Disclosure]:
    """Return what is public and not replaced, the newest first."""
    later = Disclosure.objects.filter(replaces=OuterRef("pk"), published__isnull=False)
    return (
        Disclosure.objects.filter(~Exists(later), state=DisclosureState.PUBLISHED)
        .select_related("organization")
        .order_by("-fiscal_year", "-published", "-pk")
    )


def searched(choice: Choice) -> QuerySet[Disclosure]:
    """Return what is public and fits; every word must occur in title, department or a project."""
    found = in_force()
    for word in choice.words.split()[:8]:
        found = found.filter(words__icontains=word)
    if choice.department:
        found = found.filter(organization__code=choice.department)
    if choice.year:
        found = found.filter(fiscal_year=year_of(choice.year))
    if choice.holds:
        found = found.filter(holds=choice.holds)
    return found


def departments() -> list[tuple[str, str]]:
    """Return code and name of everybody who published something."""
    found = in_force().order_by("organization__code")
    return list(dict.fromkeys(found.values_list("organization__code", "organization__name")))


def years() -> list[int]:
    """Return the years something was published of, the newest first."""
    found = in_force().order_by("-fiscal_year").values_list("fiscal_year", flat=True)
    return list(dict.fromkeys(found))


@lru_cache(maxsize=64)
def table_at(sha256: str, text: str) -> TargetTable:
    """Return a published table; those asked for lately are kept."""
    return table_of(text)


def table(disclosure: Disclosure) -> TargetTable:
    """Return the table of what is public."""
    return table_at(disclosure.sha256, disclosure.table)


def projects(disclosure: Disclosure) -> list[tuple[int, Row]]:
    """Return its projects, numbered as in their addresses."""
    rows = (row for _, row in table(disclosure).projects())
    return list(enumerate(rows, 1))


def matches(disclosure: Disclosure, words: str, most: int = 5) -> list[tuple[int, Row]]:
    """Return the projects whose names say one of the words."""
    sought = [word.casefold() for word in words.split()]
    found = [
        (at, row)
        for at, row in projects(disclosure)
        if any(word in row.name.casefold() for word in sought)
    ]
    return found[:most]


def by_unit(found: TargetTable) -> list[UnitShare]:
    """Return the projects of a table unit by unit."""
    units: dict[str, list[Row]] = {}
    for _, row in found.projects():
        name = row.organization or row.department or found.department or "—"
        units.setdefault(name, []).append(row)
    return [UnitShare(name, len(rows), _total(found, rows)) for name, rows in units.items()]


def by_level(found: TargetTable) -> list[tuple[str, str, int]]:
    """Return first level, second level and how many indicators there are."""
    counts: dict[str, dict[str, int]] = {}
    for _, row in found.projects():
        for one in row.indicators:
            own = counts.setdefault(one.level1.label if one.level1 else "", {})
            second = one.level2.label if one.level2 else ""
            own[second] = own.get(second, 0) + 1
    return [
        (first, second, count) for first, own in counts.items() for second, count in own.items()
    ]


def says_money(found: TargetTable) -> bool:
    """Return whether any project says what it costs."""
    return any(has_money(row) for _, row in found.projects())


def _total(found: TargetTable, rows: Iterable[Row]) -> Decimal | None:
    money = summed(converted(row, found.money_unit, MONEY_UNIT) for row in rows)
    return money.total if money else None
