"""Versions of a project: who, when, why; printed as the official form; one beside another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render

from jiheng.bilingual import Bilingual
from jiheng.errors import MissingExtra
from jiheng.writing import OFFICIAL_FILES, write_official
from jiheng.writing.official.layout import form_grids
from jiheng.writing.official.signs import missing_signs
from jiheng_web.access.policy import Action
from jiheng_web.access.requests import page
from jiheng_web.errors import NotFound
from jiheng_web.flow.commands import department_of, is_genuine, visible
from jiheng_web.projects.content import table_of
from jiheng_web.projects.differences import differences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import TargetTable
    from jiheng.writing.official.grid import FormGrid
    from jiheng_web.access.requests import Asked
    from jiheng_web.projects.models import Project, Version

FORM = "declaration"
FILES = ("pdf", "docx", "xlsx")
"""Kinds of file in which a version is handed out."""
VERSION = Bilingual("版本", "version")
_MOST_SIGNS = 40


@page(Action.PROJECT_VIEW)
def versions(request: Asked, key: int) -> HttpResponse:
    """List the versions of a project, and the steps it took."""
    project = visible(request.principal, key)
    every = list(project.versions.select_related("saved_by", "approved_by").order_by("-number"))
    context = {
        "project": project,
        "versions": [(one, is_genuine(one)) for one in every],
        "steps": list(project.steps.select_related("actor", "version").order_by("-pk")),
        "actions": {str(action): action.words for action in Action},
    }
    return render(request, "flow/versions.html", context)


@page(Action.PROJECT_VIEW)
def version(request: Asked, key: int, number: int) -> HttpResponse:
    """Show a version as the official form prints it."""
    project = visible(request.principal, key)
    found = numbered(project, number)
    grids = form_grids(_printed(found, project), FORM)
    context = {
        "project": project,
        "version": found,
        "genuine": is_genuine(found),
        "grids": grids,
        "unshown": " ".join(_unshown(grids)),
        "reviews": list(found.reviews.select_related("reviewer")),
        "files": FILES,
    }
    return render(request, "flow/version.html", context)


@page(Action.EXPORT)
def download(request: Asked, key: int, number: int, file: str) -> HttpResponse:
    """Hand out a version in the official form."""
    project = visible(request.principal, key)
    found = numbered(project, number)
    if file not in FILES:
        raise NotFound(kind=Bilingual("文件种类", "kind of file"))
    body = write_official([_printed(found, project)], FORM, file)
    response = HttpResponse(body, content_type=OFFICIAL_FILES[file].media_type)
    name = f"{project.name}-v{found.number}.{file}"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response


def _unshown(grids: Sequence[FormGrid]) -> Sequence[str]:
    """Return some of the characters that a PDF lacks; none where this machine makes no PDF."""
    try:
        return missing_signs(grids)[:_MOST_SIGNS]
    except MissingExtra:
        return ()


def _printed(version: Version, project: Project) -> TargetTable:
    """Return what a version says with who it is of, where the content itself does not name them."""
    table = table_of(version.content)
    (row,) = table.rows
    named = replace(
        row,
        department=row.department or department_of(project.organization).name,
        organization=row.organization or project.organization.name,
        code=row.code or project.code or None,
    )
    return replace(table, rows=(named,))


@page(Action.PROJECT_VIEW)
def compare(request: Asked, key: int) -> HttpResponse:
    """Show what differs between two versions."""
    project = visible(request.principal, key)
    numbers = sorted(project.versions.values_list("number", flat=True))
    after = _number(request.GET.get("to"), numbers[-1])
    before = _number(request.GET.get("from"), max(after - 1, numbers[0]))
    old, new = numbered(project, before), numbered(project, after)
    context = {
        "project": project,
        "before": old,
        "after": new,
        "numbers": numbers,
        "differences": differences(table_of(old.content), table_of(new.content)),
    }
    return render(request, "flow/compare.html", context)


def numbered(project: Project, number: int) -> Version:
    """Return a version of a project.

    Raises:
        NotFound: It has none of this number.
    """
    found = project.versions.select_related("saved_by", "approved_by").filter(number=number)
    one = found.first()
    if one is None:
        raise NotFound(kind=VERSION)
    return one


def _number(text: str | None, default: int) -> int:
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 6:  # noqa: PLR2004 - no such version
        raise NotFound(kind=VERSION)
    return int(text)
