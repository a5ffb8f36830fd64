"""Handing documents in, watching them being read, accepting what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked


@page(Action.DOCUMENT_VIEW)
def documents(request: Asked) -> HttpResponse:
    """Show the documents that were handed in."""
    return render(request, "failure.html", {"status": 200, "message": ""})
