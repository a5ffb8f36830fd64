"""Rankings by weighted schemes: handed in, ranked as the core does, explained, shaken, given."""

from __future__ import annotations

import html
import io
import json
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.web.evaluating import ranked_scheme, scheme_book, who

from jiheng.errors import UnreadableFile
from jiheng.schemes import rank
from jiheng_evidence.schemes.files import load_figures, load_scheme
from jiheng_web.errors import NotPermitted
from jiheng_web.evaluation import ranking, ranking_jobs
from jiheng_web.evaluation.models import RankingState, SchemeRanking

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    Logged = Callable[[str], Client]


def test_a_kept_ranking_equals_that_of_the_core(city: City) -> None:
    book = scheme_book(40)
    scheme = load_scheme(book, "a.xlsx")
    due = rank(scheme, load_figures(scheme, book, "a.xlsx"))

    found = ranked_scheme(city, 40)

    assert ranking.ranked_of(found).ranking.standings == due.standings


def test_a_workbook_is_ranked_in_the_browser(city: City, as_person: Logged) -> None:
    client = as_person("department")
    file = SimpleUploadedFile("评价.xlsx", scheme_book())
    place = city.organizations["100"].pk
    answer = client.post("/rankings/new", {"organization": place, "file": file}, follow=True)

    found = SchemeRanking.objects.get()
    first = ranking.ranked_of(found).ranking.in_order()[0]
    page = answer.content.decode()
    assert (found.entities, found.organization_id) == (12, place)
    assert first.entity in page
    assert found.name in client.get("/rankings").content.decode()


def test_an_entity_is_found_and_explained(city: City, as_person: Logged) -> None:
    found = ranked_scheme(city)
    name = ranking.ranked_of(found).ranking.figures.entities[3]
    client = as_person("finance")

    listed = client.get(f"/rankings/{found.pk}", {"q": name}).content.decode()
    told = client.get(f"/rankings/{found.pk}/entities/3").content.decode()

    assert f"/rankings/{found.pk}/entities/3" in listed
    assert name in told
    assert "提升空间" in told
    assert client.get(f"/rankings/{found.pk}/entities/12").status_code == 404
    assert "没有找到" in client.get(f"/rankings/{found.pk}?q=nobody").content.decode()


def test_weights_are_shaken(city: City, as_person: Logged) -> None:
    found = ranked_scheme(city)

    page = as_person("finance").get(f"/rankings/{found.pk}/sensitivity").content.decode()

    assert "200 次" in page
    assert "+20%" in page


def test_a_large_ranking_is_not_shaken_while_a_page_waits(
    city: City, as_person: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ranked_scheme(city)
    monkeypatch.setattr(ranking, "MOST_SHAKEN", 11)

    assert as_person("finance").get(f"/rankings/{found.pk}/sensitivity").status_code == 400


def test_the_ranking_is_given_as_a_workbook(city: City, as_person: Logged) -> None:
    found = ranked_scheme(city)

    body = as_person("auditor").get(f"/rankings/{found.pk}/ranking.xlsx").content

    sheet = load_workbook(io.BytesIO(body))["排名"]
    first = ranking.ranked_of(found).ranking.in_order()[0]
    assert first.entity in {cell.value for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("username", ["clerk", "auditor", "evaluator"])
def test_who_evaluates_nothing_ranks_nothing(city: City, username: str) -> None:
    with pytest.raises(NotPermitted):
        ranking.hand_in(*who(city, username), city.organizations["101"], "a.xlsx", b"")


def test_a_place_out_of_reach_is_refused(city: City, as_person: Logged) -> None:
    file = SimpleUploadedFile("评价.xlsx", scheme_book())
    said = {"organization": city.organizations["200"].pk, "file": file}

    assert as_person("department").post("/rankings/new", said).status_code == 404


def test_a_ranking_of_others_does_not_exist(city: City, as_person: Logged) -> None:
    found = ranked_scheme(city, code="200")

    assert as_person("department").get(f"/rankings/{found.pk}").status_code == 404
    assert as_person("other_department").get(f"/rankings/{found.pk}").status_code == 200


LIMITS = {"ranking.MOST_BYTES": 100, "ranking_reading.MOST_ENTITIES": 11}


@pytest.mark.parametrize("limit", LIMITS)
def test_what_is_too_large_is_refused(
    city: City, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(f"jiheng_web.evaluation.{limit}", LIMITS[limit])

    with pytest.raises(UnreadableFile, match="more than"):
        ranked_scheme(city)


def test_a_scheme_without_entities_is_refused(city: City) -> None:
    with pytest.raises(UnreadableFile):
        ranked_scheme(city, 0)


def test_a_large_workbook_is_ranked_in_the_background(
    city: City, as_person: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "AT_ONCE", 0)
    found = ranked_scheme(city, 20)
    client = as_person("finance")
    assert "排队中" in client.get("/rankings").content.decode()
    assert client.get(f"/rankings/{found.pk}").status_code == 409

    assert ranking_jobs.work_once()

    assert SchemeRanking.objects.get().entities == 20
    assert client.get(f"/rankings/{found.pk}").status_code == 200
    assert not ranking_jobs.work_once()


def test_a_large_workbook_that_cannot_be_ranked_says_why(
    city: City, as_person: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "AT_ONCE", 0)
    who_and_where = (*who(city, "finance"), city.organizations["000"])
    ranking.hand_in(*who_and_where, "坏.xlsx", scheme_book()[:2000])

    ranking_jobs.work_once()

    found = SchemeRanking.objects.get()
    assert found.state == RankingState.FAILED
    said = as_person("finance").get("/rankings").content.decode()
    assert html.escape(json.loads(found.message)["zh"]) in said


def test_what_is_no_workbook_is_named_as_such(city: City) -> None:
    who_and_where = (*who(city, "finance"), city.organizations["000"])
    with pytest.raises(UnreadableFile, match="no Excel workbook"):
        ranking.hand_in(*who_and_where, "坏.xlsx", b"[scheme]")


def test_a_template_can_be_handed_in_as_it_is(city: City, as_person: Logged) -> None:
    client = as_person("finance")
    book = client.get("/rankings/templates/digital-level.xlsx").content
    ranking.hand_in(*who(city, "finance"), city.organizations["000"], "模板.xlsx", book)
    assert SchemeRanking.objects.get().entities == 12
    assert client.get("/rankings/templates/nothing.xlsx").status_code == 404
