"""The forms a recomputed self-evaluation is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.writing.recomputed import html, json, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jiheng.bilingual import Language
    from jiheng.writing.recomputed.documents import RecomputedTable

_FORMS: Mapping[str, Callable[[Sequence[RecomputedTable], Language], bytes]] = {
    "json": json.render,
    "html": html.render,
    "xlsx": xlsx.render,
}
RECOMPUTED_FORMS = tuple(_FORMS)
"""Names of the forms, besides text for a terminal."""


def render_recomputed(tables: Sequence[RecomputedTable], form: str, language: Language) -> bytes:
    """Return recomputed self-evaluations in a form; `KeyError` for a form there is not."""
    return _FORMS[form](tables, language)
