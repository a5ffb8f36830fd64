"""What waits for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked


@page(None)
def home(request: Asked) -> HttpResponse:
    """Lead a person to where their work is."""
    return render(request, "failure.html", {"status": 200, "message": ""})


@page(Action.PROJECT_VIEW)
def desk(request: Asked) -> HttpResponse:
    """Show what waits."""
    return render(request, "failure.html", {"status": 200, "message": ""})


@page(Action.PROJECT_VIEW)
def projects(request: Asked) -> HttpResponse:
    """Show the table of projects."""
    return render(request, "failure.html", {"status": 200, "message": ""})


@page(Action.PROJECT_VIEW)
def overview(request: Asked) -> HttpResponse:
    """Show a department at a glance."""
    return render(request, "failure.html", {"status": 200, "message": ""})
