"""Pages of a round's links: a list is looked through, links are given out, the missing reminded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page
from jiheng_web.refilling import refilled
from jiheng_web.surveys import asking, links, progress, tables
from jiheng_web.surveys.models import RoundState
from jiheng_web.surveys.reach import held_round, visible_round
from jiheng_web.surveys.round_views import about, attached
from jiheng_web.surveys.views import actor_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked
    from jiheng_web.surveys.models import Round

_A_PAGE = 100
_MOST_SHOWN = 30
_MOST_COPIED = 2000
"""Links on a page; more are given out as a file."""


@page(Action.SURVEY_MANAGE, "POST")
@refilled("survey-round")
def issue(request: Asked, key: int) -> HttpResponse:
    """Show what a list would make; make the links once that was seen, as a file, this once."""
    deed, states = Bilingual("生成答卷链接", "make links"), (RoundState.DRAFT, RoundState.OPEN)
    found = held_round(request.principal, key, deed, states, lock=False)
    text = request.POST.get("lines", "")
    read = asking.listed(text, links.known(found))
    before, pressed = found.links.count(), request.POST.get("seen", "")
    if pressed != f"{before}:{len(read.wanted)}" or not read.wanted:
        named = [one.respondent for one in read.wanted if one.respondent]
        context = about(request, found, "links") | {
            "text": text,
            "read": read,
            "groups": read.groups()[:_MOST_SHOWN],
            "more": max(0, len(read.groups()) - _MOST_SHOWN),
            "left": read.left[:_MOST_SHOWN],
            "named": named[:_MOST_SHOWN],
            "more_named": len(named) > _MOST_SHOWN,
            "before": before,
            "again": bool(pressed),
            "beyond": bool(found.frame and before + len(read.wanted) > found.frame),
            "there": {one.name: one.links for one in progress.of(found).groups},
        }
        return render(request, "surveys/links.html", context)
    made, issued = links.issue(request.principal, actor_of(request), key, read.wanted, before)
    told = _("%(count)s links were made; the file was given out this once.")
    messages.success(request, told % {"count": len(issued)})
    return _given_out(request, made, issued)


@page(Action.SURVEY_VIEW)
def reminders(request: Asked, key: int) -> HttpResponse:
    """Show who has answered and who has not; where anonymity is promised, numbers of groups."""
    found = visible_round(request.principal, key)
    return render(request, "surveys/reminders.html", _reminders(request, found))


@page(Action.SURVEY_MANAGE, "POST")
@refilled("survey-reminders")
def renew(request: Asked, key: int) -> HttpResponse:
    """Give new links to those by name who have not answered: on the page to copy, or a file."""
    held_round(request.principal, key, links.RENEWING, (RoundState.OPEN,), lock=False)
    found, issued = links.renew(request.principal, actor_of(request), key)
    if request.POST.get("file") != "page" or len(issued) > _MOST_COPIED:
        return _given_out(request, found, issued)
    copied = "\n".join(
        "\t".join((one.group, one.respondent, _address(request, one.token))) for one in issued
    )
    context = _reminders(request, found) | {"copied": copied, "renewed": len(issued)}
    return render(request, "surveys/reminders.html", context)


def _reminders(request: Asked, found: Round) -> dict[str, object]:
    missing = progress.missing(found)
    asked_all = request.GET.get("all", "") == "1"
    people = found.links.order_by("group", "respondent", "pk") if asked_all else missing
    return about(request, found, "reminders") | {
        "groups": progress.of(found).groups,
        "count": missing.count(),
        "all": asked_all,
        "page": Paginator(people, _A_PAGE).get_page(request.GET.get("page")),
        "named": not found.anonymous and missing.exclude(respondent="").exists(),
        "open_address": request.build_absolute_uri(reverse("answer-open", args=[found.slug]))
        if found.open_link
        else "",
        "copied": "",
    }


def _given_out(request: Asked, found: Round, issued: Sequence[links.Issued]) -> HttpResponse:
    lines = links.lines_of(issued, lambda token: _address(request, token))
    kind = "csv" if request.POST.get("file") == "csv" else "xlsx"
    return attached(
        tables.as_csv(lines) if kind == "csv" else tables.as_xlsx(lines, 40),
        tables.CSV if kind == "csv" else tables.XLSX,
        f"links-{found.pk}.{kind}",
    )


def _address(request: Asked, token: str) -> str:
    return request.build_absolute_uri(reverse("answer", args=[token]))
