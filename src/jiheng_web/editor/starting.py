"""New projects: empty, or with the content of one of an earlier year."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page, within
from jiheng_web.accounts.models import Organization
from jiheng_web.audit.acts import Actor
from jiheng_web.editor import commands
from jiheng_web.editor.looking import said_faults
from jiheng_web.editor.sheet import cleaned
from jiheng_web.editor.views import number_of
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.flow.commands import create_empty
from jiheng_web.projects.models import Project
from jiheng_web.projects.years import usual_year

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked

YEARS = range(2000, 2101)
LONGEST_NAME = 300
MOST_SOURCES = 300


@page(Action.PROJECT_CREATE, "GET", "POST")
def new(request: Asked) -> HttpResponse:
    """Show the form of a new project; make one."""
    if request.method == "POST":
        try:
            return redirect("project-edit", _made(request).pk)
        except InvalidInput as error:
            return _form(request, said_faults(error.faults))
    return _form(request, {})


def _form(request: Asked, faults: dict[str, str]) -> HttpResponse:
    said = request.POST if request.method == "POST" else request.GET
    year = said.get("year") or str(usual_year())
    context = {
        "units": _units(request),
        "sources": _sources(request, number_of(year)),
        "faults": faults,
        "said": {
            "name": said.get("name", ""),
            "unit": said.get("unit", ""),
            "year": year,
            "previous": said.get("previous", ""),
        },
    }
    status = HTTPStatus.BAD_REQUEST if faults else HTTPStatus.OK
    return render(request, "editor/new.html", context, status=status)


def _made(request: Asked) -> Project:
    actor = Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))
    year = number_of(request.POST.get("year"))
    faults: dict[str, Bilingual] = {}
    if year not in YEARS:
        faults["year"] = Bilingual("请填写四位数的年度。", "Give the year in four digits.")
    previous = request.POST.get("previous", "")
    name = cleaned(request.POST.get("name", "")).strip()
    if not previous and not 0 < len(name) <= LONGEST_NAME:
        why = f"请填写项目名称（不超过 {LONGEST_NAME} 字）。"
        faults["name"] = Bilingual(why, f"Give a name of up to {LONGEST_NAME} characters.")
    unit = _units(request).filter(pk=number_of(request.POST.get("unit"))).first()
    if not previous and unit is None:
        faults["unit"] = Bilingual("请选择单位。", "Choose the unit.")
    if faults:
        raise InvalidInput(faults)
    if previous:
        return commands.copy(request.principal, actor, number_of(previous), year)
    if unit is None:  # pragma: no cover - a fault above
        raise NotFound(kind=Bilingual("单位", "unit"))
    return create_empty(request.principal, actor, unit, name, year)


def _units(request: Asked) -> QuerySet[Organization]:
    mine = within(request.principal, Action.PROJECT_CREATE, "path")
    return Organization.objects.filter(mine, is_active=True)


def _sources(request: Asked, year: int) -> QuerySet[Project]:
    mine = within(request.principal, Action.PROJECT_CREATE)
    found = Project.objects.filter(mine, fiscal_year__lt=year).select_related("organization")
    return found.order_by("-fiscal_year", "organization__code", "name")[:MOST_SOURCES]
