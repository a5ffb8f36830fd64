"""Published documents of many cities: every table found, none invented, every character told.

The counts were checked against the documents: project codes and rows by an independent text
extraction over whole documents, and at least three pages of most by eye.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jiheng.model import ProblemSeverity, RowKind
from jiheng.pipeline import read

if TYPE_CHECKING:
    from jiheng.reading.documents import ReadResult

FOLDER = Path(__file__).parents[3] / "shared" / "corpus"

# tables, projects, indicators
COUNTS = {
    "beijing-development-2026": (2, 142, 1130),
    "beijing-empty-2026": (1, 0, 0),
    "beijing-medical-insurance-2026": (2, 27, 397),
    "central-petition-office-2024-accounts": (5, 5, 46),
    "changchun-petition": (1, 4, 16),
    "changsha-petition-2026": (2, 4, 101),
    "chongqing-office-2026": (2, 1, 21),
    "fuzhou-civil-affairs-2026": (25, 25, 167),
    "guangzhou-digital-2026": (1, 70, 404),
    "guangzhou-whole-department-2026": (1, 0, 21),
    "hangzhou-goals-only-2026": (1, 24, 0),
    "ningde-self-evaluation-2024": (1, 0, 17),
    "quanzhou-office-2026": (9, 8, 57),
    "shanghai-no-target-table-2026": (0, 0, 0),
    "xian-human-resources-2020": (11, 10, 137),
    "xian-office-2026": (10, 9, 113),
    "xian-transport-2022": (8, 7, 88),
    "yantai-human-resources-2026": (28, 28, 351),
}

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real documents are not here")


@cache
def result(name: str) -> ReadResult:
    path = FOLDER / f"{name}.pdf"
    return read(path.read_bytes(), name=path.name)


@pytest.mark.parametrize("name", COUNTS)
def test_tables_projects_and_indicators_are_those_of_the_document(name: str) -> None:
    rows = [row for table in result(name).tables for row in table.rows]
    projects = sum(row.kind is RowKind.PROJECT for row in rows)
    indicators = sum(len(row.indicators) for row in rows)
    assert (len(result(name).tables), projects, indicators) == COUNTS[name]


_NOT_UNREAD = {"lost-name", "overprinted-text"}
"""A title of the Yantai document is printed twice, one over the other."""


_TOLD = {"xian-human-resources-2020": ["指标：基地奖励；基地资助；安家补助"]}
"""Three names beside two values."""


@pytest.mark.parametrize("name", COUNTS)
def test_nothing_within_a_table_is_left_unread(name: str) -> None:
    found = [
        problem.excerpt
        for table in result(name).tables
        for problem in table.problems
        if problem.severity is not ProblemSeverity.NOTE and problem.code not in _NOT_UNREAD
    ]
    assert found == _TOLD.get(name, [])


def test_a_heading_without_content_is_told_from_no_table() -> None:
    empty = {problem.code for problem in result("beijing-empty-2026").problems}
    none = {problem.code for problem in result("shanghai-no-target-table-2026").problems}
    assert (empty, none) == ({"empty-table"}, {"no-table"})
