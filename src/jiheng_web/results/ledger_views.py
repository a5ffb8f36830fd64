"""Ledgers: handing in, looking at what was read and matched, accepting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import page, within
from jiheng_web.disclosure.forms import key_of, year_of
from jiheng_web.refilling import refilled
from jiheng_web.results import forms
from jiheng_web.results import ledger_commands as commands
from jiheng_web.results.ledger_lines import rivals_of
from jiheng_web.results.ledger_preview import needs_day, preview
from jiheng_web.results.ledger_withdrawing import withdraw as withdraw_ledger
from jiheng_web.results.models import Ledger
from jiheng_web.results.models.ledger import LedgerState
from jiheng_web.results.reach import visible
from jiheng_web.results.views import actor_of, back, kept_file, place_of, places, upload_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

_A_PAGE = 50


@page(Action.RESULT_VIEW)
def ledgers(request: Asked) -> HttpResponse:
    """Show the ledgers within reach, and the form for one more."""
    found = Ledger.objects.filter(within(request.principal, Action.RESULT_VIEW))
    shown = Paginator(found.select_related("organization", "handed_in_by"), _A_PAGE)
    context = {
        "page": shown.get_page(request.GET.get("page")),
        "places": places(request, Action.LEDGER_IMPORT),
        "units": commands.UNITS,
        "year": timezone.localdate().year,
        "LedgerState": LedgerState,
    }
    return render(request, "results/ledgers.html", context)


@page(Action.LEDGER_IMPORT, "POST")
@refilled("ledgers")
def hand_in(request: Asked) -> HttpResponse:
    """Read a ledger and lead to what was read."""
    organization = place_of(request, Action.LEDGER_IMPORT)
    file = upload_of(request)
    made = commands.hand_in(
        request.principal,
        actor_of(request),
        organization,
        year_of(request.POST.get("year", "")),
        file.name or "",
        file,
        money_unit=request.POST.get("money_unit", ""),
    )
    return redirect("ledger", made.pk)


@page(Action.RESULT_VIEW)
def ledger(request: Asked, key: int) -> HttpResponse:
    """Show what was read of a ledger, and the projects its lines seem to be of."""
    found = visible(request.principal, Ledger, key)
    lines = preview(found)
    may_import = permits(request.principal, Action.LEDGER_IMPORT, found.organization.path)
    is_open = found.state == LedgerState.PREVIEW
    context = {
        "found": found,
        "state": LedgerState(found.state).words,
        "problems": json.loads(found.problems),
        "lines": lines,
        "matched": sum(1 for line in lines if line.entry.project_id),
        "doubtful": sum(1 for line in lines if line.doubts),
        "needs_day": needs_day(found),
        "slips": sum(1 for line in lines if line.is_slip),
        "projects": commands.candidates(found),
        "errors": commands.errors_of(found),
        "rivals": rivals_of(found),
        "may_decide": is_open and may_import,
        "may_withdraw": found.state == LedgerState.ACCEPTED and may_import,
    }
    return render(request, "results/ledger.html", context)


@page(Action.LEDGER_IMPORT, "POST")
@refilled("ledger")
def accept(request: Asked, key: int) -> HttpResponse:
    """Let a ledger count, with the projects that were chosen."""
    chosen = {
        key_of(name.removeprefix("project-")): key_of(request.POST[name]) or None
        for name in request.POST
        if name.startswith("project-")
    }
    said = request.POST.get("as_of", "").strip()
    as_of = forms.day_of(said, "as_of") if said else None
    commands.accept(request.principal, actor_of(request), key, chosen, as_of)
    return back(request, "ledger", key, _("The ledger is accepted; its money counts now."))


@page(Action.LEDGER_IMPORT, "POST")
def refuse(request: Asked, key: int) -> HttpResponse:
    """Let a ledger not count."""
    commands.refuse(request.principal, actor_of(request), key)
    return back(request, "ledger", key, _("The ledger is not accepted; nothing was changed."))


@page(Action.LEDGER_IMPORT, "POST")
@refilled("ledger")
def withdraw(request: Asked, key: int) -> HttpResponse:
    """Let an accepted ledger count no longer."""
    said = request.POST.get("reason", "")
    withdraw_ledger(request.principal, actor_of(request), key, said)
    return back(request, "ledger", key, _("The ledger is withdrawn; its money counts no longer."))


@page(Action.RESULT_VIEW)
def file(request: Asked, key: int) -> HttpResponse:
    """Give the file as it was handed in."""
    found = visible(request.principal, Ledger, key)
    return kept_file(found.sha256, found.name)
