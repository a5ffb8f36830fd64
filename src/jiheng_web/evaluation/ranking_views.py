"""Pages of rankings by weighted schemes: the table, one entity explained, weights shaken."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng.schemes.explaining import Explainer
from jiheng_evidence.schemes.ranking_workbook import ranking_workbook
from jiheng_evidence.schemes.report_words import OUTCOMES, caption, remarks
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page, within
from jiheng_web.accounts.models import Organization
from jiheng_web.audit.acts import act
from jiheng_web.disclosure.forms import key_of
from jiheng_web.errors import NotFound
from jiheng_web.evaluation import examples, ranking
from jiheng_web.evaluation.models import RankingState, SchemeRanking
from jiheng_web.evaluation.ranking_reading import MOST_BYTES
from jiheng_web.evaluation.reach import RUNS
from jiheng_web.failures import language
from jiheng_web.refilling import refilled
from jiheng_web.results.forms import words_of
from jiheng_web.results.views import actor_of, as_file, back, upload_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

_A_PAGE = 50
_DRAWN = 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_SHARES = 30


@page(Action.EVALUATION_VIEW)
def rankings(request: Asked) -> HttpResponse:
    """Show the rankings within reach, the form for one more, and workbooks to begin with."""
    found = SchemeRanking.objects.filter(within(request.principal, Action.EVALUATION_VIEW))
    listed = found.select_related("organization", "made_by").defer("scheme", "figures")
    context = {
        "page": Paginator(listed, _A_PAGE).get_page(request.GET.get("page")),
        "places": _places(request),
        "examples": examples.EXAMPLES,
        "states": ranking.STATES,
        "why": json.loads,
    }
    return render(request, "evaluation/rankings.html", context)


@page(Action.EVALUATION_VIEW, "POST")
@refilled("rankings")
def hand_in(request: Asked) -> HttpResponse:
    """Keep a scheme with its data."""
    file = upload_of(request)
    place = _places(request).filter(pk=key_of(request.POST.get("organization", ""))).first()
    if place is None:
        raise NotFound(kind=Bilingual("机构", "organization"))
    made = ranking.hand_in(
        request.principal,
        actor_of(request),
        place,
        file.name or "",
        file.read(MOST_BYTES + 1),
    )
    if made.state == RankingState.WAITING:
        messages.success(request, _("The workbook is large: it is ranked soon."))
        return redirect("rankings")
    return back(request, "ranking", made.pk, _("The entities are ranked."))


@page(Action.EVALUATION_VIEW)
def template(request: Asked, name: str) -> HttpResponse:
    """Give a workbook to begin with: a scheme that is made up, with made-up data."""
    return as_file(examples.workbook(name), _XLSX, f"{examples.title(name).text(language())}.xlsx")


@page(Action.EVALUATION_VIEW)
def one_ranking(request: Asked, key: int) -> HttpResponse:
    """Show who stands where; the first as a chart."""
    found = ranking.visible(request.principal, key)
    made = ranking.ranked_of(found).ranking
    places = {name: at for at, name in enumerate(made.figures.entities)}
    wanted = words_of(request.GET, "q", 100)
    listed = [one for one in made.in_order() if wanted in one.entity]
    here = Paginator(listed, _A_PAGE).get_page(request.GET.get("page"))
    said = language()
    context = {
        "found": found,
        "page": here,
        "lines": [
            (one, places[one.entity], OUTCOMES[one.outcome], remarks(made.scheme, one, said))
            for one in here
        ],
        "scheme": made.scheme,
        "about": caption(made.scheme, said),
        "wanted": wanted,
        "drawn": _DRAWN,
    }
    return render(request, "evaluation/ranking.html", context)


@page(Action.EVALUATION_VIEW)
def explanation(request: Asked, key: int, number: int) -> HttpResponse:
    """Explain why one entity stands where it does."""
    found = ranking.visible(request.principal, key)
    made = ranking.ranked_of(found)
    if number >= len(made.assessment.figures.entities):
        raise NotFound(kind=Bilingual("评价对象", "entity"))
    explained = Explainer(made.assessment, made.ranking).explain(number)
    context = {
        "found": found,
        "explained": explained,
        "outcome": OUTCOMES[explained.standing.outcome],
    }
    return render(request, "evaluation/explanation.html", context)


@page(Action.EVALUATION_VIEW)
def sensitivity(request: Asked, key: int) -> HttpResponse:
    """Show what becomes of the first places when weights change."""
    found = ranking.visible(request.principal, key)
    shaken = ranking.shaken(found)
    context = {"found": found, "shaken": shaken, "shares": shaken.shares[:_MOST_SHARES]}
    return render(request, "evaluation/sensitivity.html", context)


@page(Action.EXPORT)
def workbook(request: Asked, key: int) -> HttpResponse:
    """Give the ranking as a workbook; who took it stands on record."""
    found = ranking.visible(request.principal, key)
    made = ranking.ranked_of(found)
    body = ranking_workbook(made.ranking, made.assessment, language())
    with act(actor_of(request), str(Action.EXPORT), found) as done:
        done.path = found.organization.path
        done.facts["file"] = "xlsx"
    return as_file(body, _XLSX, f"{_('Ranking')}-{found.name}.xlsx")


def _places(request: Asked) -> QuerySet[Organization]:
    reach = Q(pk__in=())
    for action in RUNS.values():
        reach |= within(request.principal, action, "path")
    return Organization.objects.filter(reach, is_active=True)
