"""The page of proof: source pages with every recorded value boxed and every unread piece marked."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from jiheng.writing.proof.page import marked_pages
from jiheng.writing.proof.picture import Picture
from jiheng.writing.proof.sheet import SourceSheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.bilingual import Language
    from jiheng.model import Problem, TargetTable

__all__ = ["Picture", "SourceSheet", "marked_pages", "render"]


class _Html(Protocol):
    @staticmethod
    def render(
        tables: Sequence[TargetTable],
        problems: Sequence[Problem],
        pictures: Mapping[int, Picture],
        *,
        name: str,
        language: Language,
        sheets: Sequence[SourceSheet],
    ) -> bytes: ...


def render(
    tables: Sequence[TargetTable],
    problems: Sequence[Problem],
    pictures: Mapping[int, Picture],
    *,
    name: str,
    language: Language = "zh",
    sheets: Sequence[SourceSheet] = (),
) -> bytes:
    """Return the page of proof of a document in UTF-8; what makes it is loaded only now.

    Args:
        tables: What was read.
        problems: Troubles that belong to no table.
        pictures: Of its pages, by number; a page without one is shown as empty paper.
        name: Of the document.
        language: Of the page's own words.
        sheets: Of a document without pages, all that it holds; else only marked cells are shown.
    """
    html = cast("_Html", import_module(f"{__name__}.html"))
    return html.render(tables, problems, pictures, name=name, language=language, sheets=sheets)
