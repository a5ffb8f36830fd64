"""What people do with documents: each command one act, one transaction, one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from django.db.models import Q

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import require
from jiheng_web.accounts.models import Organization
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput, NotFound, WrongState
from jiheng_web.intake import storage
from jiheng_web.intake.models import Document, Job, JobState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor

DOCUMENT = Bilingual("文件", "document")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Handed:
    """A document in the store, and whether it is new there."""

    document: Document
    is_new: bool


def visible(principal: Principal, key: int) -> Document:
    """Return a document that a person may see.

    Raises:
        NotFound: There is none, or it is out of sight.
    """
    document = listed().filter(pk=key).first()
    if document is None or not permits(principal, Action.DOCUMENT_VIEW, document.organization.path):
        raise NotFound(kind=DOCUMENT)
    return document


def listed() -> QuerySet[Document]:
    """Return documents with what a list shows of them; what is large is loaded when asked for."""
    found = Document.objects.select_related("organization", "job", "handed_in_by")
    return found.defer("job__result", "job__source", "job__problems")


def hand_in(
    principal: Principal,
    actor: Actor,
    organization: Organization,
    year: int,
    name: str,
    stream: IO[bytes],
) -> Handed:
    """Take a document in and queue its reading; the same bytes for the same year only once.

    Raises:
        NotPermitted: The person hands nothing in there.
        InvalidInput: The year cannot be.
        UnreadableFile: The file is empty or too large.
    """
    require(principal, Action.DOCUMENT_HAND_IN, organization.path)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise InvalidInput({"year": Bilingual("请填写四位年度。", "Give the year, four digits.")})
    shown = storage.clean_name(name)
    kept = storage.keep(stream, shown)
    with act(actor, str(Action.DOCUMENT_HAND_IN), path=organization.path) as done:
        Organization.objects.select_for_update().get(pk=organization.pk)
        known = Document.objects.filter(
            organization=organization, fiscal_year=year, sha256=kept.sha256
        ).first()
        document = known or Document.objects.create(
            organization=organization,
            fiscal_year=year,
            name=shown,
            sha256=kept.sha256,
            size=kept.size,
            handed_in_by_id=principal.person,
        )
        if known is None:
            Job.objects.create(document=document)
        done.about(document, organization.path)
        done.facts |= {"name": shown, "sha256": kept.sha256, "again": known is not None}
    return Handed(document, known is None)


def cancel(principal: Principal, actor: Actor, key: int) -> Document:
    """Stop the reading of a document: at once while it waits, in a moment while it runs.

    Raises:
        NotFound: The document is out of sight.
        NotPermitted: The person hands nothing in there.
        WrongState: It is read already.
    """
    with act(actor, "document.cancel") as done:
        document = reached(principal, key, Action.DOCUMENT_HAND_IN)
        jobs = Job.objects.filter(document=document)
        waiting = jobs.filter(state=JobState.WAITING)
        if not waiting.update(state=JobState.CANCELLED, cancelled=True) and not jobs.filter(
            state=JobState.RUNNING
        ).update(cancelled=True):
            raise _wrong(document.job, Bilingual("取消读取", "cancel"))
        done.about(document, document.organization.path)
    return document


def read_again(principal: Principal, actor: Actor, key: int) -> Document:
    """Queue a document anew whose reading failed or was cancelled.

    Raises:
        NotFound: The document is out of sight.
        NotPermitted: The person hands nothing in there.
        WrongState: It was read, or is being read.
    """
    with act(actor, "document.read_again") as done:
        document = reached(principal, key, Action.DOCUMENT_HAND_IN)
        over = Q(state=JobState.FAILED) | Q(state=JobState.CANCELLED)
        fresh = {"state": JobState.WAITING, "cancelled": False, "attempts": 0, "message": "{}"}
        if not Job.objects.filter(over, document=document).update(done=0, total=0, **fresh):
            raise _wrong(document.job, Bilingual("重新读取", "read again"))
        done.about(document, document.organization.path)
    return document


def reached(principal: Principal, key: int, action: Action) -> Document:
    """Return a document with which a person may do something.

    Raises:
        NotFound: There is none, or it is out of sight.
        NotPermitted: The person may not.
    """
    document = visible(principal, key)
    require(principal, action, document.organization.path)
    return document


def _wrong(job: Job, deed: Bilingual) -> WrongState:
    state = JobState(job.state)
    return WrongState(deed=deed, state=Bilingual(str(state.label), state.value))
