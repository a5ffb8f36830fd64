"""What went wrong while reading a document: a value that travels with the result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.bilingual import Bilingual
    from jiheng.model.place import Span


class ProblemSeverity(StrEnum):
    """How much was lost: `error` content, `warning` certainty, `note` nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A piece of source that could not be read, or only by an assumption.

    Attributes:
        code: Stable name of the kind of problem, such as `unread-text`.
        row: Index of the row of the table it concerns, if one is known.
        indicator: Index of the indicator within that row.
        excerpt: The source text concerned.
    """

    code: str
    message: Bilingual
    severity: ProblemSeverity
    span: Span
    excerpt: str = ""
    row: int | None = None
    indicator: int | None = None
