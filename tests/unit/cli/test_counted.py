"""What the line at the end of a run says of a document, in numbers."""

from __future__ import annotations

import pytest

from jiheng.bilingual import Bilingual
from jiheng.model import Problem, ProblemSeverity, TableKind, TargetTable
from jiheng.reading.documents import ReadResult
from jiheng_cli.task import counted


@pytest.mark.parametrize(
    ("code", "unread"),
    [("unread-text", 1), ("unread-amount", 1), ("unsaved-formula", 1), ("page-overlap", 0)],
)
def test_what_is_in_no_field_counts_as_unread(code: str, unread: int) -> None:
    severity = ProblemSeverity.WARNING
    problem = Problem(code=code, message=Bilingual("甲", "a"), severity=severity, span=())
    table = TargetTable(kind=TableKind.PROJECT_TARGETS, rows=(), problems=(problem,))
    counts = counted(ReadResult(tables=(table,)))
    assert (counts.unread, counts.warnings) == (unread, 1)
