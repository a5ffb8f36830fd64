"""Pages for everybody: what was published, without a login."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render

from jiheng.writing.disclosure import disclosure_form
from jiheng_web.access.requests import public
from jiheng_web.disclosure import published
from jiheng_web.disclosure.models import DisclosureState, Holding
from jiheng_web.disclosure.open_data import asked
from jiheng_web.disclosure.shown_results import reached, results_of
from jiheng_web.errors import NotFound

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from jiheng_web.disclosure.models import Disclosure

PAGE_SIZE = 20
_GONE = 410


@public("GET")
def front(request: HttpRequest) -> HttpResponse:
    """Show what is public, and search it."""
    choice = asked(request)
    page = Paginator(published.searched(choice), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "choice": choice,
        "page": page,
        "lines": [(one, published.matches(one, choice.words)) for one in page],
        "counts": {one.pk: len(published.projects(one)) for one in page},
        "departments": published.departments(),
        "years": published.years(),
        "Holding": Holding,
    }
    return render(request, "public/front.html", context)


@public("GET")
def table(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a published table as the official form, with its charts and open data."""
    found = published.at_address(slug)
    if found.state == DisclosureState.WITHDRAWN:
        return _withdrawn(request, found)
    said = published.table(found)
    whole = {
        "found": found,
        "table": said,
        "newer": published.newer(found),
        "earlier": published.earlier(found),
        "beside": published.beside(found),
    }
    if found.holds == Holding.RESULTS:
        return render(request, "public/results.html", {**whole, "results": results_of(said)})
    units, levels = published.by_unit(said), published.by_level(said)
    context = {
        **whole,
        "form": disclosure_form(said),
        "units": units,
        "levels": levels,
        "money": published.says_money(said),
        "projects": sum(unit.projects for unit in units),
        "indicators": sum(count for _, _, count in levels),
    }
    return render(request, "public/table.html", context)


@public("GET")
def project(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Show one project of a published table."""
    found = published.at_address(slug)
    if found.state == DisclosureState.WITHDRAWN:
        return _withdrawn(request, found)
    rows = dict(published.projects(found))
    if position not in rows:
        raise NotFound(kind=published.PAGE)
    row = rows[position]
    context = {
        "found": found,
        "table": published.table(found),
        "row": row,
        "shares": reached(row.indicators),
        "position": position,
        "last": len(rows),
        "newer": published.newer(found),
    }
    page = "result" if found.holds == Holding.RESULTS else "project"
    return render(request, f"public/{page}.html", context)


def _withdrawn(request: HttpRequest, found: Disclosure) -> HttpResponse:
    return render(request, "public/withdrawn.html", {"found": found}, status=_GONE)
