"""What the program writes: every form of tables, reviews and rules, and the demonstration."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.acceptance.running import DAMAGED, SAMPLES, TIDY, Ended, jiheng

if TYPE_CHECKING:
    from pathlib import Path


def test_jsonl_has_a_line_a_table() -> None:
    ended = jiheng("read", SAMPLES, "--format", "jsonl", "-q")
    departments = [json.loads(line)["department"] for line in ended.text.splitlines()]
    assert len(departments) == 5


def test_json_of_several_documents_is_a_list_in_the_order_of_names() -> None:
    tables = json.loads(jiheng("read", SAMPLES, "-q").out)
    names = [table["source"]["name"] for table in tables]
    assert names == sorted(names)
    assert len(names) == 5


def test_csv_is_printed_as_one_list_of_indicators(table: Path) -> None:
    lines = jiheng("read", table, "--format", "csv").out.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "知晓率" in lines[2]


def test_csv_into_an_archive_is_the_data_package(table: Path) -> None:
    out = table.parent / "package.zip"
    assert jiheng("read", table, "-o", out).code == 0
    assert "datapackage.json" in zipfile.ZipFile(out).namelist()


def test_markdown_holds_the_table(table: Path) -> None:
    assert "| 宣传经费 |" in jiheng("read", table, "--format", "md").text


def test_html_holds_the_table(table: Path) -> None:
    assert "宣传经费" in jiheng("read", table, "--format", "html").text


def test_xlsx_can_be_piped(table: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(jiheng("read", table, "--format", "xlsx").out))
    values = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert "宣传经费" in values


@pytest.mark.parametrize("form", ["json", "sarif", "html", "xlsx", "text"])
def test_check_writes_every_form(form: str, table: Path) -> None:
    out = table.parent / "report"
    ended = jiheng("check", table, "--format", form, "-o", out, "--fail-on", "never")
    assert ended.code == 0
    assert out.stat().st_size > 500


def test_the_suffix_of_the_output_chooses_the_form(table: Path) -> None:
    out = table.parent / "report.sarif"
    jiheng("check", table, "-o", out)
    assert json.loads(out.read_bytes())["version"] == "2.1.0"


def test_select_takes_several_codes_with_commas(table: Path) -> None:
    ended = jiheng("check", table, "--select", "CO,SU", "--select", "RE001", "--format", "json")
    rules = json.loads(ended.out)["reviews"][0]["checked"]
    assert all(rule.startswith(("CO", "SU")) or rule == "RE001" for rule in rules)


def test_write_makes_a_workbook_that_reads_back_the_same(tmp_path: Path) -> None:
    book = tmp_path / "clean.xlsx"
    assert jiheng("write", TIDY, book).code == 0
    first, second = (json.loads(jiheng("read", path).out) for path in (TIDY, book))
    names = [[row["name"] for row in table["rows"]] for table in (first, second)]
    assert names[0] == names[1]


def test_write_tells_what_a_printed_form_cannot_hold(tmp_path: Path) -> None:
    ended = jiheng("write", DAMAGED, tmp_path / "clean.md")
    assert "not held by this form: " in ended.err


def test_write_prints_a_form_by_name(table: Path) -> None:
    assert "| 宣传经费 |" in jiheng("write", table, "-", "--form", "md").text


def test_rule_lists_every_rule() -> None:
    lines = jiheng("rule").text.splitlines()
    assert len(lines) > 60
    assert lines[0].startswith("CO001\t")


def test_rule_explains_a_rule_by_its_name() -> None:
    assert jiheng("rule", "no-indicators").text.startswith("# CO004 ")


def test_rule_lists_a_family() -> None:
    codes = {line.split("\t")[0][:2] for line in jiheng("rule", "arithmetic").text.splitlines()}
    assert codes == {"AR"}


def test_rules_are_data_as_well() -> None:
    assert json.loads(jiheng("rule", "CO004", "--format", "json").out)["code"] == "CO004"


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    folder = tmp_path_factory.mktemp("demonstrated")
    return folder, jiheng("demo", cwd=folder, env={"COLUMNS": "120"})


def test_demo_writes_four_files_and_names_them(demonstrated: tuple[Path, Ended]) -> None:
    folder, ended = demonstrated
    assert ended.code == 0
    for name in ("report.html", "review.xlsx", "tables.xlsx", "tables.json"):
        assert (folder / "out" / name).stat().st_size > 10_000
        assert f"out/{name}" in ended.text
    assert len(list((folder / "out").iterdir())) == 4


def test_demo_twice_leaves_the_same_files(demonstrated: tuple[Path, Ended]) -> None:
    folder = demonstrated[0] / "out"
    first = {p.name: p.read_bytes() for p in folder.iterdir()}
    jiheng("demo", "--out", folder)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == first


def test_demo_tells_no_more_than_two_findings_of_a_rule(demonstrated: tuple[Path, Ended]) -> None:
    text = demonstrated[1].text
    rules = [line.split()[-1] for line in text.splitlines() if line.startswith((" ■", " ▲"))]
    assert len(rules) == 10
    assert max(rules.count(rule) for rule in rules) <= 2


def test_a_document_without_tables_gets_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("关于召开会议的通知\n", encoding="utf-8")
    out = tmp_path / "out"
    ended = jiheng("read", tmp_path / "letter.txt", TIDY, "-f", "xlsx", "-o", f"{out}/")
    assert [path.name for path in out.iterdir()] == [f"{TIDY.stem}.xlsx"]
    assert "letter.txt: no table in it, so no file is written." in ended.err
