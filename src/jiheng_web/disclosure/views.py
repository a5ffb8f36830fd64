"""Preparing, signing and publishing sets of projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked


@page(Action.DISCLOSURE_VIEW)
def disclosures(request: Asked) -> HttpResponse:
    """Show the disclosures."""
    return render(request, "failure.html", {"status": 200, "message": ""})
