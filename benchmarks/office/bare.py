"""The yardstick: a bare view of the framework that does the same queries and a plain template."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from jiheng_web.accounts.models import Membership, User
from jiheng_web.projects.models import Project, Version

if TYPE_CHECKING:
    from django.http import HttpRequest


_PAGE = """<!doctype html><title>{{ name }}</title><table>
{% for one in indicators %}<tr><td>{{ one.name }}<td>{{ one.level1.label }}
<td>{{ one.level2.label }}
<td><input name="value" value="{{ one.annual_value }}">{% endfor %}</table>"""


def form(request: HttpRequest, key: int) -> HttpResponse:
    """Show a form of thirty rows: session, person, roles, project, version; nothing else."""
    session = Session.objects.get(session_key=request.COOKIES["sessionid"])
    person = User.objects.get(pk=session.get_decoded()["_auth_user_id"])
    list(Membership.objects.select_related("organization").filter(user=person))
    project = Project.objects.select_related("organization", "owner").get(pk=key)
    version = Version.objects.filter(project=project).order_by("-number")[0]
    row = json.loads(version.content)["rows"][0]
    page = engines["jinja2"].from_string(_PAGE)
    return HttpResponse(page.render({"name": row["name"], "indicators": row["indicators"]}))


urlpatterns = [path("projects/<int:key>", form)]
