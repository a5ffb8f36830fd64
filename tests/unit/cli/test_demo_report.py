"""The end of the demonstration, which says how to go on."""

from __future__ import annotations

import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from jiheng_cli.demo_report import print_files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program in a folder of its own."""
    path = tmp_path / "own" / "jiheng"
    path.parent.mkdir()
    path.touch(0o755)
    return path


def end(report: Path) -> str:
    stream = StringIO()
    print_files(Console(file=stream, width=200), [(report, "report")])
    return stream.getvalue().splitlines()[-1]


@pytest.mark.parametrize("is_known", [True, False])
def test_the_next_command_can_be_typed_as_it_is_printed(
    program: Path, monkeypatch: pytest.MonkeyPatch, *, is_known: bool
) -> None:
    monkeypatch.chdir(program.parents[1])
    monkeypatch.setattr(sys, "argv", [str(program), "demo"])
    monkeypatch.setenv("PATH", str(program.parent) if is_known else "")
    typed = "jiheng check" if is_known else "own/jiheng check"
    assert f" {typed} " in end(program).replace("：", " ")


def test_a_program_of_another_name_names_the_command(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["pytest"])
    monkeypatch.setenv("PATH", "")
    assert " jiheng check " in end(program).replace("：", " ")
