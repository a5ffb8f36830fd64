"""What the gate finds, with the project and the cell it is about."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from jiheng_web.projects.content import table_of

if TYPE_CHECKING:
    from jiheng.bilingual import Bilingual
    from jiheng_web.projects.models import Version


@dataclass(frozen=True, slots=True)
class Finding:
    """What the gate found.

    Attributes:
        code: Name of the check, or code of the core's rule.
        severity: block, must or advice.
        project: Key of the project; None for the table as a whole.
        name: Of the project.
        place: Of the cell, such as `goal` or `indicators.3.annual_value`; empty: the whole.
    """

    code: str
    severity: str
    message: Bilingual
    project: int | None = None
    name: str = ""
    place: str = ""

    def record(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return asdict(self)


def about(
    version: Version | None, code: str, severity: str, message: Bilingual, place: str = ""
) -> Finding:
    """Return a finding about a project, or without a version about the table as a whole."""
    if version is None:
        return Finding(code, severity, message, place=place)
    name = table_of(version.content).rows[0].name
    return Finding(code, severity, message, version.project_id, name, place)
