"""Pages of one round: how far it is, what it asks, its terms, its links, who is missing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import page
from jiheng_web.errors import InvalidInput
from jiheng_web.failures import language
from jiheng_web.refilling import refilled
from jiheng_web.surveys import builder, commands, progress, sealing
from jiheng_web.surveys.answer_views import form_context
from jiheng_web.surveys.definitions import asked, words
from jiheng_web.surveys.models import Round, RoundState
from jiheng_web.surveys.reach import STATES, held_round, visible_round
from jiheng_web.surveys.views import actor_of, from_xlsform

if TYPE_CHECKING:
    from django.http import QueryDict

    from jiheng_web.access.requests import Asked

_A_PAGE = 100


def about(request: Asked, found: Round, here: str) -> dict[str, object]:
    """Return what every page of a round shows at its head."""
    path = found.survey.organization.path
    return {
        "round": found,
        "survey": found.survey,
        "state": STATES[RoundState(found.state)],
        "manages": permits(request.principal, Action.SURVEY_MANAGE, path),
        "here": here,
        "asked": asked(found),
        "words": lambda text: words(text, language()),
    }


@page(Action.SURVEY_VIEW)
def show(request: Asked, key: int) -> HttpResponse:
    """Show how far a round is."""
    found = visible_round(request.principal, key)
    far = progress.of(found)
    link = reverse("answer-open", args=[found.slug])
    context = about(request, found, "progress") | {
        "progress": far,
        "open_address": request.build_absolute_uri(link) if found.open_link else "",
        "questions": sum(1 for _ in asked(found).questions()),
    }
    return render(request, "surveys/round.html", context)


@page(Action.SURVEY_VIEW)
def preview(request: Asked, key: int) -> HttpResponse:
    """Show the form as respondents will see it."""
    found = visible_round(request.principal, key)
    context = form_context(found, named=True) | {
        "preview": True,
        "form": "",
        "here": request.get_full_path(),
    }
    return render(request, "surveys/answer.html", context)


@page(Action.SURVEY_MANAGE, "GET", "POST")
@refilled("survey-questions")
def questions(request: Asked, key: int) -> HttpResponse:
    """Build the questions of a round that is not open yet; each button keeps all that was typed."""
    found = visible_round(request.principal, key)
    if request.method == "POST":
        deed = Bilingual("修改题目", "change questions")
        held_round(request.principal, key, deed, (RoundState.DRAFT,), lock=False)
        said = builder.changed(asked(found), request.POST)
        commands.ask(request.principal, actor_of(request), key, said)
        place = request.POST.get("press", "").partition(":")[2]
        messages.success(request, _("Saved."))
        target = reverse("survey-questions", args=[key])
        return redirect(f"{target}#question-{place}" if place else target)
    context = about(request, found, "questions") | {
        "said": asked(found),
        "kinds": builder.KINDS,
        "options_text": builder.options_text,
        "rows_text": builder.rows_text,
        "editable": found.state == RoundState.DRAFT
        and permits(request.principal, Action.SURVEY_MANAGE, found.survey.organization.path),
    }
    return render(request, "surveys/questions.html", context)


@page(Action.SURVEY_MANAGE, "POST")
@refilled("survey-questions")
def xlsform(request: Asked, key: int) -> HttpResponse:
    """Take the questions of a round from an XLSForm."""
    deed = Bilingual("导入 XLSForm", "import an XLSForm")
    held_round(request.principal, key, deed, (RoundState.DRAFT,), lock=False)
    said = from_xlsform(request)
    commands.ask(request.principal, actor_of(request), key, said)
    messages.success(request, _("The questions were taken from the file."))
    return redirect("survey-questions", key)


@page(Action.SURVEY_MANAGE, "POST")
@refilled("survey-round")
def terms(request: Asked, key: int) -> HttpResponse:
    """Set window, frame and promises."""
    said = request.POST
    frame = said.get("frame", "").strip()
    if frame and not (frame.isascii() and frame.isdigit() and len(frame) < 9):  # noqa: PLR2004
        why = Bilingual("应调查总数应为整数。", "The number to ask is a whole number.")
        raise InvalidInput({"frame": why})
    made = commands.Terms(
        opens=_day(said, "opens"),
        closes=_day(said, "closes"),
        frame=int(frame) if frame else None,
        anonymous="anonymous" in said,
        replaceable="replaceable" in said,
        open_link="open_link" in said,
    )
    commands.set_terms(request.principal, actor_of(request), key, made)
    messages.success(request, _("Saved."))
    return redirect("survey-round", key)


@page(Action.SURVEY_MANAGE, "POST")
@refilled("survey-round")
def move(request: Asked, key: int) -> HttpResponse:
    """Open a round, move its last day, close it, or seal what was answered."""
    who, deed = (request.principal, actor_of(request)), request.POST.get("deed", "")
    if deed == "open":
        commands.open_round(*who, key)
        messages.success(request, _("Answers are taken from now on."))
    elif deed == "extend":
        commands.extend(*who, key, _day(request.POST, "closes"))
        messages.success(request, _("The last day was moved."))
    elif deed == "close":
        commands.close_round(*who, key)
        messages.success(request, _("The round is closed; its answers are sealed."))
    else:
        any_state = tuple(RoundState)
        held_round(who[0], key, Bilingual("封存答卷", "seal answers"), any_state, lock=False)
        sealing.seal(key)
        messages.success(request, _("All answers are sealed."))
    return redirect("survey-round", key)


@page(Action.SURVEY_VIEW)
def proof(request: Asked, key: int) -> HttpResponse:
    """Go through all answers and seals, and show what was found."""
    found = visible_round(request.principal, key)
    context = about(request, found, "proof") | {
        "sealed": sealing.prove(key),
        "seals": found.seals.order_by("-number"),
    }
    return render(request, "surveys/proof.html", context)


def attached(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Return a file to be saved."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _day(said: QueryDict, field: str) -> date | None:
    text = said.get(field, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        why = Bilingual("日期应形如 2026-03-31。", "A day looks like 2026-03-31.")
        raise InvalidInput({field: why}) from None
