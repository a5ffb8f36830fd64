"""The audit trail, for the audit administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked


@page(Action.AUDIT_VIEW)
def trail(request: Asked) -> HttpResponse:
    """Show the trail."""
    return render(request, "failure.html", {"status": 200, "message": ""})
