"""Indicators of earlier and similar projects, for somebody who looks for words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import within
from jiheng_web.editor.sheet import to_sheet
from jiheng_web.projects.content import table_of
from jiheng_web.projects.models import Version

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng_web.access.policy import Principal
    from jiheng_web.projects.models import Project

MOST_PROJECTS = 200
MOST = 8
LEAST_SCORE = 45


class Suggestion(NamedTuple):
    """An indicator somebody wrote before, with where it stands."""

    name: str
    cells: Mapping[str, str]
    project: str
    year: int


def suggested(principal: Principal, project: Project, name: str) -> list[Suggestion]:
    """Return indicators of other projects in a person's sight, the most similar first."""
    if not name.strip():
        return []
    versions = (
        Version.objects.filter(
            within(principal, Action.PROJECT_VIEW, "project__organization__path")
        )
        .exclude(project=project)
        .order_by("-project__fiscal_year", "-project__changed", "-number")
        .values_list("pk", "revision", "project__name", "project__fiscal_year")
    )
    known: dict[str, Suggestion] = {}
    for key, revision, title, year in versions[:MOST_PROJECTS]:
        for cells in _indicators(key, revision):
            known.setdefault(cells["name"], Suggestion(cells["name"], cells, title, year))
    found = process.extract(
        name, known.keys(), scorer=fuzz.WRatio, limit=MOST, score_cutoff=LEAST_SCORE
    )
    return [known[match] for match, _score, _index in found]


@lru_cache(maxsize=2_000)
def _indicators(key: int, revision: int) -> tuple[Mapping[str, str], ...]:
    """Return the indicators of a version; its revision says when to read it anew."""
    content = Version.objects.values_list("content", flat=True).get(pk=key)
    return tuple(
        {name: text for name, text in cells.items() if name != "origin"}
        for cells in to_sheet(table_of(content)).rows
        if cells["name"]
    )
