"""Pages for whoever keeps the cycle going: deadlines, and handing projects over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, Role
from jiheng_web.access.requests import page, within
from jiheng_web.accounts.models import Organization, User
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.flow import commands, deadlines
from jiheng_web.flow.views import actor_of, day_of
from jiheng_web.projects.models import Project
from jiheng_web.projects.years import usual_year

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked


@page(Action.PROJECT_VIEW)
def show_deadlines(request: Asked) -> HttpResponse:
    """Show the deadlines; whoever may sets them here."""
    own = Organization.objects.filter(within(request.principal, Action.DEADLINE_SET, "path"))
    context = {
        "deadlines": [(one, Action(one.action).words) for one in deadlines.every_deadline()],
        "organizations": list(own.filter(is_active=True)),
        "steps": deadlines.STEPS,
        "today": timezone.localdate(),
        "year": usual_year(),
    }
    return render(request, "flow/deadlines.html", context)


@page(Action.DEADLINE_SET, "POST")
def set_deadline(request: Asked) -> HttpResponse:
    """Set a deadline, or take it away."""
    said = request.POST
    organization = _organization(said.get("organization", ""))
    try:
        action, year = Action(said.get("action", "")), int(said.get("fiscal_year", ""))
    except ValueError:
        why = Bilingual("请填写年度和环节。", "Fill in year and step.")
        raise InvalidInput({"fiscal_year": why}) from None
    day = None if "remove" in said else day_of(said.get("day", ""), "day")
    deadlines.set_deadline(request.principal, actor_of(request), organization, year, action, day)
    messages.success(request, _("The deadline is kept."))
    return redirect("deadlines")


@page(Action.PROJECT_HAND_OVER, "GET", "POST")
def hand_over(request: Asked) -> HttpResponse:
    """Give the projects of one clerk to another."""
    reach = within(request.principal, Action.PROJECT_HAND_OVER)
    leaving = _person(request.GET.get("from") or request.POST.get("from"))
    mine = Project.objects.filter(reach).select_related("organization")
    theirs = mine.filter(owner=leaving) if leaving else mine.none()
    if request.method == "POST":
        keys = [int(key) for key in request.POST.getlist("keys") if key.isascii() and key.isdigit()]
        to = _person(request.POST.get("to"))
        if to is None or not keys:
            why = Bilingual("请选择接收人和项目。", "Choose a receiver and projects.")
            raise InvalidInput({"to": why})
        count = commands.hand_over(request.principal, actor_of(request), keys, to)
        done = _("%(count)s project(s) are now in the hands of %(name)s.")
        messages.success(request, done % {"count": count, "name": to.name})
        return redirect("hand_over")
    context = {
        "leaving": leaving,
        "projects": list(theirs),
        "owners": list(User.objects.filter(projects__in=mine).distinct().order_by("name")),
        "clerks": list(_clerks(request)),
    }
    return render(request, "flow/hand_over.html", context)


def _clerks(request: Asked) -> QuerySet[User]:
    reach = within(request.principal, Action.PROJECT_HAND_OVER, "memberships__organization__path")
    found = User.objects.filter(reach, is_active=True, memberships__role=Role.CLERK)
    return found.distinct().order_by("name")


def _person(key: str | None) -> User | None:
    known = key is not None and key.isascii() and key.isdigit()
    return User.objects.filter(pk=int(key)).first() if known and key else None


def _organization(key: str) -> Organization:
    known = key.isascii() and key.isdigit()
    found = Organization.objects.filter(pk=int(key)).first() if known else None
    if found is None:
        raise NotFound(kind=Bilingual("机构", "organization"))
    return found
