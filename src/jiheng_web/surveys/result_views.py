"""Pages of what came of a round: cleaning, results, answers as files, and people offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page, require
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.failures import language
from jiheng_web.refilling import refilled
from jiheng_web.surveys import collecting, deciding, exports, results, tables
from jiheng_web.surveys.counted import SMALLEST
from jiheng_web.surveys.models import RoundState, Verdict
from jiheng_web.surveys.placed import placed
from jiheng_web.surveys.reach import held_round, visible_round
from jiheng_web.surveys.round_views import about, attached
from jiheng_web.surveys.shielding import shield_of
from jiheng_web.surveys.storing import Taken
from jiheng_web.surveys.views import actor_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

_A_PAGE = 30
_MOST_TOLD = 20
_LARGEST_SHEET = 16 * 1024 * 1024
_FILE = Bilingual("导出格式", "kind of file")


@page(Action.SURVEY_VIEW)
def show(request: Asked, key: int) -> HttpResponse:
    """Show what a round found."""
    found = visible_round(request.principal, key)
    made = results.result(found)
    context = about(request, found, "results") | {
        "made": made,
        "interval": results.interval,
        "rate": results.rate,
        "shield": shield_of(found, made),
        "smallest": SMALLEST,
        "trend": results.trend(found.survey),
        "is_hidden": results.is_hidden,
    }
    return render(request, "surveys/results.html", context)


@page(Action.SURVEY_VIEW)
def cleaning(request: Asked, key: int) -> HttpResponse:
    """Show what is worth a look in the answers, and what was decided."""
    found = visible_round(request.principal, key)
    kept = shield_of(found, results.result(found))
    report, looked = deciding.looked(found)
    if kept.pending or kept.whole:
        looked = []
    open_ones = [one for one in looked if one.decision is None]
    shown = open_ones if request.GET.get("open") else looked
    context = about(request, found, "cleaning") | {
        "report": report,
        "open_count": len(open_ones),
        "all_count": len(looked),
        "only_open": bool(request.GET.get("open")),
        "page": Paginator(shown, _A_PAGE).get_page(request.GET.get("page")),
        "kinds": deciding.KINDS,
        "acts": deciding.ACTS,
        "verdicts": deciding.VERDICTS,
        "decidable": found.state != RoundState.DRAFT,
        "shield": kept,
        "smallest": SMALLEST,
    }
    return render(request, "surveys/cleaning.html", context)


@page(Action.SURVEY_MANAGE, "POST")
@refilled("survey-cleaning")
def decide(request: Asked, key: int) -> HttpResponse:
    """Put a decision about a finding on record."""
    said = request.POST
    deed, states = Bilingual("处理清洗问题", "decide about a finding"), tuple(RoundState)
    held_round(request.principal, key, deed, states, lock=False)
    if said.get("verdict") not in Verdict.values:
        raise InvalidInput({"verdict": Bilingual("请选择处理方式。", "Choose what to do.")})
    ruling = deciding.Ruling(
        answer=said.get("answer", ""),
        finding=said.get("finding", ""),
        question=said.get("question", ""),
        verdict=Verdict(said["verdict"]),
        reason=said.get("reason", ""),
        value=said.get("value", ""),
    )
    deciding.decide(request.principal, actor_of(request), key, ruling)
    messages.success(request, _("The decision is on record; the answer itself stays as it came."))
    return redirect(reverse("survey-cleaning", args=[key]) + "?open=1")


@page(Action.EXPORT)
def export(request: Asked, key: int, form: str) -> HttpResponse:
    """Give the answers as a file."""
    found = visible_round(request.principal, key)
    require(request.principal, Action.EXPORT, found.survey.organization.path)
    if form not in exports.KINDS:
        raise NotFound(kind=_FILE)
    data, media_type = exports.exported(actor_of(request), found, form)
    return attached(data, media_type, f"answers-{found.pk}.{form}")


@page(Action.SURVEY_MANAGE, "GET", "POST")
@refilled("survey-offline")
def offline(request: Asked, key: int) -> HttpResponse:
    """Give a workbook for people offline, and take filled ones in."""
    found = visible_round(request.principal, key)
    deed = Bilingual("收集离线答卷", "collect offline")
    held_round(request.principal, key, deed, tuple(RoundState), lock=False)
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None or (file.size or 0) > _LARGEST_SHEET:
            zh, en = "请选择不超过 16 MiB 的答卷文件。", "Choose a workbook of at most 16 MiB."
            raise InvalidInput({"file": Bilingual(zh, en)})
        name = file.name or "answers.xlsx"
        handed = collecting.hand_in(request.principal, actor_of(request), key, name, file.read())
        for problem in handed.problems[:_MOST_TOLD]:
            messages.warning(request, placed(problem).text(language()))
        words = _("Answers stored: %(stored)s; already there: %(again)s; not read: %(problems)s.")
        new = handed.taken[Taken.STORED] + handed.taken[Taken.REPLACED]
        again, missed = handed.taken[Taken.AGAIN], len(handed.problems)
        messages.success(request, words % {"stored": new, "again": again, "problems": missed})
        return redirect("survey-offline", key)
    return render(request, "surveys/offline.html", about(request, found, "offline"))


@page(Action.SURVEY_MANAGE)
def workbook(request: Asked, key: int) -> HttpResponse:
    """Give the workbook to be filled in."""
    found = visible_round(request.principal, key)
    require(request.principal, Action.SURVEY_MANAGE, found.survey.organization.path)
    return attached(
        collecting.workbook(found, language()), tables.XLSX, f"answers-to-fill-{found.pk}.xlsx"
    )
