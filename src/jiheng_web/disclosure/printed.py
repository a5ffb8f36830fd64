"""Documents that were taken in, as frames for publishing what they printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.reading.interchange.json_records import read_json
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import within
from jiheng_web.disclosure.frames import frame_of
from jiheng_web.errors import NotFound
from jiheng_web.intake.models import Document, Item

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal

_TABLE = Bilingual("文件中的表", "table of a document")


def printed_tables(principal: Principal) -> list[tuple[str, str]]:
    """Return key and name of every table whose rows became projects, newest first."""
    reach = within(principal, Action.DOCUMENT_VIEW, "document__organization__path")
    found = (
        Item.objects.filter(reach, version__isnull=False)
        .order_by("-document_id", "table")
        .values_list("document_id", "table", "document__name", "document__fiscal_year")
    )
    return [
        (f"{key}.{table}", f"{name}（{year}，{table + 1}）")
        for key, table, name, year in dict.fromkeys(found)
    ]


def frame_from(principal: Principal, key: str) -> tuple[Document, str]:
    """Return a document and the frame of one of its tables.

    Args:
        key: As `printed_tables` gives it.

    Raises:
        NotFound: There is no such table, it is out of sight, or none of its rows became a project.
    """
    document_key, _, number = key.partition(".")
    if not (document_key.isdecimal() and number.isdecimal()):
        raise NotFound(kind=_TABLE)
    document = (
        Document.objects.select_related("organization", "job").filter(pk=document_key).first()
    )
    if document is None or not permits(principal, Action.DOCUMENT_VIEW, document.organization.path):
        raise NotFound(kind=_TABLE)
    items = document.items.filter(table=int(number), version__isnull=False)
    projects = dict(items.values_list("row", "version__project_id"))
    if not projects:
        raise NotFound(kind=_TABLE)
    table = read_json(document.job.result.encode(), name=document.name)[int(number)]
    return document, frame_of(table, projects)
