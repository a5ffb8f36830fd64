"""The gate: what must not be published is found, with its project and cell."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from tests.web.city import sound_table
from tests.web.monitored import who
from tests.web.publishing import prepared, publish, published, sign

from jiheng.model import Entry, Funding
from jiheng_web.disclosure import commands
from jiheng_web.disclosure.gate import inspect
from jiheng_web.disclosure.personal import is_credit_code, seen
from jiheng_web.errors import GateClosed, InvalidInput
from jiheng_web.flow import commands as flow
from jiheng_web.flow import remarks

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    from jiheng.model import TargetTable
    from jiheng_web.disclosure.models import Disclosure
    from jiheng_web.projects.models import Project

BLOCKED = {
    "身份证号": "联系人身份证11010519491231002X",
    "手机号": "张三 13800138000",
    "带分隔的手机号": "电话138-1234-5678",
    "全角手机号": "１３８１２３４５６７８",
    "银行卡号": "账号6222021234567890128",
    "个人邮箱": "zhangsan@163.com",
    "护照号": "护照号码E12345678",
    "密级": "秘密★5年",
    "括号密级": "专项（内部资料）",
    "不予公开": "【不予公开】某项目",
    "密级栏": "密级：机密",
}
ALLOWED = {
    "统一社会信用代码": "91330100799655058B",
    "数字信用代码": "911101051000000000",
    "项目编码": "51092324T000010263357",
    "金额": "15012345678元",
    "整数金额": "13800000000",
    "小数": "13812345678.90",
    "内部控制": "完善内部控制制度，加强保密宣传",
    "日期": "20240101-20241231",
    "机关邮箱只提示": "kjj@gz.gov.cn",
}


@pytest.mark.parametrize("text", BLOCKED.values(), ids=BLOCKED.keys())
def test_what_identifies_a_person_or_is_secret_blocks(text: str) -> None:
    assert [sight for sight in seen(text) if sight.blocks]


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED.keys())
def test_what_only_looks_like_it_does_not_block(text: str) -> None:
    assert not [sight for sight in seen(text) if sight.blocks]


def test_what_is_found_is_never_shown_in_full() -> None:
    assert all("13800138000" not in sight.shown for sight in seen("张三 13800138000"))


def test_the_check_digit_of_a_credit_code_counts() -> None:
    assert is_credit_code("91330100799655058B")
    assert not is_credit_code("91330100799655058C")


def _codes(disclosure: Disclosure) -> set[tuple[str, str]]:
    return {(one.code, one.severity) for one in inspect(disclosure)}


def _approved(city: City, table: TargetTable) -> Project:
    """Bring a project all the way, whatever the rules say of it."""
    who = city.principal("clerk"), city.actor("clerk")
    project = flow.create(*who, city.organizations["101"], table)
    reviewer = city.principal("department"), city.actor("department")
    for finding in flow.open_blocks(project.newest):
        place = flow.place_of(finding)
        flow.override(*reviewer, project.pk, str(finding["rule"]), place, "测试")
    return city.approved(project)


def _changed(name: str, **changes: object) -> TargetTable:
    table = sound_table(name)
    return replace(table, rows=(replace(table.rows[0], **changes),))  # type: ignore[arg-type]


def _with_telephone(city: City) -> None:
    goal = f"{sound_table().rows[0].goal}联系人13800138000。"
    _approved(city, _changed("有问题的项目", goal=goal))


def test_a_sound_set_passes(city: City) -> None:
    assert _codes(prepared(city)) == set()


def test_an_open_comment_is_shown_at_its_cell_until_it_is_closed(city: City) -> None:
    disclosure = prepared(city)
    project = disclosure.entries.get().version.project
    who = city.principal("department"), city.actor("department")
    made = remarks.comment(*who, project.pk, "goal", "目标请再核对。")

    (found,) = inspect(disclosure)
    assert (found.code, found.severity, found.project, found.place) == (
        "open-comment",
        "must",
        project.pk,
        "goal",
    )
    remarks.resolve(*who, made.pk)
    assert inspect(disclosure) == []


def test_a_finding_names_project_and_cell(city: City) -> None:
    _with_telephone(city)
    made = prepared(city)
    found = [one for one in inspect(made) if one.code == "personal-or-secret"]

    assert [(one.name, one.place) for one in found] == [("有问题的项目", "goal")]


def test_what_blocks_stops_signing(city: City) -> None:
    _with_telephone(city)
    made = prepared(city)

    with pytest.raises(GateClosed):
        sign(city, made, "finance")


def test_an_internal_field_of_the_form_does_not_reach_the_gate(city: City) -> None:
    entries = (Entry(label="联系电话", value="13800138000"),)
    _approved(city, _changed("带联系人的项目", further=entries))

    assert _codes(prepared(city)) == set()


def test_an_approved_project_that_is_missing_blocks(city: City) -> None:
    made = prepared(city)
    city.approved(city.project(name="漏列的项目"))

    assert _codes(made) == {("incomplete-list", "block")}


def test_a_project_left_out_with_a_reason_does_not_block(city: City) -> None:
    made = prepared(city)
    secret = city.approved(city.project(name="涉密的项目"))
    who = city.principal("department"), city.actor("department")
    commands.omit(*who, made.pk, secret.pk, "保密审查不予公开")
    made.refresh_from_db()

    assert _codes(made) == set()
    assert made.omissions.get().reason == "保密审查不予公开"


def test_leaving_out_takes_a_reason(city: City) -> None:
    made = prepared(city)
    who = city.principal("department"), city.actor("department")
    key = made.entries.get().version.project_id

    with pytest.raises(InvalidInput):
        commands.omit(*who, made.pk, key, "")


def test_a_version_that_was_adjusted_since_blocks(city: City) -> None:
    project = city.approved(city.project())
    made = prepared(city, "另一项目")
    who = city.principal("clerk"), city.actor("clerk")
    flow.adjust(*who, project.pk, "事由", "批1号")
    city.approved(project)

    assert _codes(made) == {("outdated-version", "block")}


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        ("120.00", set()),
        ("120.01", set()),
        ("121", {("budget-total", "must")}),
        ("1200000", {("budget-unit", "block")}),
        ("0.012", {("budget-unit", "block")}),
    ],
)
def test_totals_are_held_against_the_budget(
    city: City, budget: str, expected: set[tuple[str, str]]
) -> None:
    assert _codes(prepared(city, budget_total=Decimal(budget))) == expected


def test_unknown_money_is_not_compared(city: City) -> None:
    funding = Funding(fiscal_appropriation=Decimal(1))
    _approved(city, _changed("没有金额的项目", funding=funding))

    assert ("budget-unknown", "must") in _codes(prepared(city, budget_total=Decimal(120)))


def test_money_without_a_unit_blocks(city: City) -> None:
    _approved(city, sound_table("没有单位的项目", money_unit=None))

    assert ("money-unit", "block") in _codes(prepared(city))


def test_what_is_public_is_not_published_again(city: City) -> None:
    published(city)
    again = commands.prepare(
        *who(city, "department"), city.organizations["100"], 2026, commands.Outline()
    )

    assert ("published-already", "block") in _codes(again)
    with pytest.raises(GateClosed):
        sign(city, again, "department")


def test_a_correction_of_what_is_public_may_be_published(city: City) -> None:
    made = published(city)
    corrected = commands.correct(*who(city, "department"), made.pk)

    assert publish(city, corrected).state == "published"


def test_a_table_without_any_money_is_told(city: City) -> None:
    table = sound_table()
    _approved(city, replace(table, rows=(replace(table.rows[0], funding=None),)))
    made = commands.prepare(
        *who(city, "department"), city.organizations["100"], 2026, commands.Outline()
    )

    assert ("no-money", "must") in _codes(made)


def test_publishing_asks_first_and_names_what_is_open(
    city: City, as_person: Callable[[str], Client]
) -> None:
    made = prepared(city, budget_total=Decimal(1))
    sign(city, made, "department")
    sign(city, made, "finance")

    page: Any = html.fromstring(as_person("department").get(f"/disclosures/{made.pk}").content)

    asked = page.xpath("//form[contains(@action,'/publish')]/details")[0].text_content()
    assert "与部门预算项目支出 1 万元相差" in asked
