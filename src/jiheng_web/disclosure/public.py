"""Pages for everybody: what was published, and its open data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from jiheng_web.access.requests import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@public("GET")
def front(request: HttpRequest) -> HttpResponse:
    """Show what is public, and search it."""
    return render(request, "failure.html", {"status": 200, "message": ""})
