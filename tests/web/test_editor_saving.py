"""The grid saves and checks as JSON; of two who write at once, nobody's work is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.city import sound_table

from jiheng.model import Entry, TargetTable
from jiheng_web.audit.chain import prove
from jiheng_web.audit.models import Record
from jiheng_web.editor.merging import contrasts, merged, rebased
from jiheng_web.editor.sheet import Sheet, to_sheet
from jiheng_web.editor.taking import take
from jiheng_web.projects.content import table_of
from jiheng_web.projects.models import Draft, Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client
    from tests.web.city import City


def sheet_of(project: Project) -> dict[str, Any]:
    """Return what the grid holds of a project."""
    return to_sheet(table_of(project.newest.content)).record()


def send(browser: Client, project: Project, tail: str, data: object) -> HttpResponse:
    """Send JSON as the grid does."""
    return browser.post(  # type: ignore[return-value]
        f"/projects/{project.pk}/{tail}", json.dumps(data), content_type="application/json"
    )


def saved(browser: Client, project: Project, revision: int, **fields: str) -> HttpResponse:
    """Save fields as the grid does."""
    sheet = sheet_of(project)
    return send(
        browser,
        project,
        "save",
        {"revision": revision, "rows": sheet["rows"], "fields": sheet["fields"] | fields},
    )


def test_the_grid_is_told_revision_findings_and_readings(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()

    answer = saved(as_person("clerk"), project, 1, goal="新的目标").json()  # type: ignore[attr-defined]

    assert answer["revision"] == 2
    assert answer["targets"][0] == "≥ 12 场"
    assert answer["origins"] == [0, 1, 2, 3, 4, 5]
    assert "findings" in answer


def test_a_save_is_one_act_on_record(city: City, as_person: Callable[[str], Client]) -> None:
    project = city.project()
    before = Record.objects.count()

    saved(as_person("clerk"), project, 1, goal="新的目标")

    assert Record.objects.count() == before + 1
    assert prove().broken is None


def test_who_saves_later_gets_both_sides_and_keeps_a_draft(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    saved(as_person("clerk2"), project, 1, goal="先保存的目标")

    answer = saved(as_person("clerk"), project, 1, goal="后保存的目标")

    said = answer.json()  # type: ignore[attr-defined]
    assert answer.status_code == 409
    assert said["theirs"]["fields"]["goal"] == "先保存的目标"
    assert said["mine"]["fields"]["goal"] == "后保存的目标"
    assert table_of(project.newest.content).rows[0].goal == "先保存的目标"
    assert table_of(Draft.objects.get().content).rows[0].goal == "后保存的目标"


@pytest.mark.parametrize(("choice", "goal"), [("mine", "后保存的目标"), ("theirs", "先保存的目标")])
def test_what_is_chosen_is_saved_and_the_draft_is_done_with(
    city: City, as_person: Callable[[str], Client], choice: str, goal: str
) -> None:
    project = city.project()
    browser = as_person("clerk")
    saved(as_person("clerk2"), project, 1, goal="先保存的目标", code="A1")
    saved(browser, project, 1, goal="后保存的目标")

    page = browser.get(f"/projects/{project.pk}/conflict").content.decode()
    browser.post(
        f"/projects/{project.pk}/conflict",
        {"revision": 2, "choose.goal": choice, "choose.code": "theirs", "do": "settle"},
    )

    row = table_of(project.newest.content).rows[0]
    assert "先保存的目标" in page
    assert "后保存的目标" in page
    assert (row.goal, row.code) == (goal, "A1")
    assert not Draft.objects.exists()


def test_a_third_save_while_choosing_leaves_the_draft(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    browser = as_person("clerk")
    saved(as_person("clerk2"), project, 1, goal="先保存的目标")
    saved(browser, project, 1, goal="后保存的目标")
    saved(as_person("clerk2"), project, 2, goal="又保存的目标")

    browser.post(
        f"/projects/{project.pk}/conflict", {"revision": 2, "choose.goal": "mine", "do": "settle"}
    )

    assert table_of(project.newest.content).rows[0].goal == "又保存的目标"
    assert Draft.objects.exists()


def test_a_draft_is_thrown_away_only_by_its_owner(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    saved(as_person("clerk2"), project, 1, goal="先保存的目标")
    saved(as_person("clerk"), project, 1, goal="后保存的目标")
    address = f"/projects/{project.pk}/conflict"

    assert as_person("clerk2").get(address).status_code == 404
    assert as_person("clerk2").post(address, {"do": "discard"}).status_code == 404
    assert Draft.objects.exists()
    assert as_person("clerk").post(address, {"do": "discard"}).status_code == 302
    assert not Draft.objects.exists()


def test_what_was_written_while_the_project_moved_on_is_kept(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    city.move(project, ("head", "project.check"))

    answer = saved(as_person("clerk"), project, 1, goal="来不及保存的目标")

    assert answer.status_code == 409
    assert table_of(Draft.objects.get().content).rows[0].goal == "来不及保存的目标"


def test_a_plain_form_that_comes_too_late_leads_to_the_comparison(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    saved(as_person("clerk2"), project, 1, goal="先保存的目标")

    answer = as_person("clerk").post(
        f"/projects/{project.pk}/save", {"revision": "1", "field.goal": "后保存的目标"}
    )

    assert answer["Location"] == f"/projects/{project.pk}/conflict"


def test_a_fault_is_told_at_its_place_and_nothing_is_saved(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()

    answer = saved(as_person("clerk"), project, 1, **{"funding.total": "一百"})

    assert answer.status_code == 400
    assert list(answer.json()["faults"]) == ["funding.total"]  # type: ignore[attr-defined]
    assert project.newest.revision == 1


@pytest.mark.parametrize("body", ["", "{", "[]", "[" * 100_000, '{"fields":{},"rows":{}}'])
@pytest.mark.parametrize("tail", ["save", "look"])
def test_what_is_no_sheet_is_refused(
    city: City, as_person: Callable[[str], Client], body: str, tail: str
) -> None:
    project = city.project()

    answer = as_person("clerk").post(
        f"/projects/{project.pk}/{tail}", body, content_type="application/json"
    )

    assert answer.status_code == 400


@pytest.mark.parametrize("username", ["head", "department", "finance", "auditor"])
@pytest.mark.parametrize("tail", ["save", "look"])
def test_who_is_no_clerk_saves_and_checks_nothing(
    city: City, as_person: Callable[[str], Client], username: str, tail: str
) -> None:
    project = city.project()

    assert send(as_person(username), project, tail, sheet_of(project)).status_code == 403


def test_a_check_reads_and_finds_and_writes_nothing(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    before = Record.objects.count()
    sheet = sheet_of(project)
    blank = dict.fromkeys(sheet["rows"][0], "")
    sheet["rows"] = [blank, *sheet["rows"]]
    sheet["rows"][1] |= {"annual_value": "待定", "weight": "80"}

    said = send(as_person("clerk"), project, "look", sheet).json()  # type: ignore[attr-defined]

    assert said["targets"][:3] == ["", "需人工判断", "≥ 300 人"]
    assert "indicators.1.annual_value" in [place for m in said["marks"] for place in m["places"]]
    assert said["weights"] == {"total": "80", "expected": "90", "agrees": False}
    assert said["counts"]["block"] == 1
    assert Record.objects.count() == before
    assert project.newest.revision == 1


def test_indicators_of_projects_in_sight_are_suggested(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    city.project(name="另一科普项目")
    city.project("201", name="别人的项目")

    answer = as_person("clerk").get(f"/projects/{project.pk}/suggestions", {"name": "讲解员培训"})

    found = answer.json()["suggestions"]
    assert found[0]["name"] == "科普讲解员培训人数"
    assert {one["project"] for one in found} == {"另一科普项目"}


def with_row(table: TargetTable, place: int, **changes: object) -> TargetTable:
    """Return a table with an indicator changed."""
    rows = list(table.rows[0].indicators)
    rows[place] = replace(rows[place], **changes)  # type: ignore[arg-type]
    return replace(table, rows=(replace(table.rows[0], indicators=tuple(rows)),))


def without_row(table: TargetTable, place: int) -> TargetTable:
    """Return a table without an indicator."""
    rows = [one for n, one in enumerate(table.rows[0].indicators) if n != place]
    return replace(table, rows=(replace(table.rows[0], indicators=tuple(rows)),))


def test_choosing_nothing_of_ones_own_leaves_what_is_saved() -> None:
    theirs, mine = sound_table(), with_row(sound_table("别名"), 2, annual_value="≥97%")

    assert merged(theirs, mine, {}) == theirs


def test_choosing_all_of_ones_own_says_what_one_wrote() -> None:
    theirs = without_row(sound_table(), 4)
    mine = with_row(without_row(sound_table("别名"), 1), 1, annual_value="≥97%")
    choices = {one.key: "mine" for one in contrasts(theirs, mine)}

    made = merged(theirs, mine, choices).rows[0]

    assert made.name == "别名"
    assert {one.name for one in made.indicators} == {o.name for o in mine.rows[0].indicators}


def test_a_row_only_one_of_them_has_keeps_what_the_grid_does_not_show() -> None:
    theirs = without_row(sound_table(), 5)
    mine = with_row(sound_table(), 5, further=(Entry(label="备注", value="甲"),))

    made = merged(theirs, mine, {"mine.5": "mine"})

    assert made.rows[0].indicators[-1] == mine.rows[0].indicators[-1]


def test_rows_written_on_an_older_revision_find_their_indicators_again() -> None:
    table = with_row(sound_table(), 2, further=(Entry(label="备注", value="甲"),))
    written = to_sheet(table)

    late = rebased(Sheet(written.fields, written.rows), without_row(table, 0))

    made = take(without_row(table, 0), late).table.rows[0].indicators
    assert made[2].further == (Entry(label="备注", value="甲"),)
    assert len(made) == 6
