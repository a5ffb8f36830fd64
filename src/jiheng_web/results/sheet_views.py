"""A monitoring sheet: filling in, handing up, confirming; the official form out and in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.monitoring import Cause, Light, Likelihood
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import page
from jiheng_web.audit.acts import act
from jiheng_web.refilling import refilled
from jiheng_web.results import evidence_commands, filled_commands, forms, measure_commands
from jiheng_web.results import monitoring_commands as commands
from jiheng_web.results.content import SheetContent, SheetLine, beside, loaded
from jiheng_web.results.ledger_lines import money_of, unused_of
from jiheng_web.results.models import Sheet, Standing
from jiheng_web.results.next_step import next_steps
from jiheng_web.results.official import media_type, monitoring_form
from jiheng_web.results.reach import FILLING, steps_of, visible
from jiheng_web.results.reached import GRADES, in_words
from jiheng_web.results.survey_values import unused_surveys
from jiheng_web.results.views import actor_of, as_file, back, reached, revision_of, upload_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked


@page(Action.RESULT_VIEW)
def sheet(request: Asked, key: int) -> HttpResponse:
    """Show a sheet, to be filled in where that is due."""
    found = visible(request.principal, Sheet, key)
    me, path = request.principal, found.project.organization.path
    filling = found.state in FILLING
    ledger = money_of(found.project, found.round.cut_off)
    context = {
        "found": found,
        "looked": commands.looked(found),
        "state": Standing(found.state).words,
        "next": next_steps(found),
        "steps": steps_of(found),
        "files": found.project.evidence.all(),
        "filled": found.forms.filter(taken=None),
        "ledger": ledger,
        "unused": unused_of(found.project, found.round.cut_off),
        "unused_surveys": unused_surveys(found.project, found.round.cut_off),
        "late": filling and found.round.due < timezone.localdate(),
        "causes": list(Cause),
        "likelihoods": list(Likelihood),
        "grades": GRADES,
        "in_words": in_words,
        "Light": Light,
        "may_fill": filling and permits(me, Action.MONITORING_FILL, path),
        "may_submit": filling and permits(me, Action.MONITORING_SUBMIT, path),
        "may_confirm": found.state == Standing.SUBMITTED
        and permits(me, Action.MONITORING_CONFIRM, path),
        "may_return": found.state in {Standing.SUBMITTED, Standing.CONFIRMED}
        and permits(me, Action.MONITORING_CONFIRM, path),
        "may_rectify": permits(me, Action.RECTIFICATION_OPEN, path),
    }
    return render(request, "results/sheet.html", context)


@page(Action.MONITORING_FILL, "POST")
@refilled("sheet")
def save(request: Asked, key: int) -> HttpResponse:
    """Save what was filled in."""
    found = visible(request.principal, Sheet, key)
    known = loaded(found.content, SheetContent)
    count = len(commands.looked(found).row.indicators)
    whole = SheetContent(
        money=known.money,
        forecast=known.forecast,
        said=known.said,
        lines=beside(known.lines, count, SheetLine()),
    )
    content = forms.sheet_content(request.POST, whole, found.project)
    commands.save(request.principal, actor_of(request), key, content, revision=revision_of(request))
    return back(request, "sheet", key, _("Saved."))


@page(Action.MONITORING_FILL, "POST")
@refilled("sheet")
def draw(request: Asked, key: int) -> HttpResponse:
    """Take money and survey results over anew."""
    commands.draw(request.principal, actor_of(request), key)
    return back(request, "sheet", key, _("Ledger and surveys were taken over."))


@page(Action.MONITORING_FILL, "POST")
@refilled("sheet")
def evidence(request: Asked, key: int) -> HttpResponse:
    """Keep a file as evidence."""
    found = reached(request, Sheet, key, Action.MONITORING_FILL)
    file = upload_of(request)
    evidence_commands.hand_in(
        request.principal, actor_of(request), found.project, file.name or "", file
    )
    return back(
        request, "sheet", key, _("The file is kept. Choose it beside the values it proves.")
    )


@page(Action.MONITORING_FILL, "POST")
@refilled("sheet")
def measures(request: Asked, key: int) -> HttpResponse:
    """Take the results of a run of measures over."""
    reached(request, Sheet, key, Action.MONITORING_FILL)
    file = upload_of(request)
    count = measure_commands.take_into_sheet(
        request.principal, actor_of(request), key, file.name or "", file
    )
    said = _("%(count)s value(s) were taken over from the results.") % {"count": count}
    return back(request, "sheet", key, said)


@page(Action.MONITORING_SUBMIT, "POST")
@refilled("sheet")
def submit(request: Asked, key: int) -> HttpResponse:
    """Hand a sheet up."""
    commands.submit(request.principal, actor_of(request), key)
    return back(request, "sheet", key, _("The sheet is handed up."))


@page(Action.MONITORING_CONFIRM, "POST")
@refilled("sheet")
def confirm(request: Asked, key: int) -> HttpResponse:
    """Confirm a sheet."""
    commands.confirm(request.principal, actor_of(request), key)
    return back(request, "sheet", key, _("The sheet is confirmed."))


@page(Action.MONITORING_CONFIRM, "POST")
@refilled("sheet")
def send_back(request: Asked, key: int) -> HttpResponse:
    """Return a sheet with a note."""
    reason = forms.words_of(request.POST, "reason")
    commands.send_back(request.principal, actor_of(request), key, reason)
    return back(request, "sheet", key, _("The sheet is returned."))


@page(Action.EXPORT)
def form(request: Asked, key: int, file: str) -> HttpResponse:
    """Give the official form; who took it stands on record."""
    found = visible(request.principal, Sheet, key)
    kind = media_type(file)
    body = monitoring_form(found, commands.looked(found), file)
    with act(actor_of(request), str(Action.EXPORT), found) as done:
        done.path = found.project.organization.path
        done.facts |= {"form": "monitoring", "file": file}
    return as_file(body, kind, f"{_('Monitoring sheet')}-{found.project.name}.{file}")


@page(Action.MONITORING_FILL, "POST")
@refilled("sheet")
def hand_filled(request: Asked, key: int) -> HttpResponse:
    """Read a filled form and lead to what differs."""
    reached(request, Sheet, key, Action.MONITORING_FILL)
    file = upload_of(request)
    made = filled_commands.hand_in(request.principal, actor_of(request), key, file.name or "", file)
    return redirect("sheet-filled", key, made.pk)


@page(Action.RESULT_VIEW)
def filled(request: Asked, key: int, number: int) -> HttpResponse:
    """Show what a filled form says differently."""
    found = visible(request.principal, Sheet, key)
    form_ = filled_commands.form_of(found, number)
    context = {
        "found": found,
        "form": form_,
        "differences": filled_commands.differences(found, form_),
        "may_take": found.state in FILLING
        and form_.taken is None
        and permits(request.principal, Action.MONITORING_FILL, found.project.organization.path),
    }
    return render(request, "results/filled.html", context)


@page(Action.MONITORING_FILL, "POST")
@refilled("sheet-filled")
def take_filled(request: Asked, key: int, number: int) -> HttpResponse:
    """Take over what a filled form says."""
    filled_commands.take(
        request.principal, actor_of(request), key, number, revision=revision_of(request)
    )
    return back(request, "sheet", key, _("What the form says is taken over."))
