"""Operations on documents handed in: how far they are read, and what is made of their rows."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import BaseModel, Field

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import within
from jiheng_web.api import bodies, shown
from jiheng_web.api.answers import told
from jiheng_web.api.asking import asks, who
from jiheng_web.api.projects import organization_of
from jiheng_web.intake import accepting, commands
from jiheng_web.intake.models import Document, Item

router = Router(tags=["documents"])
MOST = 200
"""Documents in a list: the newest."""


class DocumentOut(BaseModel):
    """A document and how far it is read: `done` of `total` pages."""

    key: int
    organization: str
    fiscal_year: int
    name: str
    sha256: str
    size: int
    handed_in: datetime
    state: str
    done: int
    total: int
    message: shown.Words | None


class ItemOut(BaseModel):
    """A row of a document, the project it seems to be, and what was made of it.

    `base` names the version it is compared with; send it back to accept the row.
    """

    key: int
    table: int
    row: int
    name: str
    organization: str | None
    match: int | None
    likeness: float
    decision: str
    base: str | None


class Handed(DocumentOut):
    """A document that was handed in; `is_new` is false where it was there already."""

    is_new: bool


class TallyOut(BaseModel):
    """What came of accepting everything."""

    created: int
    updated: int
    unchanged: int
    left: int


class Accepting(bodies.Sent):
    """Row → what it was compared with (`base`), for rows that update a project."""

    bases: dict[Annotated[str, Field(pattern=r"^[0-9]{1,18}$")], bodies.Short] = Field(
        default_factory=dict
    )


class Deciding(bodies.Sent):
    """What to make of a row; an update names the `base` it was compared with."""

    decision: Literal["create", "update", "skip"]
    base: Annotated[str, Field(max_length=80)] = ""


@router.get("documents", response=told(list[DocumentOut]))
@asks(Action.DOCUMENT_VIEW)
def documents(request: HttpRequest) -> list[DocumentOut]:
    """List the newest 200 documents in sight."""
    principal, _ = who(request)
    found = commands.listed().filter(within(principal, Action.DOCUMENT_VIEW))[:MOST]
    return [DocumentOut(**_facts(one)) for one in found]


@router.post("documents", response=told(Handed))
@asks(Action.DOCUMENT_HAND_IN)
def hand_in(
    request: HttpRequest,
    organization: Annotated[bodies.Short, Form()],
    year: Annotated[int, Form(ge=1, le=9999)],
    file: Annotated[UploadedFile, File()],
) -> Handed:
    """Hand a document in; it is read in the background, and the same bytes only once."""
    principal, actor = who(request)
    if (file.size or 0) > settings.LARGEST_DOCUMENT:
        raise RequestDataTooBig
    owner = organization_of(principal, organization)
    handed = commands.hand_in(principal, actor, owner, year, file.name or "", file)
    document = commands.visible(principal, handed.document.pk)
    return Handed(**_facts(document), is_new=handed.is_new)


@router.get("documents/{int:key}", response=told(DocumentOut))
@asks(Action.DOCUMENT_VIEW)
def document(request: HttpRequest, key: int) -> DocumentOut:
    """Tell how far a document is read."""
    principal, _ = who(request)
    return DocumentOut(**_facts(commands.visible(principal, key)))


@router.get("documents/{int:key}/items", response=told(list[ItemOut]))
@asks(Action.DOCUMENT_VIEW)
def items(request: HttpRequest, key: int) -> list[ItemOut]:
    """List the project rows of a document."""
    principal, _ = who(request)
    found = commands.visible(principal, key).items.select_related("organization", "match")
    return [_item(one) for one in found.order_by("table", "row")]


@router.post("documents/{int:key}/accept", response=told(TallyOut))
@asks(Action.DOCUMENT_ACCEPT)
def accept(request: HttpRequest, key: int, body: Accepting) -> TallyOut:
    """Accept the open rows of a document, as far as nobody needs to look twice."""
    principal, actor = who(request)
    bases = {int(item): base for item, base in body.bases.items()}
    tally = accepting.accept_all(principal, actor, key, bases)
    return TallyOut(
        created=tally.created, updated=tally.updated, unchanged=tally.unchanged, left=tally.left
    )


@router.post("items/{int:key}/decide", response=told(ItemOut))
@asks(Action.DOCUMENT_ACCEPT)
def decide(request: HttpRequest, key: int, body: Deciding) -> ItemOut:
    """Make a project of a row, put it into the project it was matched with, or leave it aside."""
    principal, actor = who(request)
    if body.decision == "create":
        accepting.create_from(principal, actor, key)
    elif body.decision == "update":
        accepting.update_from(principal, actor, key, body.base)
    else:
        accepting.skip(principal, actor, key)
    return _item(Item.objects.select_related("organization", "match").get(pk=key))


def _facts(found: Document) -> dict[str, Any]:
    job = found.job
    said = json.loads(job.message)
    return {
        "key": found.pk,
        "organization": found.organization.code,
        "fiscal_year": found.fiscal_year,
        "name": found.name,
        "sha256": found.sha256,
        "size": found.size,
        "handed_in": found.handed_in,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "message": said or None,
    }


def _item(found: Item) -> ItemOut:
    return ItemOut(
        key=found.pk,
        table=found.table,
        row=found.row,
        name=found.name,
        organization=found.organization.code if found.organization else None,
        match=found.match_id,
        likeness=found.likeness,
        decision=found.decision,
        base=accepting.base_of(found.match.newest) if found.match else None,
    )
