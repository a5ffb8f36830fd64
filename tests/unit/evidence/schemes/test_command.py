from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from jiheng_cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from pytest import CaptureFixture  # noqa: PT013 - a type alone

_EXAMPLE = "information-hub"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    assert (
        main(["scheme", "init", "--example", _EXAMPLE, "--out", str(tmp_path), "--count", "12"])
        == 0
    )
    return [str(tmp_path / f"{_EXAMPLE}.toml"), str(tmp_path / f"{_EXAMPLE}.xlsx")]


def test_both_engines_print_the_same(files: list[str], capsys: CaptureFixture[str]) -> None:
    printed = []
    for engine in ("memory", "duckdb"):
        assert main(["scheme", "rank", *files, "--engine", engine, "-f", "json"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert len(json.loads(printed[0])["standings"]) == 12


def test_a_workbook_serves_as_scheme_and_as_data(files: list[str]) -> None:
    assert main(["scheme", "rank", files[1], files[1]]) == 0


@pytest.mark.parametrize("form", ["text", "json", "xlsx", "html"])
@pytest.mark.parametrize("command", ["rank", "explain", "sensitivity"])
def test_every_form_is_written(files: list[str], tmp_path: Path, command: str, form: str) -> None:
    entity = ["示例城市0003"] if command == "explain" else []
    few = ["--draws", "3"] if command == "sensitivity" else []
    output = tmp_path / f"out.{'txt' if form == 'text' else form}"
    assert main(["scheme", command, *files, *entity, *few, "-o", str(output)]) == 0
    assert output.stat().st_size > 100


def test_a_name_that_is_not_there_is_answered_with_near_ones(
    files: list[str], capsys: CaptureFixture[str]
) -> None:
    assert main(["scheme", "explain", *files, "城市0003", "--lang", "zh"]) == 2
    assert "示例城市0003" in capsys.readouterr().err


def test_what_is_there_is_not_replaced(files: list[str], tmp_path: Path) -> None:
    assert main(["scheme", "init", "--example", _EXAMPLE, "--out", str(tmp_path)]) == 2
    assert files


def test_an_input_is_not_written_over(files: list[str]) -> None:
    assert main(["scheme", "rank", *files, "-o", files[1]]) == 2


def _keep(path: str, count: int) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["数据"]
    head = next(n for n in range(1, 20) if sheet.cell(n, 1).value and sheet.cell(n, 2).value)
    sheet.delete_rows(head + 1 + count, 50)
    book.save(path)


def test_data_of_nobody_is_refused(files: list[str], capsys: CaptureFixture[str]) -> None:
    _keep(files[1], 0)
    assert main(["scheme", "rank", *files, "--lang", "zh"]) == 3
    assert "表头以下没有数据" in capsys.readouterr().err


def test_who_stands_alone_is_said_to(files: list[str], capsys: CaptureFixture[str]) -> None:
    _keep(files[1], 1)
    assert main(["scheme", "rank", *files, "--lang", "en"]) == 0
    assert "one entity only" in capsys.readouterr().err


def test_a_top_of_everybody_is_said_to_say_nothing(
    files: list[str], capsys: CaptureFixture[str]
) -> None:
    arguments = ["scheme", "sensitivity", *files, "--draws", "2", "--lang", "en", "--top"]
    main([*arguments, "12"])
    assert "name fewer with --top" in capsys.readouterr().err
    main([*arguments, "3"])
    assert "--top" not in capsys.readouterr().err


def test_a_printed_ranking_has_its_scheme_and_heads(
    files: list[str], capsys: CaptureFixture[str]
) -> None:
    main(["scheme", "rank", *files, "--lang", "zh"])
    name, about, blank, heads, *rows = capsys.readouterr().out.splitlines()
    assert name
    assert "版本" in about
    assert not blank
    assert heads.split()[0] == "名次"
    assert len(rows) == 12


def test_a_formula_without_a_result_is_no_missing_value(
    files: list[str], capsys: CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(files[1])
    book["数据"]["C5"] = "=1+1"
    book.save(files[1])
    assert main(["scheme", "rank", *files, "--lang", "zh"]) == 3
    assert "是公式" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[scheme]\nname = 'a'\nname = 'b'\n", "第 3 行"),
        ("a = " + "[" * 5000, "嵌套过深"),
        ("a = ", "不是有效的 TOML"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_broken_scheme_is_told_in_chinese(
    files: list[str], tmp_path: Path, text: str | bytes, said: str, capsys: CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert main(["scheme", "rank", str(path), files[1], "--lang", "zh"]) == 3
    err = capsys.readouterr().err
    assert said in err
    assert "overwrite" not in err
