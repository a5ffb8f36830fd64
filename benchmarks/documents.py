"""The work that is measured: the five published tables, and one of them made longer."""

from __future__ import annotations

from pathlib import Path

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
LONGEST = "guangzhou-panyu-kegongshangxin.txt"
HEAD_LINES = 12


def documents() -> list[bytes]:
    """Return the bytes of the five tables."""
    return [path.read_bytes() for path in SAMPLES]


def longer(times: int) -> bytes:
    """Return one document whose rows are those of the longest table, several times over."""
    lines = (SAMPLES[0].parent / LONGEST).read_text("utf-8").splitlines()
    return "\n".join(lines[:HEAD_LINES] + lines[HEAD_LINES:] * times).encode()
