"""Pages of the tree of organizations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.writing.workbook import XLSX
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import page, within
from jiheng_web.accounts import organization_list as lists
from jiheng_web.accounts import organizations as commands
from jiheng_web.accounts import sight
from jiheng_web.accounts.models import Organization
from jiheng_web.accounts.views import actor
from jiheng_web.errors import InvalidInput

if TYPE_CHECKING:
    from jiheng_web.access.requests import Asked


@page(Action.ORGANIZATION_VIEW)
def organizations(request: Asked) -> HttpResponse:
    """Show the tree."""
    return _tree(request, {})


def _tree(request: Asked, more: dict[str, Any], status: int = 200) -> HttpResponse:
    here = within(request.principal, Action.ORGANIZATION_VIEW, "path")
    found = Organization.objects.filter(here).annotate(
        count=Count("memberships__user", filter=Q(memberships__user__is_active=True), distinct=True)
    )
    context = {
        "tree": in_order(list(found)),
        "kinds": commands.KINDS,
        "faults": {},
        "filled": {},
        **more,
    }
    return render(request, "accounts/organizations.html", context, status=status)


def in_order(found: list[Organization]) -> list[tuple[int, Organization]]:
    """Return organizations as a tree read from the top, with the depth of each."""
    below: dict[int | None, list[Organization]] = {}
    keys = {organization.pk for organization in found}
    for organization in sorted(found, key=lambda one: one.code):
        above = organization.parent_id if organization.parent_id in keys else None
        below.setdefault(above, []).append(organization)
    ordered: list[tuple[int, Organization]] = []
    waiting = [(0, one) for one in reversed(below.get(None, []))]
    while waiting:
        depth, organization = waiting.pop()
        ordered.append((depth, organization))
        waiting += [(depth + 1, one) for one in reversed(below.get(organization.pk, []))]
    return ordered


@page(Action.ORGANIZATION_VIEW)
def organization(request: Asked, key: int) -> HttpResponse:
    """Show one of them."""
    return _organization(request, key, {})


def _organization(
    request: Asked, key: int, faults: dict[str, Bilingual], status: int = 200
) -> HttpResponse:
    found = sight.organization(request.principal, key)
    context = {
        "organization": found,
        "kinds": commands.KINDS,
        "children": found.children.all(),
        "manages": permits(request.principal, Action.ORGANIZATION_MANAGE, found.path),
        "faults": faults,
    }
    return render(request, "accounts/organization.html", context, status=status)


@page(Action.ORGANIZATION_MANAGE, "POST")
def add(request: Asked) -> HttpResponse:
    """Put an organization below another."""
    said = {field: request.POST.get(field, "") for field in ("parent", "code", "name", "kind")}
    try:
        made = commands.add(
            request.principal,
            actor(request),
            number(said["parent"]),
            said["code"],
            said["name"],
            said["kind"],
        )
    except InvalidInput as error:
        return _tree(request, {"faults": error.faults, "filled": said}, 400)
    messages.success(request, _("%(name)s was added.") % {"name": made.name})
    return redirect("organizations")


@page(Action.ORGANIZATION_MANAGE, "POST")
def rename(request: Asked, key: int) -> HttpResponse:
    """Give one another name."""
    try:
        commands.rename(request.principal, actor(request), key, request.POST.get("name", ""))
    except InvalidInput as error:
        return _organization(request, key, error.faults, 400)
    messages.success(request, _("The name is changed."))
    return redirect("organization", key)


@page(Action.ORGANIZATION_MANAGE, "POST")
def set_active(request: Asked, key: int) -> HttpResponse:
    """Take one out of use, or into use again."""
    active = request.POST.get("active") == "1"
    commands.set_active(request.principal, actor(request), key, active=active)
    messages.success(request, _("It is in use again.") if active else _("It is out of use."))
    return redirect("organization", key)


@page(Action.ORGANIZATION_MANAGE)
def template(request: Asked) -> HttpResponse:
    """Give an empty list to fill in."""
    headers = {"Content-Disposition": 'attachment; filename="organizations.xlsx"'}
    return HttpResponse(lists.template(), content_type=XLSX, headers=headers)


@page(Action.ORGANIZATION_MANAGE, "POST")
def read_list(request: Asked) -> HttpResponse:
    """Show what a list would change, before anything is."""
    given = request.FILES.get("list")
    if given is None or given.size is None or given.size > lists.LARGEST:
        reason = Bilingual(
            "请选择不超过 2 MiB 的 XLSX 文件", "choose an XLSX file of at most 2 MiB"
        )
        raise UnreadableFile(name=(given.name if given else "") or "—", reason=reason)
    lines = lists.read(given.read(), given.name or "")
    return _plan(request, lines)


def _plan(request: Asked, lines: tuple[lists.Line, ...]) -> HttpResponse:
    planned = lists.plan(request.principal, lines)
    context = {
        "plan": planned,
        "kinds": commands.KINDS,
        "carried": "" if planned.faults else lists.packed(lines),
    }
    return render(
        request, "accounts/organization_list.html", context, status=400 if planned.faults else 200
    )


@page(Action.ORGANIZATION_MANAGE, "POST")
def accept_list(request: Asked) -> HttpResponse:
    """Bring the tree to what a list says."""
    lines = lists.unpacked(request.POST.get("list", ""))
    done = lists.accept(request.principal, actor(request), lines)
    said = _("%(added)s added, %(changed)s changed.")
    messages.success(request, said % {"added": len(done.added), "changed": len(done.changed)})
    return redirect("organizations")


def number(said: str) -> int:
    """Return a key that a form names; 0, which nothing has, for anything else."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else 0  # noqa: PLR2004
