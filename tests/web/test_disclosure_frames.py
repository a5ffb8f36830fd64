"""The table that is published: the frame of a document kept exactly, or made with exact sums."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.web.city import sound_table

from jiheng.model import Entry, Funding, RowKind, TargetTable
from jiheng.pipeline import read
from jiheng_web.disclosure.frames import Head, Member, assemble, frame_of
from jiheng_web.projects.content import text_of

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
HEAD = Head("测试表", "测试市科技局", 2026)


def _member(project: int, unit: str = "科技馆", **funding: str) -> Member:
    table = sound_table(f"项目{project}")
    money = {name: Decimal(amount) for name, amount in funding.items()}
    row = replace(table.rows[0], funding=Funding(**money) if money else None)
    return Member(project, unit, replace(table, rows=(row,)))


def _alone(table: TargetTable, index: int) -> TargetTable:
    return replace(table, rows=(table.rows[index],), fiscal_year=2024)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_table_taken_apart_and_put_together_is_the_same(path: Path) -> None:
    for table in read(path.read_bytes(), name=path.name).tables:
        keys = {index: index + 100 for index, _ in table.projects()}
        members = [Member(keys[i], "单位", _alone(table, i)) for i in reversed(keys)]

        made = assemble(frame_of(table, keys), members, HEAD)

        assert json.loads(text_of(made)) == json.loads(text_of(table))


def test_sums_are_exact() -> None:
    table = assemble("", [_member(1, total="0.10"), _member(2, total="0.20")], HEAD)

    assert [row.funding.total for row in table.rows if row.funding][:2] == [Decimal("0.30")] * 2


def test_a_sum_over_unknown_money_is_unknown() -> None:
    table = assemble(
        "", [_member(1, total="5"), _member(2, "本级", fiscal_appropriation="7")], HEAD
    )
    grand = table.rows[0].funding

    assert grand is not None
    assert grand.total is None


def test_a_source_that_a_complete_project_does_not_name_counts_as_nought() -> None:
    members = [
        _member(1, total="5", fiscal_appropriation="5"),
        _member(2, total="9", fiscal_appropriation="7", other="2"),
    ]
    grand = assemble("", members, HEAD).rows[0].funding

    assert grand == Funding(total=Decimal(14), fiscal_appropriation=Decimal(12), other=Decimal(2))


def test_money_in_yuan_is_published_in_ten_thousands() -> None:
    member = _member(1, total="1234567.89")
    member = replace(member, table=replace(member.table, money_unit="元"))
    project = assemble("", [member], HEAD).rows[-1].funding

    assert project is not None
    assert project.total == Decimal("123.456789")


def test_money_without_a_unit_is_not_guessed() -> None:
    member = _member(1, total="5")
    member = replace(member, table=replace(member.table, money_unit=None))

    assert assemble("", [member], HEAD).rows[-1].funding is None


def test_projects_stand_under_their_units() -> None:
    members = [_member(1, "甲"), _member(2, "乙"), _member(3, "甲")]
    table = assemble("", members, HEAD)

    assert [row.name for row in table.rows] == ["合计", "甲", "项目1", "项目3", "乙", "项目2"]


def test_a_project_the_document_did_not_have_follows_its_unit() -> None:
    document = assemble("", [_member(1, "甲"), _member(2, "乙")], HEAD)
    frame = frame_of(document, {2: 1, 4: 2})
    table = assemble(frame, [_member(1, "甲"), _member(2, "乙"), _member(3, "甲")], HEAD)

    assert [row.name for row in table.rows] == ["合计", "甲", "项目1", "项目3", "乙", "项目2"]


def test_internal_fields_are_not_published() -> None:
    member = _member(1)
    entries = tuple(Entry(label=label, value="某") for label in ("填表人", "联系 电话", "立项依据"))
    row = replace(member.table.rows[0], further=entries)
    member = replace(member, table=replace(member.table, rows=(row,)))
    project = assemble("", [member], HEAD).rows[-1]

    assert [entry.label for entry in project.further] == ["立项依据"]


def test_without_projects_there_is_but_the_grand_total() -> None:
    assert [row.kind for row in assemble("", [], HEAD).rows] == [RowKind.GRAND_TOTAL]
