"""Recomputed self-evaluations as one self-contained page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.results.words import plain
from jiheng.standards.scoring_standard import load_standard
from jiheng.writing.page_template import PageTemplate
from jiheng.writing.recomputed.rows import check_rows, headline, line_rows
from jiheng.writing.recomputed.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Language
    from jiheng.writing.recomputed.documents import RecomputedTable


def render(tables: Sequence[RecomputedTable], language: Language) -> bytes:
    """Return the page in UTF-8. It needs no network, no font and no script."""
    template = PageTemplate("jiheng.writing.recomputed", "page.html")
    return template.page(
        tables=tables,
        language=language,
        w=words(language),
        plain=plain,
        headline=lambda recomputation: headline(recomputation, language),
        standard=lambda name: load_standard(name).title.text(language),
        line_rows=lambda table, recomputation: line_rows(table, recomputation, language),
        check_rows=lambda recomputation: check_rows(recomputation, language),
    )
