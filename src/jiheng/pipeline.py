"""Where the stages meet: bytes → tables → review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.documents import ReadResult, read_document
from jiheng.rules import review
from jiheng.standards.profile import load_profile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jiheng.model import Review, TargetTable

__all__ = ["ReadResult", "check", "read"]


def read(
    data: bytes, *, name: str, progress: Callable[[int, int], None] | None = None
) -> ReadResult:
    """Return the tables of a document.

    Args:
        data: The document's bytes.
        name: Its file name, for messages; the kind is told by content, then by suffix.
        progress: Told, while a paged document is read, how many pages are done of how many.

    Raises:
        UnreadableFile: When the bytes are no document of a kind that is understood.
    """
    return read_document(data, name, progress)


def check(
    table: TargetTable,
    *,
    profile: str = "national",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Review:
    """Return the review of a table under a profile.

    Args:
        table: What was read.
        profile: Name of the profile whose thresholds and words apply.
        select: Codes, prefixes, names or families to apply; all when empty.
        ignore: The same, to leave out.

    Raises:
        UnknownName: When the profile, or a rule that is selected or ignored, does not exist.
    """
    return review(table, load_profile(profile), select=select, ignore=ignore)
