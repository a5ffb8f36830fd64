"""One self-contained page of proof, which needs no network and, to be read, no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.writing.page_template import PageTemplate, digest
from jiheng.writing.proof.page import proof_of
from jiheng.writing.proof.words import GROUPS, wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.bilingual import Language
    from jiheng.model import Problem, TargetTable
    from jiheng.writing.proof.picture import Picture
    from jiheng.writing.proof.sheet import SourceSheet


def render(
    tables: Sequence[TargetTable],
    problems: Sequence[Problem],
    pictures: Mapping[int, Picture],
    *,
    name: str,
    language: Language,
    sheets: Sequence[SourceSheet] = (),
) -> bytes:
    """Return the page in UTF-8; see the package."""
    template = PageTemplate("jiheng.writing.proof", "proof.html")
    script = template.file("proof.js")
    return template.page(
        language=language,
        w=wording(language),
        groups={name: words.text(language) for name, words in GROUPS.items()},
        style=template.file("proof.css"),
        script=script,
        script_digest=digest(script),
        proof=proof_of(tables, problems, pictures, name, language, sheets),
    )
