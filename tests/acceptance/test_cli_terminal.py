"""What a person at a terminal sees, and what never reaches one."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas
from tests.acceptance.running import SAMPLES, TABLE, jiheng

if TYPE_CHECKING:
    from pathlib import Path


def test_a_workbook_is_not_poured_over_a_terminal(table: Path) -> None:
    ended = _on_terminal("read", str(table), "--format", "xlsx")
    assert "not for a terminal" in ended


def test_rules_are_listed_in_columns_on_a_terminal() -> None:
    listed = _on_terminal("rule", "arithmetic")
    assert "Severity" in listed
    assert "jiheng rule AR001" in listed


def test_a_rule_is_laid_out_on_a_terminal() -> None:
    assert "## " not in _on_terminal("rule", "CO004")


def test_reading_several_documents_shows_progress_on_a_terminal_only(tmp_path: Path) -> None:
    arguments = ("read", str(SAMPLES), "-o", str(tmp_path / "x.json"))
    assert "Reading" in _on_terminal(*arguments)
    assert "Reading" not in jiheng(*arguments).err


def test_a_long_document_shows_its_pages_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "[long].pdf"
    canvas = Canvas(str(path))
    for page in range(1, 41):
        canvas.drawString(100, 700, f"Page {page}")
        canvas.showPage()
    canvas.save()
    shown = _on_terminal("read", str(path), "-o", str(tmp_path / "x.json"))
    assert "[long].pdf" in shown.split("Error")[0]
    assert "/40" in shown


def test_a_control_character_never_reaches_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text(TABLE.replace("宣传次数", "宣传\x1b[2J次数") + "\n\x1b]0;x\x07尾注\n")
    shown = _on_terminal("check", str(path), "--full")
    assert "宣传" in shown
    assert "\x1b[2J" not in shown
    assert "\x1b]0;" not in shown


def _on_terminal(*arguments: str) -> str:
    """Return what a run writes to a terminal."""
    controller, terminal = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "jiheng_cli", *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "JIHENG_LANG": "en", "COLUMNS": "100"},
    )
    os.close(terminal)
    pieces = []
    while True:
        try:
            piece = os.read(controller, 65536)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    running.wait(timeout=30)
    os.close(controller)
    return b"".join(pieces).decode("utf-8")
