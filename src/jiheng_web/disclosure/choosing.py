"""The approved projects of a year beside a disclosure: which it holds, and which it could."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng_web.disclosure.evaluated import by_project
from jiheng_web.disclosure.models import Holding
from jiheng_web.disclosure.sets import approved, candidates

if TYPE_CHECKING:
    from jiheng_web.disclosure.models import Disclosure
    from jiheng_web.projects.models import Project, Version
    from jiheng_web.results.models import SelfEvaluation


@dataclass(frozen=True, slots=True)
class Line:
    """An approved project beside a disclosure.

    Attributes:
        position: In the set; None: it is not in it.
        is_ready: Whether there is something to make public; of results, a signed self-evaluation.
        evaluation: Of results, the one that is signed.
    """

    version: Version
    position: int | None
    is_ready: bool
    evaluation: SelfEvaluation | None

    @property
    def project(self) -> Project:
        """The project itself."""
        return self.version.project


def lines_of(found: Disclosure) -> list[Line]:
    """Return every approved project: where it stands in the set, or that it does not."""
    places = dict(found.entries.values_list("version__project_id", "position"))
    results = found.holds == Holding.RESULTS
    ready = {one.project_id: one for one in candidates(found)}
    signed = by_project(ready.values()) if results else {}
    lines = [
        Line(
            version=ready.get(one.project_id, one),
            position=places.get(one.project_id),
            is_ready=one.project_id in ready,
            evaluation=signed.get(one.project_id),
        )
        for one in approved(found.organization, found.fiscal_year)
    ]
    return sorted(lines, key=lambda line: line.position or len(lines) + 1)
