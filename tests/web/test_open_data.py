"""Open data: the bytes that were signed, and forms of them, for everybody."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import openpyxl
import pytest
from tests.web.publishing import publish, published

from jiheng.errors import MissingExtra
from jiheng.pipeline import read
from jiheng_web.disclosure import commands, open_data
from jiheng_web.disclosure.frames import frame_of
from jiheng_web.flow import commands as flow
from jiheng_web.projects.content import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    from jiheng.model import TargetTable
    from jiheng_web.disclosure.models import Disclosure

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))


def _taken_in(city: City, table: TargetTable) -> dict[int, int]:
    """Make each project of a table and approve it; return row → project."""
    keys = {}
    clerk = city.principal("clerk"), city.actor("clerk")
    for index, row in table.projects():
        alone = replace(table, rows=(row,), fiscal_year=2024)
        project = flow.create(*clerk, city.organizations["101"], alone)
        for finding in flow.open_blocks(project.newest):
            place, rule = flow.place_of(finding), str(finding["rule"])
            who = city.principal("finance"), city.actor("finance")
            flow.override(*who, project.pk, rule, place, "按原公开内容")
        city.approved(project)
        keys[index] = project.pk
    return keys


def _published_again(city: City, table: TargetTable) -> Disclosure:
    frame = frame_of(table, _taken_in(city, table))
    made = commands.prepare(
        city.principal("department"),
        city.actor("department"),
        city.organizations["100"],
        2024,
        commands.Outline(title=table.title or "", frame=frame),
    )
    return publish(city, made)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_table_taken_in_and_published_again_equals_what_is_read_of_its_source(
    path: Path, city: City, stranger: Client
) -> None:
    (table,) = read(path.read_bytes(), name=path.name).tables
    made = _published_again(city, table)
    answer = stranger.get(f"/public/{made.slug}/data.json")

    assert len(answer.json()["rows"]) == len(table.rows)
    assert answer.json() == json.loads(text_of(table))
    (back,) = read(answer.content, name="data.json").tables
    assert back == table


def test_the_data_are_the_bytes_that_were_signed(city: City, stranger: Client) -> None:
    made = published(city)
    body = stranger.get(f"/public/{made.slug}/data.json").content

    assert hashlib.sha256(body).hexdigest() == made.sha256
    assert made.sha256 in stranger.get(f"/public/{made.slug}").content.decode()


@pytest.mark.parametrize("form", ["json", "xlsx", "docx", "pdf"])
def test_every_file_reads_back_as_the_same_projects(
    city: City, stranger: Client, form: str
) -> None:
    made = published(city, "甲项目", "乙项目")
    body = stranger.get(f"/public/{made.slug}/data.{form}").content
    (table,) = read(body, name=f"data.{form}").tables

    assert [row.name for _, row in table.projects()] == ["甲项目", "乙项目"]


def test_the_package_holds_the_tables_and_their_description(city: City, stranger: Client) -> None:
    made = published(city)
    body = stranger.get(f"/public/{made.slug}/data.zip").content
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        inside = archive.read("datapackage.json")
    alone = stranger.get(f"/public/{made.slug}/datapackage.json")

    assert alone.content == inside
    assert alone.json()["resources"]


def test_an_unknown_form_is_not_found(city: City, stranger: Client) -> None:
    made = published(city)

    assert stranger.get(f"/public/{made.slug}/data.exe").status_code == 404


def test_without_the_extra_a_form_is_told_to_be_missing(city: City, stranger: Client) -> None:
    made = published(city, "没有扩展的项目")
    with patch.object(open_data, "write_official", side_effect=MissingExtra(extra="pdf")):
        answer = stranger.get(f"/public/{made.slug}/data.pdf")

    assert answer.status_code == 501
    assert "pdf" in answer.content.decode()


def test_a_file_is_kept_by_caches_and_asked_for_by_its_digest(city: City, stranger: Client) -> None:
    made = published(city)
    first = stranger.get(f"/public/{made.slug}/data.json")
    again = stranger.get(f"/public/{made.slug}/data.json", headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=300"
    assert again.status_code == 304


def test_reading_data_begins_no_session(city: City, stranger: Client) -> None:
    made = published(city)
    answer = stranger.get(f"/public/{made.slug}/data.json")

    assert not answer.cookies


def test_no_cookie_goes_out_with_data_even_to_who_is_logged_in(
    city: City, as_person: Callable[[str], Client]
) -> None:
    made = published(city)

    assert not as_person("clerk").get(f"/public/{made.slug}/data.json").cookies


def test_the_list_names_every_file(city: City, stranger: Client) -> None:
    made = published(city)
    (listed,) = stranger.get("/public/list.json").json()["disclosures"]

    assert (listed["sha256"], listed["projects"]) == (made.sha256, 1)
    assert all(stranger.head(one).status_code == 200 for one in listed["files"].values())


def test_names_that_look_like_formulas_are_texts_in_spreadsheets(
    city: City, stranger: Client
) -> None:
    name = '=HYPERLINK("http://x.example","项目")'
    made = published(city, name)
    book = openpyxl.load_workbook(
        io.BytesIO(stranger.get(f"/public/{made.slug}/data.xlsx").content)
    )
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == name]
    body = stranger.get(f"/public/{made.slug}/data.zip").content
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        lines = list(csv.reader(io.StringIO(archive.read("rows.csv").decode("utf-8-sig"))))

    assert [cell.data_type for cell in cells] == ["s"]
    assert not [cell for line in lines for cell in line if cell.startswith("=")]
    assert [cell for line in lines for cell in line if cell == f"'{name}"]
