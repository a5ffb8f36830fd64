"""Pages on which people answer without a login: a plain form that every phone shows."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.access.requests import public
from jiheng_web.errors import NotFound
from jiheng_web.failures import language, page
from jiheng_web.surveys import answering, limits, sent
from jiheng_web.surveys.answering import Asked, Taken
from jiheng_web.surveys.definitions import asked as survey_of
from jiheng_web.surveys.definitions import words
from jiheng_web.surveys.models import Channel, RoundState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from jiheng_evidence.surveys.answers import Accepted

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
    context = {"what": what if what in {*Taken} else Taken.CLOSED}
    return render(request, "surveys/thanks.html", context)


def _answered(request: HttpRequest, found: Asked, channel: Channel) -> HttpResponse:
    if found.is_done:
        return redirect("answer-thanks", Taken.AGAIN)
    if not found.is_open:
        return _not_open(request, found)
    if request.method == "GET":
        return _form(request, found, {}, None)
    key = answering.form_number(request.POST.get("form", ""))
    said = sent.read(request.POST, found.round)
    accepted = sent.reader(found.round).read(said)
    doubtful = accepted.checks and "sure" not in request.POST
    if accepted.faults or doubtful:
        return _form(request, found, said, accepted)
    taken = answering.take(found, sent.plain(accepted.values), key, channel)
    return redirect("answer-thanks", taken)


def _form(
    request: HttpRequest, found: Asked, said: Mapping[str, object], accepted: Accepted | None
) -> HttpResponse:
    faults = {one.question: one.message for one in accepted.faults} if accepted else {}
    context = {
        "survey": survey_of(found.round),
        "round": found.round,
        "said": said,
        "faults": faults,
        "checks": accepted.checks if accepted and not faults else (),
        "form": request.POST.get("form") or answering.new_form(),
        "named": found.link is not None and not found.round.anonymous,
        "words": lambda text: words(text, language()),
        "preview": False,
    }
    status = HTTPStatus.BAD_REQUEST if accepted else HTTPStatus.OK
    return render(request, "surveys/answer.html", context, status=status)


def _not_open(request: HttpRequest, found: Asked) -> HttpResponse:
    begins = found.round.opens
    early = found.round.state == RoundState.DRAFT or (begins and timezone.localdate() < begins)
    context = {"what": "early" if early else Taken.CLOSED, "round": found.round}
    return render(request, "surveys/thanks.html", context, status=HTTPStatus.CONFLICT)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _too_many(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        _("Too many attempts from this address. Wait ten minutes and try again."),
    )
