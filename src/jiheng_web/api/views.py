"""The description of the interface: as OpenAPI for programs, as a page for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.shortcuts import redirect, render

from jiheng_web.access.requests import public
from jiheng_web.api.interface import description

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@public("GET")
def front(request: HttpRequest) -> HttpResponse:
    """Lead to the page."""
    return redirect("api-docs")


@public("GET")
def schema(request: HttpRequest) -> HttpResponse:
    """Tell programs what they can ask."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@public("GET")
def docs(request: HttpRequest) -> HttpResponse:
    """Tell people what programs can ask."""
    return render(request, "api/docs.html", {"api": description()})
