from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.unit.evidence.measures.files import indicator, measure, measure_file, table
from tests.unit.evidence.running.runs import write_pay

from jiheng.model import Indicator, TextTarget
from jiheng.writing.json import write
from jiheng_cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

COUNT = ('kind = "count"', 'source = "pay"')
REFUSED = ('kind = "query"', "query = \"SELECT * FROM '/etc/passwd'\"")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIHENG_LANG", "zh")
    write_pay(tmp_path, [(project, "2025-01-02", "", 1, 1, "是") for project in "AAAAB"])
    indicators = [indicator("数量"), indicator("次数"), indicator("家数")]
    (tmp_path / "table.json").write_bytes(write([table(甲=indicators)]))
    return tmp_path


def _run(folder: Path, *measures: str, options: tuple[str, ...] = ()) -> int:
    (folder / "m.toml").write_bytes(measure_file(*measures))
    return main(["run", str(folder / "m.toml"), "--as-of", "2025-12-31", *options])


MET = measure(*COUNT)
PARTLY = measure(*COUNT, 'where = { project = "B" }', name="次数")
FAILED = measure(*REFUSED, name="家数")


@pytest.mark.parametrize(
    ("measures", "fail_on", "code"),
    [
        ([MET], "partly", 0),
        ([MET], "alarm", 0),
        ([MET], "unbound", 1),
        ([MET, PARTLY], "missed", 0),
        ([MET, PARTLY], "partly", 1),
        ([MET, PARTLY], "never", 0),
        ([MET, FAILED], "partly", 4),
        ([PARTLY, FAILED], "partly", 1),
        (["[[measures]]"], "never", 3),
        ([measure(*COUNT, name="没有的")], "never", 3),
    ],
)
def test_the_exit_code_says_how_it_ended(
    folder: Path, measures: list[str], fail_on: str, code: int
) -> None:
    assert _run(folder, *measures, options=("--fail-on", fail_on)) == code


def test_a_source_that_is_not_there_is_unreadable(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pay.csv").unlink()
    assert _run(folder, MET) == 3
    assert "文件不存在或没有权限" in capsys.readouterr().out


def test_the_terminal_shows_what_came_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run(folder, MET, PARTLY)
    said = capsys.readouterr().out
    assert "◐ 次数  部分完成：实际 1，目标 ≥3。" in said
    assert "○ 甲 / 家数  ≥3家" in said
    assert "完成 1 · 部分完成 1 · 未绑定 1 · 数据报警 0" in said


@pytest.mark.parametrize(
    ("name", "start"),
    [("r.json", "{"), ("r.xml", "<?xml"), ("r.html", "<!doctype"), ("r.txt", "/")],
)
def test_the_form_follows_the_suffix(folder: Path, name: str, start: str) -> None:
    assert _run(folder, MET, options=("-o", str(folder / name))) == 0
    assert (folder / name).read_text("utf-8").lstrip().startswith(start)


def test_some_indicators_can_be_selected(folder: Path) -> None:
    out = folder / "r.json"
    _run(folder, MET, PARTLY, options=("--select", "次 数", "-o", str(out)))
    assert [one["name"] for one in json.loads(out.read_text("utf-8"))["results"]] == ["次数"]
    assert _run(folder, MET, options=("--select", "没有的")) == 2


def test_sources_elsewhere_need_to_be_allowed(folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (folder / "table.json").rename(inner / "table.json")
    head = measure_file(MET).decode().replace('"pay.csv"', '"../pay.csv"')
    (inner / "m.toml").write_text(head, "utf-8")
    command = ["run", str(inner / "m.toml"), "--as-of", "2025-12-31"]
    assert main(command) == 3
    assert main([*command, "--allow", str(folder)]) == 0


def test_a_draft_can_be_run_as_it_is(folder: Path) -> None:
    draft = folder / "draft.toml"
    assert main(["run", "--init", str(folder / "table.json"), "-o", str(draft)]) == 0
    assert main(["run", str(draft), "--fail-on", "unjudged"]) == 0
    assert main(["run", str(draft), "--fail-on", "unbound"]) == 1


def test_what_was_drafted_is_told_in_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wordy = Indicator(name="满意", annual_value="优", target=TextTarget())
    named = [indicator("个数"), wordy]
    (folder / "table.json").write_bytes(write([table(甲=named)]))
    main(["run", "--init", str(folder / "table.json"), "-o", str(folder / "d.toml")])
    said = capsys.readouterr().err
    assert "计数 1" in said
    assert "要自己写 1" in said


def test_a_draft_that_may_have_been_edited_is_kept_unless_forced(folder: Path) -> None:
    draft = folder / "draft.toml"
    draft.write_text("edited", "utf-8")
    command = ["run", "--init", str(folder / "table.json"), "-o", str(draft)]
    assert main(command) == 2
    assert draft.read_text("utf-8") == "edited"
    assert main([*command, "--force"]) == 0
    assert draft.read_text("utf-8") != "edited"


@pytest.mark.parametrize(("place", "told"), [("inner", True), (".", False)])
def test_a_draft_beside_no_table_says_what_to_allow(
    folder: Path, capsys: pytest.CaptureFixture[str], place: str, *, told: bool
) -> None:
    (folder / "inner").mkdir()
    draft = folder / place / "draft.toml"
    main(["run", "--init", str(folder / "table.json"), "-o", str(draft)])
    assert ("请加 --allow" in capsys.readouterr().err) is told


def test_a_table_elsewhere_needs_to_be_allowed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "inner").mkdir()
    text = measure_file().decode().replace('"table.json"', '"../table.json"')
    (folder / "inner" / "m.toml").write_text(text, "utf-8")
    command = ["run", str(folder / "inner" / "m.toml")]
    assert main(command) == 3
    assert "在度量文件所在的文件夹之外" in capsys.readouterr().err
    assert main([*command, "--allow", str(folder)]) == 0


@pytest.mark.parametrize("options", [("--init",), ()])
def test_a_document_without_a_table_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    (folder / "heads.csv").write_text("项目,指标,目标\n", "utf-8")
    (folder / "m.toml").write_text('version = 1\ntable = "heads.csv"\nfiscal_year = 2025', "utf-8")
    assert main(["run", str(folder / ("heads.csv" if options else "m.toml")), *options]) == 3
    assert "没有填写了内容的绩效目标表" in capsys.readouterr().err


def test_a_table_that_cannot_be_read_is_told_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "table.json").write_bytes(b"")
    assert _run(folder, MET) == 3
    assert capsys.readouterr().err.count("table.json") == 1


def test_a_table_number_that_is_not_there_is_wrong_usage(folder: Path) -> None:
    text = measure_file(MET).decode().replace("fiscal_year", "table_number = 2\nfiscal_year")
    (folder / "m.toml").write_text(text, "utf-8")
    assert main(["run", str(folder / "m.toml")]) == 2


@pytest.mark.parametrize("place", ["", "-"])
def test_one_file_is_to_be_named(folder: Path, place: str) -> None:
    assert main(["run", place or str(folder)]) == 2
