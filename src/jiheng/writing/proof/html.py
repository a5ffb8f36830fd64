"""One self-contained page of proof, which needs no network and, to be read, no script."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from jiheng.writing.proof.page import proof_of
from jiheng.writing.proof.words import GROUPS, wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.bilingual import Language
    from jiheng.model import Problem, TargetTable
    from jiheng.writing.proof.picture import Picture


def render(
    tables: Sequence[TargetTable],
    problems: Sequence[Problem],
    pictures: Mapping[int, Picture],
    *,
    name: str,
    language: Language,
) -> bytes:
    """Return the page in UTF-8; see the package."""
    environment = Environment(
        loader=PackageLoader("jiheng.writing.proof"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = _asset(environment, "proof.js")
    page = environment.get_template("proof.html").render(
        language=language,
        w=wording(language),
        groups={name: words.text(language) for name, words in GROUPS.items()},
        style=_asset(environment, "proof.css"),
        script=script,
        script_digest=b64encode(sha256(script.encode()).digest()).decode(),
        proof=proof_of(tables, problems, pictures, name, language),
    )
    return page.encode()


def _asset(environment: Environment, name: str) -> str:
    """Return a file of ours to be put into the page unescaped."""
    loader = environment.loader
    if loader is None:
        return ""  # pragma: no cover - the environment is made with a loader, just above
    text, _, _ = loader.get_source(environment, name)
    return text
