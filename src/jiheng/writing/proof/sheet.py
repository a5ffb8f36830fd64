"""What the page of proof shows of a source without pages: all cells of its sheets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import Traced


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSheet:
    """Rows of cells as a person sees them, in the order of the document.

    Attributes:
        rows: A merged cell has its text at its anchor; a line of prose is a row of one cell.
        merges: Row and column of the anchor of a merged cell → how many it covers of both.
        tables: The first row of each table and one past its last; rows outside are prose.
    """

    name: str
    rows: Sequence[Sequence[Traced]]
    merges: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    tables: Sequence[tuple[int, int]] = ()
