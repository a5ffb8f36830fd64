"""Acts on a project, one after another or many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page
from jiheng_web.audit.acts import Actor
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.failures import language
from jiheng_web.flow import batches, commands, remarks, reviewing
from jiheng_web.flow.panel import PLAIN
from jiheng_web.projects.states import State

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked


def actor_of(request: Asked) -> Actor:
    """Return who answers for what a request does."""
    return Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))


def back_to(request: Asked, key: int, message: str, anchor: str = "") -> HttpResponse:
    """Say that something was done, and show the project, if it is still in sight."""
    messages.success(request, message)
    response = redirect("project", key)
    response["Location"] += anchor
    return response


def moving(action: Action) -> Callable[..., HttpResponse]:
    """Return the view of an act that takes a button and at most a reason."""

    @page(action, "POST")
    def moved(request: Asked, key: int) -> HttpResponse:
        """Move a project along."""
        reason = request.POST.get("reason", "")
        project = commands.move(request.principal, actor_of(request), key, action, reason)
        done = _("Done: %(deed)s. “%(name)s” is now %(state)s.") % {
            "deed": action.words.text(language()),
            "name": project.name,
            "state": State(project.state).words.text(language()),
        }
        return back_to(request, key, done)

    return moved


MOVES = {word: moving(action) for word, action in PLAIN.items()}
"""Word in the address → the view of a plain act."""


@page(Action.COMMENT, "POST")
def comment(request: Asked, key: int) -> HttpResponse:
    """Write a comment on a cell."""
    place, text = request.POST.get("place", ""), request.POST.get("text", "")
    made = remarks.comment(request.principal, actor_of(request), key, place, text)
    return back_to(request, key, _("The comment is written."), f"#comment-{made.pk}")


@page(Action.COMMENT, "POST")
def answer(request: Asked, key: int) -> HttpResponse:
    """Answer a comment."""
    text = request.POST.get("text", "")
    made = remarks.answer(request.principal, actor_of(request), key, text)
    return back_to(
        request, made.version.project_id, _("The answer is written."), f"#comment-{made.pk}"
    )


@page(Action.COMMENT, "POST")
def resolve(request: Asked, key: int) -> HttpResponse:
    """Close a comment."""
    made = remarks.resolve(request.principal, actor_of(request), key)
    return back_to(request, made.version.project_id, _("The comment is closed."))


@page(Action.PROJECT_OVERRIDE, "POST")
def override(request: Asked, key: int) -> HttpResponse:
    """Let a finding pass."""
    said = request.POST
    commands.override(
        request.principal,
        actor_of(request),
        key,
        said.get("rule", ""),
        said.get("place", ""),
        said.get("reason", ""),
    )
    return back_to(request, key, _("The finding is let pass, with your reason on record."))


@page(Action.PROJECT_OVERRIDE, "POST")
def invite(request: Asked, key: int) -> HttpResponse:
    """Invite an evaluator."""
    until = day_of(request.POST.get("until", ""), "until")
    username = request.POST.get("username", "")
    made = reviewing.invite(request.principal, actor_of(request), key, username, until)
    done = _("%(name)s is invited until %(day)s.")
    return back_to(request, key, done % {"name": made.user.name, "day": until})


@page(Action.PROJECT_ADJUST, "GET", "POST")
def adjust(request: Asked, key: int) -> HttpResponse:
    """Begin a new version of an approved project."""
    project = commands.visible(request.principal, key)
    said = {name: request.POST.get(name, "") for name in ("reason", "approval_number")}
    faults: dict[str, Bilingual] = {}
    if request.method == "POST":
        try:
            made = commands.adjust(request.principal, actor_of(request), key, **said)
        except InvalidInput as error:
            faults = error.faults
        else:
            done = _("Version %(number)s is begun. Edit it and send it on its way again.")
            return back_to(request, key, done % {"number": made.number})
    context = {"project": project, "said_before": said, "faults": faults}
    return render(request, "flow/adjust.html", context, status=400 if faults else 200)


@page(Action.PROJECT_VIEW, "POST")
def batch(request: Asked) -> HttpResponse:
    """Do the same to many projects, and list what became of each."""
    said = request.POST
    try:
        action = Action(said.get("action", ""))
        keys = [int(key) for key in said.getlist("keys")]
    except ValueError:
        raise NotFound(kind=Bilingual("操作", "act")) from None
    reason = said.get("reason", "")
    outcomes = batches.run(request.principal, actor_of(request), keys, action, reason)
    context = {
        "action": action,
        "outcomes": outcomes,
        "done": sum(1 for one in outcomes if one.error is None),
    }
    return render(request, "flow/batch.html", context)


def day_of(text: str, field: str) -> date:
    """Return a day that a form says.

    Raises:
        InvalidInput: It says none.
    """
    try:
        found = parse_date(text.strip())
    except ValueError:
        found = None
    if found is None:
        why = Bilingual("请填写日期，如 2026-03-01。", "Fill in a day such as 2026-03-01.")
        raise InvalidInput({field: why})
    return found
