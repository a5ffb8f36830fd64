"""Where the stages meet: bytes → tables → review; what comes after reading is loaded late."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from jiheng.reading.containers.kinds import MediaType, kind_of
from jiheng.reading.containers.opening import opened
from jiheng.reading.documents import ReadResult, read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jiheng.bilingual import Language
    from jiheng.model import Review, TargetTable
    from jiheng.standards.profile import Profile
    from jiheng.writing.proof import Picture, SourceSheet

__all__ = ["ReadResult", "check", "prove", "prove_result", "read"]


_SHEETS = frozenset(MediaType) - {
    MediaType.PDF,
    MediaType.OFD,
    MediaType.PICTURE,
    MediaType.JSON,
    MediaType.PACKAGE,
}
"""Kinds of documents that are cells and lines, not pictures of pages or records."""


class _Rules(Protocol):
    @staticmethod
    def review(
        table: TargetTable, profile: Profile, *, select: Sequence[str], ignore: Sequence[str]
    ) -> Review: ...


class _Profiles(Protocol):
    @staticmethod
    def load_profile(name: str) -> Profile: ...


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
    rules = cast("_Rules", import_module("jiheng.rules"))
    profiles = cast("_Profiles", import_module("jiheng.standards.profile"))
    return rules.review(table, profiles.load_profile(profile), select=select, ignore=ignore)


def prove(data: bytes, *, name: str, language: Language = "zh") -> bytes:
    """Return a page (HTML) that shows what was read of a document, each value in its place.

    Args:
        data: The document's bytes.
        name: Its file name.
        language: Of the page's own words.

    Raises:
        UnreadableFile: When the bytes are no document of a kind that is understood.
    """
    return prove_result(read(data, name=name), data, name=name, language=language)


def prove_result(result: ReadResult, data: bytes, *, name: str, language: Language = "zh") -> bytes:
    """Return the page of `prove` for a document that was read already."""
    proof = import_module("jiheng.writing.proof")
    source = next((table.source for table in result.tables if table.source), None)
    pages = proof.marked_pages(result.tables, result.problems)
    pictures: dict[int, Picture] = {}
    if source and pages:
        drawing = import_module("jiheng.reading.containers.drawing")  # loads PDFium
        for page in drawing.draw_pages(data, source.media_type, name, pages):
            pictures[page.number] = proof.Picture(
                number=page.number,
                width=page.width,
                height=page.height,
                media_type=drawing.MEDIA_TYPE,
                data=page.data,
            )
    sheets = _sheets(data, name) if result.tables and not pages else ()
    page_of_proof: bytes = proof.render(
        result.tables, result.problems, pictures, name=name, language=language, sheets=sheets
    )
    return page_of_proof


def _sheets(data: bytes, name: str) -> tuple[SourceSheet, ...]:
    """Return all cells of a document without pages; none of one that holds records."""
    kind = kind_of(data, name)
    if kind not in _SHEETS:
        return ()
    proof = import_module("jiheng.writing.proof")
    return tuple(
        proof.SourceSheet(
            name=sheet.name,
            rows=sheet.rows,
            merges=sheet.merges,
            tables=tuple((grid.first, grid.stop) for grid in sheet.grids),
        )
        for sheet in opened(kind, data, name).sheets
    )
