"""Comments on cells (批注): written, answered, and closed when their author is content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits_project
from jiheng_web.audit.acts import Actor, act
from jiheng_web.errors import InvalidInput, NotFound, NotPermitted
from jiheng_web.flow.commands import visible
from jiheng_web.flow.models import Comment
from jiheng_web.flow.places import is_cell
from jiheng_web.projects.content import table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng_web.access.policy import Principal
    from jiheng_web.projects.models import Project, Version

LONGEST = 2000
"""Characters of a comment or an answer."""
COMMENT = Bilingual("批注", "comment")


def comment(principal: Principal, actor: Actor, key: int, place: str, text: str) -> Comment:
    """Say something of a cell of the newest version, or of the whole.

    Args:
        place: `goal`, `funding.total`, `indicators.3.annual_value`; empty for the whole.

    Raises:
        NotFound: The project is out of sight, or has no such cell.
        NotPermitted: The person does not comment there.
        InvalidInput: There is no text, or too much.
    """
    with act(actor, str(Action.COMMENT)) as done:
        project = visible(principal, key, lock=True)
        _may_comment(principal, project)
        version = project.newest
        _must_exist(version, place)
        made = Comment.objects.create(
            version=version, place=place, text=_text(text), author_id=principal.person
        )
        done.about(project, project.organization.path)
        done.facts |= {"comment": made.pk, "place": place}
    return made


def answer(principal: Principal, actor: Actor, key: int, text: str) -> Comment:
    """Answer a comment that is open; a second time, change the answer.

    Args:
        key: Of the comment.

    Raises:
        NotFound: The comment is out of sight, or closed.
        NotPermitted: The person does not comment there.
        InvalidInput: There is no text, or too much.
    """
    with act(actor, "comment.answer") as done:
        found, project = _open(principal, key)
        _may_comment(principal, project)
        found.answer = _text(text)
        found.answered_by_id = principal.person
        found.answered = timezone.now()
        found.save(update_fields=["answer", "answered_by", "answered"])
        done.about(project, project.organization.path)
        done.facts["comment"] = found.pk
    return found


def resolve(principal: Principal, actor: Actor, key: int) -> Comment:
    """Close a comment: its author does, or whoever reviews there.

    Raises:
        NotFound: The comment is out of sight, or closed.
        NotPermitted: It is another's, and the person is no reviewer.
    """
    with act(actor, "comment.resolve") as done:
        found, project = _open(principal, key)
        if found.author_id != principal.person and not permits_project(
            principal, Action.PROJECT_OVERRIDE, project.pk, project.organization.path
        ):
            raise NotPermitted(deed=Bilingual("关闭批注", "close a comment"))
        _may_comment(principal, project)
        found.resolved = timezone.now()
        found.save(update_fields=["resolved"])
        done.about(project, project.organization.path)
        done.facts["comment"] = found.pk
    return found


def open_comments(project: Project) -> Sequence[Comment]:
    """Return the comments of a project that nobody closed, of whatever version."""
    found = Comment.objects.filter(version__project=project, resolved=None)
    return list(found.select_related("author", "answered_by").order_by("pk"))


def _open(principal: Principal, key: int) -> tuple[Comment, Project]:
    found = Comment.objects.filter(pk=key, resolved=None).select_related("version").first()
    if found is None:
        raise NotFound(kind=COMMENT)
    try:
        return found, visible(principal, found.version.project_id, lock=True)
    except NotFound:
        raise NotFound(kind=COMMENT) from None


def _may_comment(principal: Principal, project: Project) -> None:
    if not permits_project(principal, Action.COMMENT, project.pk, project.organization.path):
        raise NotPermitted(deed=Action.COMMENT.words)


def _must_exist(version: Version, place: str) -> None:
    if not is_cell(table_of(version.content), place):
        raise NotFound(kind=Bilingual("单元格", "cell"))


def _text(text: str) -> str:
    cut = text.strip()
    if not cut or len(cut) > LONGEST:
        why = Bilingual(f"请填写内容，不超过{LONGEST}字。", f"Write 1 to {LONGEST} characters.")
        raise InvalidInput({"text": why})
    return cut
