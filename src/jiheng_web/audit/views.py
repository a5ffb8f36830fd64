"""Pages of the audit trail, for the audit administrator."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page
from jiheng_web.audit import trail as commands
from jiheng_web.audit.acts import Actor
from jiheng_web.audit.names import act_name, thing_name
from jiheng_web.errors import InvalidInput

if TYPE_CHECKING:
    from jiheng_web.access.requests import Asked
    from jiheng_web.audit.models import Record

PAGE = 50


@page(Action.AUDIT_VIEW)
def trail(request: Asked) -> HttpResponse:
    """Show the trail, newest first."""
    return _trail(request, {})


def _trail(request: Asked, more: dict[str, Any]) -> HttpResponse:
    wanted = commands.Wanted.of(request.GET)
    before = request.GET.get("before", "")
    rows: list[Record] = []
    fault = None
    try:
        found = commands.records(request.principal, wanted)
        if before.isascii() and before.isdecimal() and len(before) < 19:  # noqa: PLR2004 - 64 bits
            found = found.filter(sequence__lt=int(before))
        rows = list(found.order_by("-sequence")[: PAGE + 1])
    except InvalidInput as error:
        fault = error.message
    context = {
        "rows": [(record, _details(record)) for record in rows[:PAGE]],
        "older": rows[PAGE - 1].sequence if len(rows) > PAGE else "",
        "wanted": asdict(wanted),
        "fault": fault,
        "proof": None,
        "act_name": act_name,
        "thing_name": thing_name,
        **more,
    }
    return render(request, "audit/trail.html", context, status=400 if fault else 200)


def _details(record: Record) -> list[tuple[str, str]]:
    """Return what a record says besides who and when, as pairs to print."""
    facts = cast("dict[str, object]", json.loads(record.facts))
    return [
        (name, said if isinstance(said, str) else json.dumps(said, ensure_ascii=False))
        for name, said in facts.items()
    ]


@page(Action.AUDIT_VIEW, "POST")
def export(request: Asked, form: str) -> HttpResponse:
    """Give the records that are asked for as a file."""
    wanted = commands.Wanted.of(request.POST)
    found = commands.export(request.principal, _actor(request), wanted).iterator(chunk_size=2000)
    lines, kind = (
        (commands.as_csv(found), "text/csv; charset=utf-8")
        if form == "csv"
        else (commands.as_lines(found), "application/jsonl; charset=utf-8")
    )
    headers = {"Content-Disposition": f'attachment; filename="audit.{form}"'}
    return cast("HttpResponse", StreamingHttpResponse(lines, content_type=kind, headers=headers))


@page(Action.AUDIT_VIEW, "POST")
def prove(request: Asked) -> HttpResponse:
    """Go through the chain and show what was found."""
    anchor = request.POST.get("anchor", "").strip()[:64]
    proof = commands.examine(request.principal, _actor(request), anchor)
    return _trail(request, {"proof": proof})


def _actor(request: Asked) -> Actor:
    return Actor.of(request.principal, str(request.META.get("REMOTE_ADDR", "")))
