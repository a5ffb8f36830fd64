"""Pages on which people answer without a login: a plain form that every phone shows."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.access.requests import public
from jiheng_web.errors import NotFound
from jiheng_web.failures import language, page
from jiheng_web.surveys import answering, conditions, limits, sent
from jiheng_web.surveys.definitions import asked as survey_of
from jiheng_web.surveys.definitions import words
from jiheng_web.surveys.models import Channel, RoundState
from jiheng_web.surveys.storing import Taken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from jiheng_evidence.surveys.answers import Accepted
    from jiheng_web.surveys.answering import Asked
    from jiheng_web.surveys.models import Round

_LINK = Bilingual("答卷链接", "link to a survey")


@public("GET", "POST")
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever comes by a link of their own, once."""
    address = _address(request)
    if limits.wrong_tokens.is_over(address):
        return _too_many(request)
    found = answering.by_token(token)
    if found is None:
        limits.wrong_tokens.count(address)
        raise NotFound(kind=_LINK)
    return _answered(request, found, Channel.LINK)


@public("GET", "POST")
def answer_open(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever comes by the open link of a round."""
    address = _address(request)
    found = answering.by_slug(token)
    if found is None:
        raise NotFound(kind=_LINK)
    if request.method == "POST":
        if limits.open_answers.is_over(address):
            return _too_many(request)
        limits.open_answers.count(address)
    return _answered(request, found, Channel.OPEN)


@public("GET")
def thanks(request: HttpRequest, what: str) -> HttpResponse:
    """Thank for an answer, or say why there is none; tells nothing of who asks."""
    said = what if what in {*Taken} else Taken.CLOSED
    context = {"what": said, "here": request.get_full_path()}
    return render(request, "surveys/thanks.html", context)


def _answered(request: HttpRequest, found: Asked, channel: Channel) -> HttpResponse:
    if found.is_done:
        return redirect("answer-thanks", Taken.AGAIN)
    if not found.is_open:
        return _not_open(request, found)
    if request.method == "GET":
        return _form(request, found)
    key = answering.form_number(request.POST.get("form", ""))
    said = sent.read(request.POST, found.round)
    accepted = sent.reader(found.round).read(said)
    doubtful = accepted.checks and "sure" not in request.POST
    if accepted.faults or doubtful:
        return _faulty(request, found, said, accepted)
    taken = answering.take(found, sent.plain(accepted.values), key, channel)
    return redirect("answer-thanks", taken)


def _form(request: HttpRequest, found: Asked) -> HttpResponse:
    """Show the form. All of it but three words is the same for everybody, and made once."""
    named = found.link is not None
    page = _blank(
        found.round.slug, found.round.revision, str(found.round.closes), named, language()
    )
    for place, said in (
        (_CSRF, get_token(request)),
        (_NUMBER, answering.new_form()),
        (_HERE, escape(request.get_full_path())),
    ):
        page = page.replace(place, said)
    return HttpResponse(page)


_CSRF, _NUMBER, _HERE = "@csrf@", "@form@", "@here@"


@lru_cache(maxsize=256)
def _blank(slug: str, revision: int, closes: str, named: bool, spoken: str) -> str:  # noqa: FBT001 - a key
    from jiheng_web.surveys.models import Round

    found = Round.objects.defer("definition").get(slug=slug)
    context = form_context(found, named=named) | {"form": _NUMBER, "here": _HERE}
    field = f'<input type="hidden" name="csrfmiddlewaretoken" value="{_CSRF}">'
    return render_to_string("surveys/answer.html", context | {"csrf_input": mark_safe(field)})  # noqa: S308 - ours


def form_context(found: Round, *, named: bool) -> dict[str, object]:
    """Return what the form shows, whoever is asked."""
    survey = survey_of(found)
    return {
        "survey": survey,
        "condition": conditions.as_json,
        "conditional": any(one.relevant for one in survey.questions()),
        "round": found,
        "said": {},
        "faults": {},
        "checks": (),
        "named": named and not found.anonymous,
        "words": lambda text: words(text, language()),
        "preview": False,
    }


def _faulty(
    request: HttpRequest, found: Asked, said: Mapping[str, object], accepted: Accepted
) -> HttpResponse:
    faults = {one.question: one.message for one in accepted.faults}
    context = form_context(found.round, named=found.link is not None) | {
        "said": said,
        "faults": faults,
        "checks": () if faults else accepted.checks,
        "form": request.POST["form"],
        "here": request.get_full_path(),
    }
    return render(request, "surveys/answer.html", context, status=HTTPStatus.BAD_REQUEST)


def _not_open(request: HttpRequest, found: Asked) -> HttpResponse:
    begins = found.round.opens
    early = found.round.state == RoundState.DRAFT or (begins and timezone.localdate() < begins)
    context = {
        "what": "early" if early else Taken.CLOSED,
        "round": found.round,
        "here": request.get_full_path(),
    }
    return render(request, "surveys/thanks.html", context, status=HTTPStatus.CONFLICT)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _too_many(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        _("Too many attempts from this address. Wait ten minutes and try again."),
    )
