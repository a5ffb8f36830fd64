"""The frame of a document that was taken in, from the rows that became projects."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.web.city import sound_table

from jiheng.model import Row, RowKind
from jiheng.writing.forms import write_tables
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.disclosure.models import Disclosure
from jiheng_web.disclosure.printed import frame_from, printed_tables
from jiheng_web.errors import NotFound
from jiheng_web.intake.models import Document, Item, Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City


def _taken_in(city: City) -> Document:
    """Keep a document whose second row became a project, and whose third did not."""
    table = sound_table("甲项目", title="印好的表")
    total = Row(kind=RowKind.GRAND_TOTAL, name="合计")
    table = replace(table, rows=(total, *table.rows, *sound_table("乙项目").rows))
    project = city.approved(city.project(name="甲项目"))
    with act(PROGRAM, "test.document"):
        document = Document.objects.create(
            organization=city.organizations["100"],
            fiscal_year=2026,
            name="公开表.pdf",
            sha256="0" * 64,
            size=1,
            handed_in_by=city.people["clerk"],
        )
        Job.objects.create(document=document, result=write_tables([table], "json").decode())
        Item.objects.create(
            document=document, table=0, row=1, name="甲项目", version=project.newest
        )
        Item.objects.create(document=document, table=0, row=2, name="乙项目")
    return document


def test_tables_that_became_projects_are_offered(city: City) -> None:
    document = _taken_in(city)

    assert [key for key, _ in printed_tables(city.principal("department"))] == [f"{document.pk}.0"]
    assert not printed_tables(city.principal("other_department"))


def test_the_frame_has_places_for_the_projects_that_rows_became(city: City) -> None:
    document = _taken_in(city)
    _, frame = frame_from(city.principal("department"), f"{document.pk}.0")
    project = document.items.get(row=1).version.project_id  # type: ignore[union-attr]
    places = json.loads(frame)["rows"]

    assert [place.get("project") for place in places] == [None, project]


@pytest.mark.parametrize("key", ["", "x.y", "999.0", "{pk}.7", "{pk}"])
def test_what_is_no_table_of_a_document_is_not_found(city: City, key: str) -> None:
    document = _taken_in(city)

    with pytest.raises(NotFound):
        frame_from(city.principal("department"), key.format(pk=document.pk))


def test_a_document_of_others_is_not_found(city: City) -> None:
    document = _taken_in(city)

    with pytest.raises(NotFound):
        frame_from(city.principal("other_department"), f"{document.pk}.0")


def test_a_disclosure_keeps_what_the_document_printed(
    city: City, as_person: Callable[[str], Client]
) -> None:
    document = _taken_in(city)
    key = city.organizations["100"].pk
    said = {"organization": key, "fiscal_year": "2026", "printed": f"{document.pk}.0"}
    client = as_person("department")
    shown = client.post("/disclosures/new", said, follow=True).content.decode()
    made = Disclosure.objects.get()

    assert "印好的表" in shown
    client.post(f"/disclosures/{made.pk}/head", {"title": "新标题"})
    made.refresh_from_db()
    assert (made.frame, made.document_id) == ("", None)
