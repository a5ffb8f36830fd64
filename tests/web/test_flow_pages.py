"""Pages of the flow: acts by form, versions, comparing and printing them, handing over."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.web.city import sound_table

from jiheng.errors import MissingExtra
from jiheng_web.access.policy import Action
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.errors import NotPermitted, WrongState
from jiheng_web.flow import commands, history, remarks
from jiheng_web.flow.panel import panel_of
from jiheng_web.projects.models import Project, Version

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    from jiheng_web.flow.panel import Panel

BEFORE = {
    "draft": (),
    "written": (("clerk", "project.finish"),),
    "checked": (("head", "project.check"),),
    "submitted": (("head", "project.check"), ("head", "project.submit")),
}


def panel(city: City, username: str, project: Project) -> Panel:
    who = city.principal(username)
    found = commands.visible(who, project.pk)
    return panel_of(who, found, found.newest)


@pytest.mark.parametrize(
    ("username", "stage", "words"),
    [
        ("clerk", "draft", ["finish"]),
        ("head", "draft", ["check"]),
        ("auditor", "draft", []),
        ("clerk", "written", []),
        ("head", "written", ["check", "return"]),
        ("clerk", "checked", ["withdraw"]),
        ("head", "checked", ["submit", "return", "withdraw"]),
        ("department", "checked", []),
        ("head", "submitted", ["withdraw"]),
        ("department", "submitted", ["return"]),
        ("finance", "submitted", []),
    ],
)
def test_a_person_is_offered_what_they_may_do_now(
    city: City, username: str, stage: str, words: list[str]
) -> None:
    project = city.move(city.project(), *BEFORE[stage])

    assert [one.word for one in panel(city, username, project).deeds] == words


def test_whatever_is_offered_can_be_done(city: City) -> None:
    for steps in BEFORE.values():
        for username in ("head", "clerk", "department"):
            for word in ("finish", "check", "submit", "return", "withdraw"):
                project = city.move(city.project(), *steps)
                offered = {one.word for one in panel(city, username, project).deeds}
                try:
                    city.move(project, (username, f"project.{word}"))
                except (NotPermitted, WrongState):
                    assert word not in offered
                else:
                    assert word in offered


def test_the_department_is_offered_its_review_and_the_finance_bureau_is_not(city: City) -> None:
    project = city.move(city.project(), *BEFORE["submitted"])

    assert [str(one) for one in panel(city, "department", project).reviews_as] == ["department"]
    assert panel(city, "finance", project).reviews_as == ()


def test_a_returned_project_shows_why_and_what_was_said_of_cells(city: City) -> None:
    project = city.move(city.project(), *BEFORE["submitted"])
    who = city.principal("department"), city.actor("department")
    remarks.comment(*who, project.pk, "goal", "请细化")
    commands.move(*who, project.pk, Action.PROJECT_RETURN, "请修改")
    found = panel(city, "clerk", project)

    assert found.returned is not None
    assert found.returned.reason == "请修改"
    assert [one.text for one in found.comments] == ["请细化"]


@pytest.mark.parametrize(
    ("username", "word", "status"),
    [
        ("head", "check", 302),
        ("head", "submit", 409),
        ("clerk", "check", 403),
        ("auditor", "withdraw", 403),
        ("other", "withdraw", 404),
        ("finance", "approve", 409),
        ("other_department", "return", 404),
    ],
)
def test_acts_by_form(
    city: City, as_person: Callable[[str], Client], username: str, word: str, status: int
) -> None:
    project = city.project()
    answer = as_person(username).post(f"/projects/{project.pk}/acts/{word}", {"reason": "理由"})

    assert answer.status_code == status


def test_an_act_is_not_done_by_following_a_link(
    city: City, as_person: Callable[[str], Client]
) -> None:
    assert as_person("head").get(f"/projects/{city.project().pk}/acts/check").status_code == 405


def test_returning_takes_a_reason(city: City, as_person: Callable[[str], Client]) -> None:
    project = city.move(city.project(), *BEFORE["checked"])

    assert as_person("head").post(f"/projects/{project.pk}/acts/return").status_code == 400


def blocked(city: City) -> Project:
    project = city.project()
    finding = {
        "rule": "R01",
        "name": "example",
        "family": "completeness",
        "severity": "block",
        **{
            key: {"zh": "缺少指标", "en": "missing"} for key in ("title", "message", "fix", "basis")
        },
        "locations": [{"indicator": None, "field": "goal", "start": 0, "end": 1, "excerpt": ""}],
    }
    with act(PROGRAM, "test.block"):
        Version.objects.filter(project=project).update(findings=json.dumps([finding]))
        Project.objects.filter(pk=project.pk).update(state="submitted", blocking=1)
    return project


def test_a_finding_that_blocks_stops_the_review_until_it_is_let_pass(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = blocked(city)
    browser = as_person("department")
    form = {
        **{
            f"points-{name}": "10"
            for name in ("form", "clarity", "goal", "indicators", "performance", "money")
        },
        "points-attainable": "10",
        "points-conditions": "10",
        "grade": "良",
        "opinion": "",
    }
    assert browser.post(f"/projects/{project.pk}/review/department", form).status_code == 409

    passed = browser.post(
        f"/projects/{project.pk}/overrides", {"rule": "R01", "place": "goal", "reason": "情况特殊"}
    )
    assert passed.status_code == 302
    assert browser.post(f"/projects/{project.pk}/review/department", form).status_code == 302


@pytest.mark.parametrize(
    ("username", "said", "status"),
    [
        ("department", {"rule": "R01", "place": "goal", "reason": " "}, 400),
        ("department", {"rule": "R99", "place": "goal", "reason": "理由"}, 404),
        ("head", {"rule": "R01", "place": "goal", "reason": "理由"}, 403),
        ("other_department", {"rule": "R01", "place": "goal", "reason": "理由"}, 404),
    ],
)
def test_what_cannot_be_let_pass(
    city: City,
    as_person: Callable[[str], Client],
    username: str,
    said: dict[str, str],
    status: int,
) -> None:
    project = blocked(city)

    assert as_person(username).post(f"/projects/{project.pk}/overrides", said).status_code == status


@pytest.fixture
def adjusted(city: City) -> Project:
    project = city.approved(city.project())
    who = city.principal("clerk"), city.actor("clerk")
    version = commands.adjust(*who, project.pk, "任务调整", "市财〔2026〕7号")
    table = sound_table()
    row = replace(table.rows[0], goal="2026年举办科普展览10场。")
    commands.save(*who, project.pk, replace(table, rows=(row,)), revision=version.revision)
    return project


def test_an_adjustment_is_begun_by_form(city: City, as_person: Callable[[str], Client]) -> None:
    project = city.approved(city.project())
    browser = as_person("clerk")
    said = {"reason": "任务调整", "approval_number": "市财〔2026〕7号"}

    assert browser.get(f"/projects/{project.pk}/adjust").status_code == 200
    assert browser.post(f"/projects/{project.pk}/adjust", said).status_code == 302
    assert project.versions.count() == 2


def test_an_adjustment_without_its_number_is_shown_again(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.approved(city.project())
    answer = as_person("clerk").post(f"/projects/{project.pk}/adjust", {"reason": "保留这句"})

    assert answer.status_code == 400
    assert "保留这句" in answer.content.decode()


def test_the_list_of_versions_says_who_when_why_and_by_what_number(
    adjusted: Project, as_person: Callable[[str], Client]
) -> None:
    page = as_person("auditor").get(f"/projects/{adjusted.pk}/versions").content.decode()

    assert "任务调整" in page
    assert "市财〔2026〕7号" in page
    assert "郑财政" in page


def test_a_version_that_was_tampered_with_is_told(
    adjusted: Project, as_person: Callable[[str], Client]
) -> None:
    address = f"/projects/{adjusted.pk}/versions/1"
    assert "tag good" in as_person("auditor").get(address).content.decode()
    with act(PROGRAM, "test.tamper"):
        first = adjusted.versions.get(number=1)
        Version.objects.filter(pk=first.pk).update(content=first.content.replace("12", "13"))

    assert "tag block" in as_person("auditor").get(address).content.decode()


def test_two_versions_are_compared_field_by_field(
    adjusted: Project, as_person: Callable[[str], Client]
) -> None:
    page = as_person("clerk").get(f"/projects/{adjusted.pk}/versions/compare?from=1&to=2")

    assert "<ins>2026年举办科普展览10场。</ins>" in page.content.decode()


@pytest.mark.parametrize("query", ["from=1&to=9", "from=x", "to=99999999"])
def test_versions_that_are_not_there_are_not_compared(
    adjusted: Project, as_person: Callable[[str], Client], query: str
) -> None:
    page = as_person("clerk").get(f"/projects/{adjusted.pk}/versions/compare?{query}")

    assert page.status_code == 404


def test_a_version_prints_the_labels_of_the_official_form(
    adjusted: Project, as_person: Callable[[str], Client]
) -> None:
    page = as_person("clerk").get(f"/projects/{adjusted.pk}/versions/2").content.decode()

    for label in ("项目名称", "科普展览举办场次", "数量指标", "2026年举办科普展览10场。"):
        assert label in page


def test_a_version_names_the_characters_that_its_pdf_lacks(
    city: City, as_person: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacks_typst(_grids: object) -> tuple[str, ...]:
        raise MissingExtra(extra="pdf")

    address = f"/projects/{city.project(name='𠮷项目').pk}/versions/1"
    monkeypatch.setattr(history, "missing_signs", lambda _grids: ("𠮷",))
    assert "PDF 字体没有这些字：𠮷，" in as_person("clerk").get(address).content.decode()
    monkeypatch.setattr(history, "missing_signs", lacks_typst)
    assert "PDF 字体没有" not in as_person("clerk").get(address).content.decode()


@pytest.mark.parametrize(("file", "start"), [("xlsx", b"PK"), ("docx", b"PK")])
def test_a_version_is_handed_out_as_a_file(
    adjusted: Project, as_person: Callable[[str], Client], file: str, start: bytes
) -> None:
    answer = as_person("clerk").get(f"/projects/{adjusted.pk}/versions/1/{file}")

    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert "%E6%99%BA%E6%85%A7" in answer["Content-Disposition"]


def test_a_file_of_no_known_kind_is_not_found(
    adjusted: Project, as_person: Callable[[str], Client]
) -> None:
    assert as_person("clerk").get(f"/projects/{adjusted.pk}/versions/1/exe").status_code == 404


@pytest.mark.parametrize("rest", ["versions", "versions/1", "versions/1/xlsx", "versions/compare"])
def test_versions_of_another_department_do_not_exist(
    adjusted: Project, as_person: Callable[[str], Client], rest: str
) -> None:
    assert as_person("other").get(f"/projects/{adjusted.pk}/{rest}").status_code == 404


def test_projects_of_who_leaves_are_handed_over(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    browser = as_person("head")
    leaving, to = city.people["clerk"].pk, city.people["clerk2"].pk

    assert project.name in browser.get(f"/hand-over?from={leaving}").content.decode()
    answer = browser.post("/hand-over", {"keys": [project.pk], "to": to})
    project.refresh_from_db()
    assert answer.status_code == 302
    assert project.owner_id == to


@pytest.mark.parametrize(("to", "status"), [("museum", 400), ("department", 400), ("", 400)])
def test_projects_go_to_clerks_of_their_unit_only(
    city: City, as_person: Callable[[str], Client], to: str, status: int
) -> None:
    project = city.project()
    receiver = city.people[to].pk if to else ""
    answer = as_person("head").post("/hand-over", {"keys": [project.pk], "to": receiver})

    assert answer.status_code == status
