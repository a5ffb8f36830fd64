"""Preparing, signing and publishing sets of projects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng.writing.disclosure import disclosure_form
from jiheng_web.access.policy import Action, Role, permits
from jiheng_web.access.requests import page, within
from jiheng_web.accounts.models import Organization, OrganizationKind
from jiheng_web.audit.acts import Actor
from jiheng_web.disclosure import commands, forms
from jiheng_web.disclosure.choosing import lines_of
from jiheng_web.disclosure.models import Disclosure, DisclosureState, Holding
from jiheng_web.disclosure.printed import frame_from, printed_tables
from jiheng_web.disclosure.reach import OPEN, STATES, visible
from jiheng_web.disclosure.sets import digest, table_for
from jiheng_web.disclosure.shown_results import results_of
from jiheng_web.errors import NotFound
from jiheng_web.projects.years import usual_year
from jiheng_web.refilling import refilled
from jiheng_web.results.forms import day_of

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

PAGE_SIZE = 50


@page(Action.DISCLOSURE_VIEW)
def disclosures(request: Asked) -> HttpResponse:
    """Show the disclosures within reach."""
    found = Disclosure.objects.filter(within(request.principal, Action.DISCLOSURE_VIEW))
    shown = Paginator(found.select_related("organization", "prepared_by"), PAGE_SIZE)
    context = {
        "page": shown.get_page(request.GET.get("page")),
        "Holding": Holding,
        "states": STATES,
        "State": DisclosureState,
    }
    return render(request, "disclosure/list.html", context)


@page(Action.DISCLOSURE_PREPARE, "GET", "POST")
@refilled("disclosure-new")
def new(request: Asked) -> HttpResponse:
    """Begin a disclosure."""
    reach = within(request.principal, Action.DISCLOSURE_PREPARE, "path")
    owners = Organization.objects.filter(reach, is_active=True).exclude(
        kind=OrganizationKind.BUREAU
    )
    if request.method == "POST":
        owner = owners.filter(pk=forms.key_of(request.POST.get("organization", ""))).first()
        if owner is None:
            raise NotFound(kind=Bilingual("部门", "department"))
        year = forms.year_of(request.POST.get("fiscal_year", ""))
        made = commands.prepare(request.principal, _actor(request), owner, year, _outline(request))
        return redirect("disclosure", made.pk)
    context = {
        "owners": owners,
        "printed": printed_tables(request.principal),
        "year": usual_year(),
        "Holding": Holding,
    }
    return render(request, "disclosure/new.html", context)


@page(Action.DISCLOSURE_VIEW)
def disclosure(request: Asked, key: int) -> HttpResponse:
    """Show a disclosure: its set, what the gate found, who signed, the table as it will be."""
    found = visible(request.principal, key)
    table = table_for(found)
    signatures = list(found.signatures.select_related("user"))
    is_open = found.state in OPEN
    path = found.organization.path
    me = request.principal
    context = {
        "found": found,
        "Holding": Holding,
        "holds": Holding(found.holds),
        "form": disclosure_form(table),
        "results": results_of(table) if found.holds == Holding.RESULTS else None,
        "sha256": digest(table),
        "signatures": signatures,
        "findings": json.loads(found.gate),
        "blocking": any(one["severity"] == "block" for one in json.loads(found.gate)),
        "lines": lines_of(found) if is_open else [],
        "omissions": found.omissions.select_related("project", "decided_by"),
        "state": STATES[DisclosureState(found.state)],
        "Role": Role,
        "may_prepare": is_open and permits(me, Action.DISCLOSURE_PREPARE, path),
        "may_sign": found.state == DisclosureState.PREPARED
        and permits(me, Action.DISCLOSURE_SIGN, path)
        and me.person not in {one.user_id for one in signatures},
        "may_publish": found.state == DisclosureState.SIGNED
        and permits(me, Action.DISCLOSURE_PUBLISH, path),
        "may_withdraw": found.state == DisclosureState.PUBLISHED
        and permits(me, Action.DISCLOSURE_WITHDRAW, path),
        "correction": found.corrections.first(),
        "may_correct": not is_open and permits(me, Action.DISCLOSURE_PREPARE, path),
    }
    return render(request, "disclosure/one.html", context)


@page(Action.DISCLOSURE_PREPARE, "POST")
@refilled("disclosure")
def choose(request: Asked, key: int) -> HttpResponse:
    """Make the set anew."""
    projects = forms.projects_of(request.POST)
    commands.choose(request.principal, _actor(request), key, projects)
    return _back(request, key, _("The set is saved. Earlier signatures are void."))


@page(Action.DISCLOSURE_PREPARE, "POST")
@refilled("disclosure")
def describe(request: Asked, key: int) -> HttpResponse:
    """Set title, budget and frame."""
    commands.describe(
        request.principal,
        _actor(request),
        key,
        title=forms.title_of(request),
        budget_total=forms.budget_of(request.POST.get("budget_total", "")),
        accounts_approved=_day(request),
        keep_frame="keep_frame" in request.POST,
    )
    return _back(request, key, _("Saved. Earlier signatures are void."))


@page(Action.DISCLOSURE_PREPARE, "POST")
@refilled("disclosure")
def omit(request: Asked, key: int) -> HttpResponse:
    """Leave a project out, with a reason."""
    project = forms.key_of(request.POST.get("project", ""))
    commands.omit(request.principal, _actor(request), key, project, forms.reason_of(request))
    return _back(request, key, _("The project is left out; the reason is kept."))


@page(Action.DISCLOSURE_SIGN, "POST")
@refilled("disclosure")
def examine(request: Asked, key: int) -> HttpResponse:
    """Run the gate."""
    commands.examine(request.principal, _actor(request), key)
    return _back(request, key, _("The check was run."))


@page(Action.DISCLOSURE_SIGN, "POST")
@refilled("disclosure")
def sign(request: Asked, key: int) -> HttpResponse:
    """Sign the table that was shown."""
    commands.sign(request.principal, _actor(request), key, request.POST.get("sha256", ""))
    return _back(request, key, _("You signed."))


@page(Action.DISCLOSURE_PUBLISH, "POST")
@refilled("disclosure")
def publish(request: Asked, key: int) -> HttpResponse:
    """Make it public."""
    commands.publish(request.principal, _actor(request), key)
    return _back(request, key, _("It is public now."))


@page(Action.DISCLOSURE_WITHDRAW, "POST")
@refilled("disclosure")
def withdraw(request: Asked, key: int) -> HttpResponse:
    """Take it back."""
    commands.withdraw(request.principal, _actor(request), key, forms.reason_of(request))
    return _back(request, key, _("It is withdrawn."))


@page(Action.DISCLOSURE_PREPARE, "POST")
def correct(request: Asked, key: int) -> HttpResponse:
    """Begin a new edition."""
    made = commands.correct(request.principal, _actor(request), key)
    return redirect("disclosure", made.pk)


def _outline(request: Asked) -> commands.Outline:
    printed, holds = (
        request.POST.get("printed", ""),
        forms.holding_of(request.POST.get("holds", "")),
    )
    if holds is Holding.RESULTS:
        # What a document printed are targets: every result has a form of its own.
        printed = ""
    document, frame = frame_from(request.principal, printed) if printed else (None, "")
    return commands.Outline(
        title=forms.title_of(request),
        holds=holds,
        budget_total=forms.budget_of(request.POST.get("budget_total", "")),
        accounts_approved=_day(request),
        document=document,
        frame=frame,
    )


def _day(request: Asked) -> date | None:
    said = request.POST.get("accounts_approved", "")
    return day_of(said, "accounts_approved") if said.strip() else None


def _actor(request: Asked) -> Actor:
    return Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))


def _back(request: Asked, key: int, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("disclosure", key)
