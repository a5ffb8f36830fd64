from __future__ import annotations

import json
from typing import TYPE_CHECKING

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
