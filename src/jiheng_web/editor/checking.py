"""Looks at what is not saved yet, and suggests what others wrote; nothing is written here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import JsonResponse, RawPostDataException

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page
from jiheng_web.editor.commands import opened
from jiheng_web.editor.looking import look, stored_findings
from jiheng_web.editor.sheet import malformed, sent
from jiheng_web.editor.suggesting import suggested
from jiheng_web.editor.taking import take
from jiheng_web.flow.commands import profile
from jiheng_web.projects.content import stored, table_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from jiheng_web.access.requests import Asked


@page(Action.PROJECT_EDIT, "POST")
def check(request: Asked, key: int) -> HttpResponse:
    """Read and check what stands in the grid, without saving it."""
    project = opened(request.principal, key)
    sheet = sent(body_of(request))
    taken = take(table_of(project.newest.content), sheet)
    findings = stored_findings(stored(taken.table, profile()).findings)
    return JsonResponse(look(request, taken, sheet, findings))


@page(Action.PROJECT_EDIT)
def suggestions(request: Asked, key: int) -> HttpResponse:
    """Suggest indicators of other projects whose names are like what is typed."""
    project = opened(request.principal, key)
    name = request.GET.get("name", "")[:100]
    found = [one._asdict() for one in suggested(request.principal, project, name)]
    return JsonResponse({"suggestions": found})


def body_of(request: HttpRequest) -> object:
    """Return the JSON a request carries.

    Raises:
        InvalidInput: It carries none.
    """
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException):
        raise malformed() from None
