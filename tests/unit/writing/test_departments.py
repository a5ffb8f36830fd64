from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from jiheng.model import (
    Funding,
    Indicator,
    NumberTarget,
    Review,
    Row,
    RowKind,
    TableKind,
    TargetTable,
)
from jiheng.pipeline import check
from jiheng.writing import write_package
from jiheng.writing.departments import called, department_name
from jiheng.writing.reports import render
from jiheng.writing.reports.tally import tally
from jiheng.writing.reports.words import wording

ITEM = Indicator(
    name="培训人数",
    annual_value="≥50人",
    target=NumberTarget(op="≥", number=Decimal(50), unit="人"),
)
PROJECT = Row(
    kind=RowKind.PROJECT,
    name="培训",
    department="某市人社局",
    organization="某中心",
    indicators=(ITEM,),
)
WHOLE = TargetTable(
    kind=TableKind.DEPARTMENT_TARGETS,
    rows=(
        Row(
            kind=RowKind.ORGANIZATION,
            name="某市人社局",
            funding=Funding(total=Decimal(100)),
            indicators=(ITEM, ITEM),
        ),
    ),
)


def _of(*departments: str | None) -> TargetTable:
    return TargetTable(rows=tuple(replace(PROJECT, department=name) for name in departments))


@pytest.mark.parametrize(
    ("table", "name"),
    [
        (replace(_of("乙局"), department="甲局"), "甲局"),
        (_of("甲局", "甲局", None), "甲局"),
        (_of("甲局", "乙局"), "甲局、乙局"),
        (_of("甲局", "乙局", "丙局", "丁局"), "甲局、乙局、丙局等"),
        (WHOLE, "某市人社局"),
        (_of(None), None),
        (replace(WHOLE, kind=TableKind.PROJECT_TARGETS), None),
    ],
    ids=["its own", "its rows'", "two", "many", "whole department", "nobody's", "a unit's sum"],
)
def test_a_table_is_of_the_department_that_it_or_its_rows_name(
    table: TargetTable, name: str | None
) -> None:
    assert department_name(table) == name


@pytest.mark.parametrize("form", ["html"])
def test_a_report_names_the_department_that_only_rows_name(form: str) -> None:
    page = render([_review(_of("某市人社局"))], form, "zh").decode()
    assert "某市人社局</h2>" in page.replace("\n", "")
    assert wording("zh")["no_title"] not in page


def test_a_whole_department_has_its_indicators_and_money_counted() -> None:
    numbers = tally([_review(WHOLE)])
    assert (numbers.projects, numbers.indicators, numbers.measurable) == (0, 2, 2)
    assert numbers.money == 100


def test_the_list_names_the_department_of_each_row() -> None:
    (line,) = _listed(_of("某市人社局"))
    assert (line["部门"], line["项目名称"]) == ("某市人社局", "培训")


def test_the_list_holds_the_indicators_of_a_whole_department() -> None:
    lines = _listed(WHOLE)
    assert [(line["部门"], line["资金使用单位"], line["项目名称"]) for line in lines] == [
        ("某市人社局", "某市人社局", "")
    ] * 2


def _review(table: TargetTable) -> Review:
    return check(table)


def _listed(table: TargetTable) -> list[dict[str, str]]:
    data = write_package([table])["indicator_list.csv"]
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("table", "name"),
    [
        (TargetTable(rows=(PROJECT,)), "某市人社局 · 培训"),
        (TargetTable(rows=(replace(PROJECT, department=None),)), "培训"),
        (TargetTable(rows=(PROJECT, PROJECT)), "某市人社局"),
        (TargetTable(rows=(replace(PROJECT, kind=RowKind.ORGANIZATION),)), "某市人社局"),
        (TargetTable(rows=(replace(PROJECT, department=None, name=""),)), None),
    ],
)
def test_a_list_of_tables_names_the_only_project_of_each(
    table: TargetTable, name: str | None
) -> None:
    assert called(table) == name
