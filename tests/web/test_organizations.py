"""The tree of organizations: who sees what of it, who changes it, and lists of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from jiheng_web.access.policy import Role
from jiheng_web.accounts import organization_list as lists
from jiheng_web.accounts import organizations
from jiheng_web.accounts.models import Organization
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput, UnattendedWrite
from jiheng_web.operations.setting_up import add_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpResponse
    from django.test import Client
    from tests.web.city import City

CHANGES = ("add", "import", "accept", "1/rename", "1/active")


def workbook(rows: Iterable[Iterable[str]], head: Iterable[str] = lists.COLUMNS) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((head, *rows)):
            for column, said in enumerate(row):
                sheet.write_string(number, column, said)
    return stream.getvalue()


def look_at(browser: Client, data: bytes, name: str = "机构.xlsx") -> HttpResponse:
    given = SimpleUploadedFile(name, data)
    return browser.post("/organizations/import", {"list": given})  # type: ignore[return-value]


def faults(city: City, *rows: tuple[str, str, str, str]) -> set[str]:
    planned = lists.plan(city.principal("sysadmin"), lists.read(workbook(rows), "机构.xlsx"))
    return {fault.cell for fault in planned.faults}


@pytest.fixture
def branch(city: City) -> City:
    """An administrator of the first department alone."""
    with act(PROGRAM, "test"):
        roles = [(city.organizations["100"], Role.SYSTEM_ADMINISTRATOR)]
        city.people["sys100"] = add_person("sys100", "分管", "x", roles, must_change=False)
    return city


def test_everybody_sees_their_own_part_of_the_tree(as_person: Callable[[str], Client]) -> None:
    page = as_person("department").get("/organizations").content.decode()

    assert "科技馆" in page
    assert "民政局本级" not in page


def test_the_tree_is_read_from_the_top(as_person: Callable[[str], Client]) -> None:
    page = as_person("sysadmin").get("/organizations").content.decode()
    places = [page.index(f">{name}</a>") for name in ("测试市财政局", "测试市科技局", "科技馆")]

    assert places == sorted(places)


def test_another_department_does_not_exist(city: City, as_person: Callable[[str], Client]) -> None:
    address = f"/organizations/{city.organizations['201'].pk}"

    assert as_person("clerk").get(address).status_code == 404


@pytest.mark.parametrize("deed", CHANGES)
@pytest.mark.parametrize("username", ["clerk", "finance", "auditor", "secadmin", "auditadmin"])
def test_only_the_system_administrator_changes_the_tree(
    as_person: Callable[[str], Client], username: str, deed: str
) -> None:
    assert as_person(username).post(f"/organizations/{deed}").status_code == 403


@pytest.mark.parametrize("deed", ["rename", "active"])
def test_another_department_is_not_changed(
    branch: City, as_person: Callable[[str], Client], deed: str
) -> None:
    address = f"/organizations/{branch.organizations['201'].pk}/{deed}"

    assert as_person("sys100").post(address, {"name": "我的"}).status_code == 404


def add(browser: Client, city: City, above: str = "100", **changes: str) -> int:
    said = {"parent": str(city.organizations[above].pk), "code": "103", "name": "天文台"}
    return browser.post("/organizations/add", {**said, "kind": "unit", **changes}).status_code


def test_an_organization_is_added_below_another(
    city: City, as_person: Callable[[str], Client]
) -> None:
    assert add(as_person("sysadmin"), city) == 302

    made = Organization.objects.get(code="103")
    assert made.path == f"{city.organizations['100'].path}{made.pk}."
    assert Record.objects.latest("sequence").act == "organization.add"


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "101"},
        {"code": ""},
        {"code": "x" * 41},
        {"name": ""},
        {"name": "x" * 201},
        {"kind": "empire"},
        {"kind": "bureau"},
    ],
)
def test_an_organization_that_cannot_be_is_refused(
    city: City, as_person: Callable[[str], Client], changes: dict[str, str]
) -> None:
    assert add(as_person("sysadmin"), city, **changes) == 400


def test_an_organization_is_not_added_elsewhere(
    branch: City, as_person: Callable[[str], Client]
) -> None:
    assert add(as_person("sys100"), branch, "200") == 404


@pytest.mark.parametrize("parent", ["", "x", "-1", "9" * 40, "٣"])
def test_what_is_above_must_exist(
    city: City, as_person: Callable[[str], Client], parent: str
) -> None:
    assert add(as_person("sysadmin"), city, parent=parent) == 404


def test_a_tree_does_not_grow_without_end(city: City) -> None:
    who = city.principal("sysadmin"), city.actor("sysadmin")
    above = city.organizations["101"].pk

    for number in range(organizations.LEVELS - 3):
        above = organizations.add(*who, above, f"d{number}", "下级", "unit").pk

    with pytest.raises(InvalidInput):
        organizations.add(*who, above, "deepest", "下级", "unit")


def test_an_organization_is_renamed(city: City, as_person: Callable[[str], Client]) -> None:
    address = f"/organizations/{city.organizations['102'].pk}/rename"
    as_person("sysadmin").post(address, {"name": "<b>天文馆</b>"})

    page = as_person("clerk").get("/organizations").content.decode()
    assert Organization.objects.get(code="102").name == "<b>天文馆</b>"
    assert "<b>天文馆" not in page


def end(browser: Client, city: City, code: str) -> int:
    address = f"/organizations/{city.organizations[code].pk}/active"
    return browser.post(address, {"active": "0"}).status_code


@pytest.mark.parametrize("code", ["000", "100", "102"])
def test_what_people_depend_on_stays_in_use(
    city: City, as_person: Callable[[str], Client], code: str
) -> None:
    assert end(as_person("sysadmin"), city, code) == 409


def test_projects_in_work_keep_an_organization_in_use(
    city: City, as_person: Callable[[str], Client]
) -> None:
    city.project("102")
    with act(PROGRAM, "test"):
        city.people["museum"].memberships.all().delete()

    assert end(as_person("sysadmin"), city, "102") == 409


def test_what_nothing_depends_on_is_taken_out_of_use_and_back(
    city: City, as_person: Callable[[str], Client]
) -> None:
    with act(PROGRAM, "test"):
        city.people["museum"].memberships.all().delete()
        city.people["museum"].organization = None
        city.people["museum"].save()
    browser = as_person("sysadmin")

    assert end(browser, city, "102") == 302
    assert not Organization.objects.get(code="102").is_active
    address = f"/organizations/{city.organizations['102'].pk}/active"
    browser.post(address, {"active": "1"})
    assert Organization.objects.get(code="102").is_active


def test_the_tree_is_not_written_without_an_act(city: City) -> None:
    with pytest.raises(UnattendedWrite):
        Organization.objects.filter(pk=city.organizations["101"].pk).update(name="别的")


NEW = (
    ("301", "档案馆", "预算单位", "300"),
    ("300", "测试市档案局", "主管部门", "000"),
    ("102", "科学馆", "预算单位", "100"),
    ("101", "科技局本级", "预算单位", "100"),
)


def test_a_list_is_looked_at_before_anything_changes(
    city: City, as_person: Callable[[str], Client]
) -> None:
    answer = look_at(as_person("sysadmin"), workbook(NEW))

    assert answer.status_code == 200
    assert "测试市档案局" in answer.content.decode()
    assert Organization.objects.count() == len(city.organizations)


def test_an_accepted_list_adds_and_changes(city: City) -> None:
    lines = lists.read(workbook(NEW), "机构.xlsx")
    done = lists.accept(city.principal("sysadmin"), city.actor("sysadmin"), lines)

    made = Organization.objects.select_related("parent").get(code="301")
    assert (len(done.added), len(done.changed), done.same) == (2, 1, 1)
    assert made.parent
    assert made.parent.code == "300"
    assert made.path.startswith(made.parent.path)
    assert Organization.objects.get(code="102").name == "科学馆"


def test_a_list_is_accepted_by_the_page(city: City, as_person: Callable[[str], Client]) -> None:
    browser = as_person("sysadmin")
    lines = lists.read(workbook(NEW), "机构.xlsx")

    browser.post("/organizations/accept", {"list": lists.packed(lines)})

    assert Organization.objects.count() == len(city.organizations) + 2
    assert Record.objects.latest("sequence").act == "organization.import"


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("forged", ["", "x", "W10:abc:def"])
def test_a_forged_list_is_not_accepted(as_person: Callable[[str], Client], forged: str) -> None:
    answer = as_person("sysadmin").post("/organizations/accept", {"list": forged})

    assert answer.status_code == 400


def test_a_tree_changed_in_the_meantime_is_looked_at_again(city: City) -> None:
    lines = lists.read(workbook((("301", "档案馆", "预算单位", "102"),)), "机构.xlsx")
    with act(PROGRAM, "test"):
        Organization.objects.filter(code="102").update(is_active=False)

    with pytest.raises(InvalidInput):
        lists.accept(city.principal("sysadmin"), city.actor("sysadmin"), lines)


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([("", "无编码", "预算单位", "100")], {"A2"}),
        ([("301", "", "预算单位", "100")], {"B2"}),
        ([("301", "档案馆", "公司", "100")], {"C2"}),
        ([("301", "档案馆", "", "100")], {"C2"}),
        ([("301", "档案馆", "财政部门", "100")], {"C2"}),
        ([("301", "档案馆", "预算单位", "999")], {"D2"}),
        ([("301", "档案馆", "预算单位", "")], {"D2"}),
        ([("301", "甲", "预算单位", "302"), ("302", "乙", "预算单位", "301")], {"D2", "D3"}),
        ([("301", "甲", "预算单位", "100"), ("301", "乙", "预算单位", "100")], {"A2"}),
        ([("101", "科技局本级", "预算单位", "200")], {"D2"}),
        ([("x" * 41, "档案馆", "预算单位", "100")], {"A2"}),
        ([("301", "档" * 201, "预算单位", "100")], {"B2"}),
    ],
)
def test_every_fault_of_a_list_is_told_with_its_cell(
    city: City, rows: list[tuple[str, str, str, str]], cells: set[str]
) -> None:
    assert faults(city, *rows) == cells


def test_a_list_does_not_reach_into_other_departments(branch: City) -> None:
    rows = (("301", "档案馆", "预算单位", "200"), ("201", "夺来的", "预算单位", "200"))
    lines = lists.read(workbook(rows), "机构.xlsx")

    planned = lists.plan(branch.principal("sys100"), lines)

    assert {fault.cell for fault in planned.faults} == {"D2", "A3"}


def test_a_chain_too_long_is_a_fault(city: City) -> None:
    rows = [(f"c{n}", "节", "预算单位", f"c{n - 1}" if n else "100") for n in range(3000)]

    assert "D2" not in faults(city, *rows)
    assert "D3001" in faults(city, *rows)


@pytest.mark.parametrize(
    "data",
    [b"", b"no workbook", workbook((), ("名称", "编码")), workbook((), ())],
    ids=["empty", "text", "columns", "blank"],
)
def test_what_is_no_list_is_refused(as_person: Callable[[str], Client], data: bytes) -> None:
    assert look_at(as_person("sysadmin"), data).status_code == 400


def test_a_list_of_too_many_rows_is_refused(as_person: Callable[[str], Client]) -> None:
    rows = [(str(n), "x", "预算单位", "100") for n in range(lists.MOST + 1)]

    assert look_at(as_person("sysadmin"), workbook(rows)).status_code == 400


def test_a_file_too_large_is_refused(as_person: Callable[[str], Client]) -> None:
    assert look_at(as_person("sysadmin"), b"x" * (lists.LARGEST + 1)).status_code == 400


def test_no_file_is_refused(as_person: Callable[[str], Client]) -> None:
    assert as_person("sysadmin").post("/organizations/import").status_code == 400


def test_text_of_a_list_is_shown_as_text(as_person: Callable[[str], Client]) -> None:
    rows = [("301", "=cmd|' /C calc'!A0", "预算单位", "100"), ("<u>", "<script>", "x", "<i>")]

    page = look_at(as_person("sysadmin"), workbook(rows)).content.decode()

    assert "<u>" not in page
    assert "<i>" not in page


def test_the_empty_list_can_be_filled_in(as_person: Callable[[str], Client]) -> None:
    data = as_person("sysadmin").get("/organizations/template.xlsx").content
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None

    assert tuple(cell.value for cell in sheet[1]) == lists.COLUMNS
    assert lists.read(data, "机构.xlsx") == ()
