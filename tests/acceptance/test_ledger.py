"""`jiheng ledger`: exports of finance systems → rates, and money beside the table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.acceptance.running import TABLE, jiheng

if TYPE_CHECKING:
    from pathlib import Path


def _book(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    return _book(
        tmp_path / "budget.xlsx",
        [
            ["2025年预算执行情况表", None, None, None, "单位：万元"],
            ["项目编码", "项目名称", "全年预算数", "实际到位", "1月", "2月"],
            ["001", "宣传经费", 10, 8, 3, 1],
            ["002", "无关项目", 5, 5, None, None],
            ["合计", None, 15, 13, 3, 1],
        ],
    )


def test_both_execution_rates_are_told_apart(budget: Path) -> None:
    ended = jiheng("ledger", budget, "--as-of", "2025-02-28", "--format", "json")
    projects = json.loads(ended.out)["projects"]
    rates = (projects[0]["execution"]["percent"], projects[0]["execution_of_received"]["percent"])
    assert [float(rate) for rate in rates] == [40.0, 50.0]


def test_money_counts_up_to_the_day_that_is_asked_for(budget: Path) -> None:
    ended = jiheng("ledger", budget, "--as-of", "2025-01-31", "--format", "json")
    assert float(json.loads(ended.out)["projects"][0]["executed"]) == 30_000


def test_money_is_compared_with_a_table(budget: Path, tmp_path: Path) -> None:
    table = tmp_path / "targets.txt"
    table.write_text(TABLE, encoding="utf-8")
    ended = jiheng("ledger", budget, "--table", table, "--as-of", "2025-02-28", "--format", "json")
    matches = {found["project"]: found["match"] for found in json.loads(ended.out)["reconciled"]}
    assert (matches, ended.code) == ({"宣传经费": "same", "无关项目": "not-in-table"}, 1)


def test_payments_are_known_by_their_heads(tmp_path: Path) -> None:
    path = tmp_path / "payments.csv"
    path.write_text(
        "项目名称,应付对象,应付金额（元）,应付日期,收款人,支付金额（元）,支付日期\n"
        "补贴,甲公司,100,2025-03-31,甲公司,100,2025-03-30\n"
        "补贴,乙公司,100,2025-03-31,乙公司,90,2025-04-02\n",
        encoding="utf-8",
    )
    ended = jiheng("ledger", path, "--as-of", "2025-12-31", "--format", "json")
    share = json.loads(ended.out)["shares"][0]
    assert [float(share[key]["percent"]) for key in ("accuracy", "timeliness")] == [50.0, 50.0]


def test_the_terminal_shows_projects_and_what_does_not_agree(budget: Path, tmp_path: Path) -> None:
    table = tmp_path / "targets.txt"
    table.write_text(TABLE, encoding="utf-8")
    ended = jiheng("ledger", budget, "--table", table, "--as-of", "2025-02-28")
    assert all(word in ended.out.decode() for word in ("宣传经费", "40%", "无关项目"))


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", "甲,乙\n1,2\n".encode()])
def test_what_is_no_ledger_ends_in_a_message(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    ended = jiheng("ledger", path, "--as-of", "2025-12-31")
    assert ended.code in (3, 4)
    assert "Traceback" not in ended.err


def test_a_table_without_targets_is_refused(budget: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("没有表\n", encoding="utf-8")
    assert jiheng("ledger", budget, "--table", empty).code == 3


def test_what_stands_nowhere_is_told_with_its_reason(budget: Path) -> None:
    ended = jiheng("ledger", budget, "--as-of", "2025-03-31")
    assert "宣传经费：no payments of months 3" in ended.out.decode()
    assert ended.code == 4


def test_a_unit_of_no_money_is_wrong_usage(budget: Path) -> None:
    assert jiheng("ledger", budget, "--unit", "公斤").code == 2


def test_a_wrong_day_is_wrong_usage(budget: Path) -> None:
    assert jiheng("ledger", budget, "--as-of", "七月").code == 2
