"""Files that actual values rest on: handed in, kept by their hash."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import require
from jiheng_web.audit.acts import act
from jiheng_web.intake import storage
from jiheng_web.results.models import EvidenceFile

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor
    from jiheng_web.projects.models import Project


def hand_in(
    principal: Principal,
    actor: Actor,
    project: Project,
    name: str,
    stream: IO[bytes],
    *,
    action: Action = Action.MONITORING_FILL,
) -> EvidenceFile:
    """Keep a file as evidence of a project; the same bytes only once.

    Raises:
        NotPermitted: The person's role does not do this there.
        UnreadableFile: The file is empty or too large.
    """
    path = project.organization.path
    require(principal, action, path)
    shown = storage.clean_name(name)
    kept = storage.keep(stream, shown)
    with act(actor, "evidence.hand_in", path=path) as done:
        found, _made = EvidenceFile.objects.get_or_create(
            project=project,
            sha256=kept.sha256,
            defaults={"name": shown, "size": kept.size, "handed_in_by_id": principal.person},
        )
        done.about(found, path)
        done.facts |= {"name": shown, "sha256": kept.sha256, "project": project.pk}
    return found
