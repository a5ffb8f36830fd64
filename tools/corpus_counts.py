"""Print, as a Markdown table, what is read of each document of a folder: for `docs/reading.md`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jiheng.errors import UnreadableFile
from jiheng.model import ProblemSeverity, RowKind
from jiheng.pipeline import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Problem
    from jiheng.pipeline import ReadResult

_HEAD = """\
| file | pages | tables | projects | indicators | empty | problems | layouts |
|---|---|---|---|---|---|---|---|"""
_PASSED_OVER = {".md", ".html"}


def line(path: Path) -> str:
    """Return the line of a document."""
    pages = 0

    def count(_done: int, total: int) -> None:
        nonlocal pages
        pages = total

    try:
        result = read(path.read_bytes(), name=path.name, progress=count)
    except UnreadableFile as fault:
        return f"| {path.name} | | | | | | {fault.reason.en} | |"
    layouts = ", ".join(sorted({table.layout for table in result.tables})) or "none"
    cells = [path.name, pages or "", len(result.tables), *_counts(result), layouts]
    return f"| {' | '.join(map(str, cells))} |"


def _counts(result: ReadResult) -> list[int]:
    """Return projects, indicators of any row, empty tables, and problems that are no mere notes."""
    rows = [row for table in result.tables for row in table.rows]
    problems = list(_problems(result))
    return [
        sum(row.kind is RowKind.PROJECT for row in rows),
        sum(len(row.indicators) for row in rows),
        sum(problem.code == "empty-table" for problem in problems),
        sum(problem.severity is not ProblemSeverity.NOTE for problem in problems),
    ]


def _problems(result: ReadResult) -> Iterator[Problem]:
    yield from result.problems
    for table in result.tables:
        yield from table.problems


def main(arguments: list[str]) -> int:
    """Print the table of the folder that is named; say so where there is none."""
    folder = Path(arguments[0]) if arguments else None
    if folder is None or not folder.is_dir():
        print("skipped: name a folder of documents", file=sys.stderr)
        return 0
    print(_HEAD)
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix not in _PASSED_OVER:
            print(line(path), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
