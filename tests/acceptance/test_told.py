"""What the program tells of losses, of files not read, and of itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.acceptance.running import TABLE, jiheng

from jiheng.model import FundingLine, Indicator, Level, Row, RowKind, TableKind, TargetTable
from jiheng.writing import write_tables
from jiheng_cli.exit_codes import MEANINGS

if TYPE_CHECKING:
    from pathlib import Path

ITEM = Indicator(
    level1=Level(code=None, label="产出指标"),
    level2=Level(code=None, label="数量指标"),
    name="人数",
    annual_value="50",
    sign="≥",
    unit="人",
    explanation="参加的人数",
)
ROW = Row(
    kind=RowKind.PROJECT,
    name="甲项目",
    goal="办好",
    lines=(FundingLine(label="其中"),),
    indicators=(ITEM,),
)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.json"
    path.write_bytes(write_tables([TargetTable(rows=(ROW,))], "json"))
    return path


@pytest.mark.parametrize("suffix", ["xlsx", "md", "html", "csv"])
@pytest.mark.parametrize("command", ["read", "write"])
def test_a_flat_file_tells_in_one_line_which_fields_it_has_no_place_for(
    form: Path, command: str, suffix: str
) -> None:
    out = form.with_name(f"out.{suffix}")
    option = ["-o", out] if command == "read" else [out]
    ended = jiheng(command, form, *option, "--lang", "zh")
    if command == "write" and suffix == "xlsx":  # the form that suits the table holds it
        assert "放不下" not in ended.err
        return
    (line,) = [line for line in ended.err.splitlines() if "放不下" in line]
    assert "资金明细" in line
    assert "指标解释" in line
    assert ".zip" in line


@pytest.mark.parametrize("suffix", ["json", "jsonl", "zip"])
def test_a_file_that_holds_everything_tells_of_no_loss(form: Path, suffix: str) -> None:
    ended = jiheng("read", form, "-o", form.with_name(f"out.{suffix}"))
    assert "no place for" not in ended.err


def test_each_file_of_a_folder_tells_what_it_has_no_place_for(form: Path) -> None:
    out = form.parent / "out"
    ended = jiheng("read", form, "-f", "html", "-o", f"{out}/")
    assert f"{out / 'form.html'}: this form has no place for" in ended.err


def test_what_runs_through_a_pipe_tells_it_too_unless_told_to_be_quiet(form: Path) -> None:
    said = "standard output: this form has no place for"
    assert said in jiheng("read", form, "-f", "csv").err
    assert said not in jiheng("read", form, "-f", "csv", "-q").err
    assert said not in jiheng("write", form, "-", "--form", "csv", "-q").err


def test_a_list_for_disclosure_keeps_the_sign_and_unit_and_tells_the_rest(form: Path) -> None:
    out = form.with_name("out.md")
    ended = jiheng("write", form, out, "--form", "disclosure", "--lang", "zh")
    assert "年度指标值:≥50人。" in out.read_text(encoding="utf-8")
    assert "放不下：资金明细、指标解释" in ended.err


def test_another_official_form_tells_its_losses_by_value_alone(form: Path) -> None:
    ended = jiheng("write", form, form.with_name("out.xlsx"), "--form", "monitoring")
    assert "no place for" not in ended.err


def test_files_that_could_not_be_read_are_counted_and_named_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TABLE, encoding="utf-8")
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04junk")
    ended = jiheng("read", tmp_path, "-o", tmp_path / "out.json")
    assert ended.err.splitlines()[-1] == f"1 document could not be read: {bad}"


def test_one_file_that_could_not_be_read_is_told_once(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04junk")
    assert len(jiheng("read", bad).err.splitlines()) == 1


def test_files_passed_over_are_counted_and_named_on_request(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TABLE, encoding="utf-8")
    names = [f"note-{number:02}.bin" for number in range(25)]
    for name in names:
        (tmp_path / name).write_text("x")
    for command in ("read", "check"):
        assert "25 files passed over, being no documents; -v" in jiheng(command, tmp_path).err
        said = jiheng(command, tmp_path, "-v").err
        assert "25 files passed over, being no documents: " in said
        assert (names[19] in said, names[20] in said) == (True, False)


def test_notes_are_counted_and_told_on_request(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_text(f"<p>填表说明：金额须与预算一致。</p><pre>{TABLE}</pre>", encoding="utf-8")
    short, whole = jiheng("read", path).err, jiheng("read", path, "-v").err
    assert ("1 note (-v shows it)" in short, ": note: " in short) == (True, False)
    assert ("-v shows" in whole, ": note: " in whole) == (False, True)


def test_a_page_of_pictures_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_text('<h1>2026年项目支出绩效目标表</h1><IMG src="a.png"><img src="b.png">', "utf-8")
    assert "The page shows pictures (2), of which no words were read." in jiheng("read", path).err


def test_a_whole_department_has_its_indicators_counted(tmp_path: Path) -> None:
    row = Row(kind=RowKind.ORGANIZATION, name="某局", indicators=(ITEM,))
    table = TargetTable(kind=TableKind.DEPARTMENT_TARGETS, rows=(row,))
    path = tmp_path / "whole.json"
    path.write_bytes(write_tables([table], "json"))
    said = jiheng("check", path, "--lang", "zh").text
    assert "某局 · " in said
    assert "指标 1" in said
    assert "项目 0" not in said
    summary = json.loads(jiheng("check", path, "--format", "json").out)["summary"]
    assert summary["indicators"] == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_names_the_exit_codes(language: str) -> None:
    said = "".join(jiheng("--help", "--lang", language).text.split())
    for code, meaning in MEANINGS.items():
        words = meaning.zh if language == "zh" else meaning.en
        assert f"{int(code)}{''.join(words.split())}" in said


def test_a_heading_left_empty_for_a_reason_is_told_and_is_no_failure(tmp_path: Path) -> None:
    source = tmp_path / "empty.html"
    head = "".join(f"<td>{word}</td>" for word in ("项目名称", "一级指标", "三级指标", "指标值"))
    source.write_text(
        f"<p>项目支出绩效目标表</p><table><tr>{head}</tr></table><p>注：本部门无此项内容。</p>",
        encoding="utf-8",
    )
    ended = jiheng("read", source, "--lang", "zh")
    assert ended.code == 0
    assert "说明: “项目支出绩效目标表”只有表头" in ended.err
