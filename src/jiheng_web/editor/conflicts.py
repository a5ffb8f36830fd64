"""Two people's writing side by side, to choose from field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page
from jiheng_web.audit.acts import Actor
from jiheng_web.editor import commands
from jiheng_web.editor.merging import contrasts
from jiheng_web.editor.views import number_of
from jiheng_web.errors import NotFound, StaleRevision
from jiheng_web.failures import language
from jiheng_web.projects.content import table_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jiheng_web.access.requests import Asked


@page(Action.PROJECT_EDIT, "GET", "POST")
def conflict(request: Asked, key: int) -> HttpResponse:
    """Show what differs; take what was chosen."""
    if request.method == "POST":
        return _settled(request, key)
    project = commands.opened(request.principal, key)
    version = project.newest
    draft = commands.draft_of(request.principal, version)
    if draft is None:
        raise NotFound(kind=commands.DRAFT)
    theirs, mine = table_of(version.content), table_of(draft.content)
    context = {
        "project": project,
        "version": version,
        "draft": draft,
        "contrasts": contrasts(theirs, mine),
    }
    return render(request, "editor/conflict.html", context)


def _settled(request: Asked, key: int) -> HttpResponse:
    actor = Actor.of(request.principal, request.META.get("REMOTE_ADDR", ""))
    if request.POST.get("do") == "discard":
        commands.discard(request.principal, actor, key)
        messages.success(request, _("Your kept draft was thrown away."))
        return redirect("project", key)
    choices = {
        name.removeprefix("choose."): str(said)
        for name, said in request.POST.items()
        if name.startswith("choose.")
    }
    revision = number_of(request.POST.get("revision"))
    try:
        commands.settle(request.principal, actor, key, choices, revision=revision)
    except StaleRevision as error:
        messages.warning(request, error.text(language()))
        return redirect("project-conflict", key)
    messages.success(request, _("Saved with what you chose."))
    return redirect("project-edit", key)
