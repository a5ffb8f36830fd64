"""Ledgers of payments on the pages of a sheet or a self-evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiheng_evidence.ledgers.keeping import CountedBy
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import page
from jiheng_web.disclosure.forms import key_of
from jiheng_web.refilling import refilled
from jiheng_web.results import payment_commands as commands
from jiheng_web.results.models import SelfEvaluation, Sheet
from jiheng_web.results.payments import SHARES, file_of
from jiheng_web.results.reach import FILLING, visible
from jiheng_web.results.views import actor_of, back, reached, revision_of, upload_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

Filled = TypeVar("Filled", Sheet, SelfEvaluation)
_MOST_TROUBLES = 200


@dataclass(frozen=True, slots=True)
class Views:
    """Handing a ledger of payments in, looking at it, taking its shares over."""

    hand_in: Callable[..., HttpResponse]
    show: Callable[..., HttpResponse]
    take: Callable[..., HttpResponse]


def views_of(kind: type[Filled], shown: str) -> Views:
    """Return the views of payments for sheets, or for self-evaluations.

    Args:
        kind: Which of them.
        shown: Name of the page of one of them; those of payments are named after it.
    """
    action = commands.FILL[kind]

    @page(action, "POST")
    @refilled(shown)
    def hand_in(request: Asked, key: int) -> HttpResponse:
        """Keep a ledger of payments and lead to what it says."""
        found = reached(request, kind, key, action)
        file = upload_of(request)
        made = commands.hand_in(request.principal, actor_of(request), found, file.name or "", file)
        return redirect(f"{shown}-payments", key, made.pk)

    @page(Action.RESULT_VIEW)
    def show(request: Asked, key: int, number: int) -> HttpResponse:
        """Show accuracy, timeliness and the rows in trouble."""
        found = visible(request.principal, kind, key)
        counted_by = _counted_by(request.GET.get("by", ""))
        looked = commands.looked(found, file_of(found.project, number), counted_by)
        context = {
            "found": found,
            "shown": shown,
            "looked": looked,
            "troubles": looked.troubles[:_MOST_TROUBLES],
            "cut_off": commands.cut_off_of(found),
            "counted_by": counted_by,
            "CountedBy": CountedBy,
            "indicators": commands.row_of(found).indicators,
            "may_take": found.state in FILLING
            and permits(request.principal, action, found.project.organization.path),
        }
        return render(request, "results/payments.html", context)

    @page(action, "POST")
    @refilled(f"{shown}-payments")
    def take(request: Asked, key: int, number: int) -> HttpResponse:
        """Take shares over as values of indicators."""
        found = reached(request, kind, key, action)
        said = request.POST
        chosen = {name: key_of(said[name]) - 1 for name in SHARES if said.get(name)}
        count = commands.take(
            request.principal,
            actor_of(request),
            found,
            number,
            chosen,
            counted_by=_counted_by(said.get("by", "")),
            revision=revision_of(request),
        )
        done = _("%(count)s value(s) were taken over from the ledger of payments.")
        return back(request, shown, key, done % {"count": count})

    return Views(hand_in, show, take)


OF_SHEETS = views_of(Sheet, "sheet")
OF_EVALUATIONS = views_of(SelfEvaluation, "self-evaluation")


def _counted_by(word: str) -> CountedBy:
    return CountedBy(word) if word in set(CountedBy) else CountedBy.PAYMENTS
