"""Pages of evaluations: what each person finds there, and that forms work without script."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document
from tests.web.evaluating import (
    closed,
    invited,
    opened,
    ready,
    share_of,
    submitted,
    who,
)
from tests.web.routes import patterns

from jiheng_evidence.ratings import read_ratings
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.evaluation import expert_commands
from jiheng_web.evaluation.content import Given, Ratings, framework_of, loaded
from jiheng_web.evaluation.models import Evaluation, ExpertSheet, Kind, Phase, SheetState

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    Logged = Callable[[str], Client]

POINTS = "2.97"
"""Points that stand nowhere else on a page."""


@pytest.fixture
def found(city: City) -> Evaluation:
    """Return an open department evaluation."""
    return opened(city)


def text(answer: Any) -> str:
    """Return a page that could be opened."""
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def told(city: City, found: Evaluation, username: str, *, submit: bool) -> ExpertSheet:
    """Let an expert give points that can be recognized, with a telling comment."""
    sheet = invited(city, found, username)
    ratings = share_of(found, "1") | {0: Given(points=Decimal(POINTS), comment="独家意见")}
    command = expert_commands.submit if submit else expert_commands.save
    return command(*who(city, username), sheet.pk, ratings)


@pytest.mark.parametrize("username", ["finance", "clerk", "head", "auditor"])
def test_readers_of_an_open_evaluation_see_no_points(
    city: City, found: Evaluation, as_person: Logged, username: str
) -> None:
    told(city, found, "evaluator2", submit=True)

    page = text(as_person(username).get(f"/evaluations/{found.pk}"))

    assert POINTS not in page
    assert "独家意见" not in page
    assert "只有组织方可见" in page


def test_an_expert_sees_nothing_of_the_others_before_the_end(
    city: City, found: Evaluation, as_person: Logged
) -> None:
    told(city, found, "evaluator2", submit=True)
    mine = submitted(city, found, "evaluator", "0.8")
    client = as_person("evaluator")

    pages = [text(client.get(path)) for path in ("/ratings", f"/ratings/{mine.pk}")]
    book = client.get(f"/ratings/{mine.pk}/sheet.xlsx").content

    assert not any(POINTS in page or "独家意见" in page or "蒋专家" in page for page in pages)
    assert {one.expert for one in read_ratings(book, "表.xlsx").ratings} == {"冯专家"}
    assert client.get(f"/evaluations/{found.pk}").status_code == 403


def addresses(*keys: int) -> list[str]:
    """Return every address on evaluations and ratings, with keys of things put in."""
    found = (pattern for pattern, _end in patterns())
    named = [one for one in found if re.search("evaluation|rating|budget|waiting|desk", one)]
    return sorted({re.sub("<[^>]+>", str(key), one) for one in named for key in keys})


@pytest.mark.parametrize("username", ["evaluator", "auditor"])
def test_no_address_tells_what_others_gave_while_experts_rate(
    city: City, found: Evaluation, as_person: Logged, username: str
) -> None:
    theirs = told(city, found, "evaluator2", submit=True)
    mine = invited(city, found)
    client = as_person(username)

    walked = {one: client.get(f"/{one}") for one in addresses(found.pk, theirs.pk, mine.pk)}

    assert any(answer.status_code == 200 for answer in walked.values())
    telling = [
        address
        for address, answer in walked.items()
        if POINTS in unpacked(answer) or "独家意见" in unpacked(answer)
    ]
    assert telling == []


def unpacked(answer: Any) -> str:
    """Return what an answer says, also one that is a workbook or a document."""
    body = answer.getvalue() if answer.streaming else answer.content
    if not body.startswith(b"PK"):
        return str(body.decode(errors="replace"))
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


@pytest.mark.parametrize("address", ["", "/sheet.xlsx"])
def test_the_sheet_of_another_expert_does_not_exist(
    city: City, found: Evaluation, as_person: Logged, address: str
) -> None:
    theirs = told(city, found, "evaluator2", submit=True)
    invited(city, found)

    assert as_person("evaluator").get(f"/ratings/{theirs.pk}{address}").status_code == 404


def test_the_organizer_sees_no_draft(city: City, found: Evaluation, as_person: Logged) -> None:
    told(city, found, "evaluator2", submit=False)

    assert POINTS not in text(as_person("department").get(f"/evaluations/{found.pk}"))


def test_the_organizer_sees_spread_and_comments(
    city: City, found: Evaluation, as_person: Logged
) -> None:
    told(city, found, "evaluator2", submit=True)

    page = text(as_person("department").get(f"/evaluations/{found.pk}"))

    assert POINTS in page
    assert "独家意见" in page
    assert f'name="points-{0}"' not in page


def test_the_result_is_there_for_readers_and_experts_when_closed(
    city: City, found: Evaluation, as_person: Logged
) -> None:
    done = closed(city, found)
    mine = done.sheets.get(expert=city.people["evaluator"])

    page = text(as_person("head").get(f"/evaluations/{done.pk}"))
    sheet = text(as_person("evaluator").get(f"/ratings/{mine.pk}"))

    assert "70.00 / 100" in page
    assert "95.00" in page  # the self-rating, apart
    assert "70.00" in sheet


def test_an_evaluation_goes_its_way_in_the_browser(city: City, as_person: Logged) -> None:
    project = city.approved(city.project())
    organizer, expert = as_person("department"), as_person("evaluator")
    said = {"project": project.pk, "kind": "department", "framework": "national"}
    organizer.post("/evaluations/new", said | {"due": "2099-12-31"})
    found = Evaluation.objects.get()
    here = f"/evaluations/{found.pk}"
    organizer.post(f"{here}/invite", {"username": "evaluator", "until": "2099-12-31"})
    sheet = ExpertSheet.objects.get()
    organizer.post(f"{here}/remind")
    assert "请您在" in text(expert.get(f"/ratings/{sheet.pk}"))

    points = {f"points-{at}": str(one.points) for at, one in share_of(found, "0.9").items()}
    expert.post(f"/ratings/{sheet.pk}/save", points | {"revision": "1", "comment-0": "较充分"})
    assert ExpertSheet.objects.get().state == SheetState.DRAFT
    expert.post(f"/ratings/{sheet.pk}/save", points | {"revision": "2", "submit": "1"})
    items = enumerate(framework_of(found).items)
    numbers = {
        name: value
        for at, item in items
        if item.formula
        for name, value in (
            (f"numerator-{at}", "95"),
            (f"denominator-{at}", "100"),
            (f"evidence-{at}", "决算报表"),
        )
    }
    organizer.post(f"{here}/fill-in", numbers | {"revision": "1", "own_total": "98", "own-0": "3"})
    organizer.post(f"{here}/combining", {"combining": "median"})
    organizer.post(f"{here}/close")
    organizer.post(f"{here}/request", {"requested": "1,200"})
    as_person("finance").post(f"{here}/decide", {"amount": "900", "reason": "压减"})

    found.refresh_from_db()
    assert (found.state, found.grade) == (Phase.CLOSED, "优")
    assert found.own_total == Decimal(98)
    lines = text(as_person("finance").get("/evaluations/budget-lines"))
    assert all(amount in lines for amount in ("1,200.00", "900.00"))


@pytest.mark.parametrize(
    ("said", "status"),
    [({"points-0": "3.01"}, 400), ({"points-0": "三分"}, 400), ({"points-0": "-1"}, 400)],
)
def test_points_are_bounded_by_the_server(
    city: City, found: Evaluation, as_person: Logged, said: dict[str, str], status: int
) -> None:
    sheet = invited(city, found)

    said |= {"revision": "1"}
    answer = as_person("evaluator").post(f"/ratings/{sheet.pk}/save", said)

    sheet.refresh_from_db()
    assert (answer.status_code, sheet.content) == (status, "{}")


def test_a_stale_window_writes_over_no_ratings(
    city: City, found: Evaluation, as_person: Logged
) -> None:
    sheet, expert = invited(city, found), as_person("evaluator")
    page = text(expert.get(f"/ratings/{sheet.pk}"))
    shown = re.findall('name="revision" value="([0-9]+)"', page)[0]
    at = f"/ratings/{sheet.pk}/save"
    assert expert.post(at, {"revision": shown, "points-0": "2.5"}).status_code == 302

    again = [expert.post(at, {"revision": shown} | more) for more in ({}, {"submit": "1"})]

    sheet.refresh_from_db()
    assert [one.status_code for one in again] == [409, 409]
    assert loaded(sheet.content, Ratings)[0].points == Decimal("2.5")


def test_a_stale_window_writes_over_no_computed_items(found: Evaluation, as_person: Logged) -> None:
    organizer, at = as_person("department"), f"/evaluations/{found.pk}"
    page = text(organizer.get(at))
    shown = re.findall('name="revision" value="([0-9]+)"', page)[0]
    assert organizer.post(f"{at}/fill-in", {"revision": shown, "own-0": "3"}).status_code == 302

    assert organizer.post(f"{at}/fill-in", {"revision": shown}).status_code == 409
    found.refresh_from_db()
    assert found.own != "{}"


def test_points_have_two_decimals_and_a_page_without_any_no_nought(
    city: City, found: Evaluation, as_person: Logged
) -> None:
    sheet = invited(city, found)
    said = {"revision": "1", "points-0": "1.234"}

    answer = as_person("evaluator").post(f"/ratings/{sheet.pk}/save", said)

    assert "最多 2 位小数" in answer.content.decode()
    assert "0.00 / 100" not in text(as_person("department").get(f"/evaluations/{found.pk}"))


def test_junk_is_named_in_words_of_rating_sheets(
    city: City, found: Evaluation, as_person: Logged
) -> None:
    sheet, expert = invited(city, found), as_person("evaluator")

    told = [
        expert.post(
            f"/ratings/{sheet.pk}/workbook", {"file": SimpleUploadedFile("评分表.xlsx", body)}
        ).content.decode()
        for body in (b"junk", b"")
    ]

    assert "不是评分表工作簿" in told[0]
    assert "文件是空的" in told[1]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("new", {"project": "1", "due": "2099-12-31"}),
        ("new", {"project": "1", "kind": "department", "due": "morgen"}),
        ("{}/combining", {"combining": "dice"}),
        ("{}/fill-in", {"numerator-6": "1e999"}),
        ("{}/decide", {"reason": "没有金额"}),
    ],
)
def test_what_cannot_be_taken_is_refused(
    found: Evaluation, as_person: Logged, address: str, said: dict[str, str]
) -> None:
    answer = as_person("department").post(f"/evaluations/{address.format(found.pk)}", said)

    assert answer.status_code == 400


def test_what_is_closed_is_refused_with_a_conflict(
    city: City, found: Evaluation, as_person: Logged
) -> None:
    done = closed(city, found)
    mine = done.sheets.get(expert=city.people["evaluator"])

    assert as_person("department").post(f"/evaluations/{done.pk}/close").status_code == 409
    assert as_person("evaluator").post(f"/ratings/{mine.pk}/save").status_code == 409


def test_the_organizer_lets_an_expert_go(city: City, found: Evaluation, as_person: Logged) -> None:
    sheet = invited(city, found)
    as_person("department").post(
        f"/evaluations/{found.pk}/release", {"sheet": sheet.pk, "reason": "出差"}
    )

    assert "出差" in text(as_person("evaluator").get(f"/ratings/{sheet.pk}"))


def test_a_workbook_goes_out_and_comes_back(
    city: City, found: Evaluation, as_person: Logged
) -> None:
    sheet = invited(city, found)
    expert_commands.save(*who(city, "evaluator"), sheet.pk, share_of(found, "0.5"))
    client = as_person("evaluator")
    book = client.get(f"/ratings/{sheet.pk}/sheet.xlsx").content
    expert_commands.save(*who(city, "evaluator"), sheet.pk, {})

    file = SimpleUploadedFile("评分表.xlsx", book)
    assert client.post(f"/ratings/{sheet.pk}/workbook", {"file": file}).status_code == 302

    sheet.refresh_from_db()
    kept = {at: one.points for at, one in loaded(sheet.content, Ratings).items()}
    assert kept == {at: one.points for at, one in share_of(found, "0.5").items()}


def test_no_workbook_is_refused(city: City, found: Evaluation, as_person: Logged) -> None:
    sheet = invited(city, found)
    file = SimpleUploadedFile("评分表.xlsx", b"not a workbook")

    answer = as_person("evaluator").post(f"/ratings/{sheet.pk}/workbook", {"file": file})

    assert answer.status_code == 400


def test_the_report_opens(city: City, found: Evaluation, as_person: Logged) -> None:
    done = closed(city, found)

    body = as_person("auditor").get(f"/evaluations/{done.pk}/report.docx").content

    document = Document(io.BytesIO(body))
    words = "\n".join(one.text for one in document.paragraphs)
    assert "得分 70.00 分" in words
    assert "3 位专家独立评分" in words
    cells = {cell.text for table in document.tables for cell in table.columns[-1].cells}
    assert "evaluator的意见" in cells


def test_there_is_no_report_before_the_end(
    city: City, found: Evaluation, as_person: Logged
) -> None:
    ready(city, found)

    answer = as_person("department").get(f"/evaluations/{found.pk}/report.docx")

    assert answer.status_code == 409


def test_a_list_keeps_to_what_is_in_reach(city: City, as_person: Logged) -> None:
    opened(city, city.approved(city.project(name="本单位的项目")))

    assert "本单位的项目" in text(as_person("clerk").get("/evaluations?state=open&kind=department"))
    assert "本单位的项目" not in text(as_person("clerk").get("/evaluations?state=closed"))
    assert "本单位的项目" not in text(as_person("other_department").get("/evaluations"))


def test_only_own_kinds_and_projects_are_offered(city: City, as_person: Logged) -> None:
    city.approved(city.project(name="可评的项目"))

    offered = text(as_person("department").get("/evaluations?q=可评"))
    others = text(as_person("other_department").get("/evaluations"))

    assert "可评的项目" in offered
    assert 'value="finance"' not in offered.partition('id="new-kind"')[2]
    assert "可评的项目" not in others
    assert 'id="new-kind"' not in text(as_person("clerk").get("/evaluations"))


def test_overdue_evaluations_are_marked(city: City, found: Evaluation, as_person: Logged) -> None:
    invited(city, found)
    with act(PROGRAM, "test.past"):
        Evaluation.objects.update(due=timezone.localdate().replace(year=2020, day=1))

    assert "已逾期" in text(as_person("department").get("/evaluations"))
    assert "已逾期" in text(as_person("evaluator").get("/ratings"))


def test_a_tampered_result_is_announced(city: City, found: Evaluation, as_person: Logged) -> None:
    done = closed(city, found)
    with act(PROGRAM, "test.tamper"):
        Evaluation.objects.update(own_total=1)

    assert "不一致" in text(as_person("head").get(f"/evaluations/{done.pk}"))


def test_a_finance_evaluation_belongs_to_the_bureau(city: City, as_person: Logged) -> None:
    found = opened(city, kind=Kind.FINANCE)

    assert as_person("department").post(f"/evaluations/{found.pk}/close").status_code == 403
    assert as_person("finance").post(f"/evaluations/{found.pk}/close").status_code == 400


def test_what_waits_is_on_the_desk(city: City, found: Evaluation, as_person: Logged) -> None:
    sheet = invited(city, found)
    expert_commands.remind(*who(city, "department"), found.pk)
    assert f'href="/ratings/{sheet.pk}"' in text(as_person("evaluator").get("/desk"))
    assert f'href="/evaluations/{found.pk}"' not in text(as_person("department").get("/desk"))

    submitted(city, found, "evaluator", "0.8")

    assert f'href="/ratings/{sheet.pk}"' not in text(as_person("evaluator").get("/desk"))
    assert f'href="/evaluations/{found.pk}"' in text(as_person("department").get("/desk"))
    assert f'href="/evaluations/{found.pk}"' not in text(as_person("finance").get("/desk"))
