"""Pages on which people answer without a login: a plain form that every phone shows."""

from __future__ import annotations

from dataclasses import dataclass
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
    from collections.abc import Callable, Mapping, Sequence

    from django.http import HttpRequest

    from jiheng_evidence.surveys.answers import Accepted
    from jiheng_web.surveys.answering import Asked
    from jiheng_web.surveys.models import Round

_LINK = Bilingual("答卷链接", "link to a survey")


@public("GET", "POST")
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever comes by a link of their own, once."""
    return by_link(request, token, lambda found: _answered(request, found, Channel.LINK))


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


def by_link(
    request: HttpRequest, token: str, then: Callable[[Asked], HttpResponse]
) -> HttpResponse:
    """Do something for whoever comes by a link of their own, if it is one and answers are taken.

    Raises:
        NotFound: The link is none.
    """
    address = _address(request)
    if limits.wrong_tokens.is_over(address):
        return _too_many(request)
    found = answering.by_token(token)
    if found is None:
        limits.wrong_tokens.count(address)
        raise NotFound(kind=_LINK)
    return _unready(request, found) or then(found)


def _unready(request: HttpRequest, found: Asked) -> HttpResponse | None:
    """Return why no answer is taken now; None if one is."""
    if found.is_done:
        return redirect("answer-thanks", Taken.AGAIN)
    return None if found.is_open else _not_open(request, found)


def _answered(request: HttpRequest, found: Asked, channel: Channel) -> HttpResponse:
    unready = _unready(request, found)
    if unready is not None:
        return unready
    if request.method == "GET":
        return _form(request, found)
    key = answering.form_number(request.POST.get("form", ""))
    said = sent.read(request.POST, found.round)
    accepted = sent.reader(found.round).read(said)
    doubtful = accepted.checks and "sure" not in request.POST
    if accepted.faults or doubtful:
        return again(request, found, Sent(said, accepted, request.POST["form"]))
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
        (_LINKED, escape(request.path)),
    ):
        page = page.replace(place, said)
    return HttpResponse(page)


_CSRF, _NUMBER, _HERE, _LINKED = "@csrf@", "@form@", "@here@", "@link@"


@lru_cache(maxsize=256)
def _blank(slug: str, revision: int, closes: str, named: bool, spoken: str) -> str:  # noqa: FBT001 - a key
    from jiheng_web.surveys.models import Round

    found = Round.objects.defer("definition").get(slug=slug)
    context = form_context(found, named=named) | {
        "form": _NUMBER,
        "here": _HERE,
        "link": _LINKED if named else "",
    }
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
        "link": "",
        "unread": (),
    }


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody answered, and what is wrong with it.

    Attributes:
        form: Signed number of the form.
        unread: What could not be read of a workbook.
    """

    said: Mapping[str, object]
    accepted: Accepted
    form: str
    unread: Sequence[Bilingual] = ()


def again(request: HttpRequest, found: Asked, sent: Sent) -> HttpResponse:
    """Show the form again, filled as it was sent, with what is wrong with it."""
    faults = {one.question: one.message for one in sent.accepted.faults}
    here = request.path.removesuffix("/workbook")
    context = form_context(found.round, named=found.link is not None) | {
        "said": sent.said,
        "faults": faults,
        "checks": () if faults else sent.accepted.checks,
        "form": sent.form,
        "here": here,
        "link": here if found.link else "",
        "unread": sent.unread,
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
