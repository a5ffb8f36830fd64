"""What a round asks, as the survey package understands it; kept in memory while it is the same."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng_evidence.surveys import read_survey, write_survey

if TYPE_CHECKING:
    from jiheng.bilingual import Bilingual, Language
    from jiheng_evidence.surveys import Survey
    from jiheng_web.surveys.models import Round


def asked(found: Round) -> Survey:
    """Return what a round asks. The definition is looked at only where it is not known yet."""
    return known(found.slug, found.revision) if found.pk else _read(found.definition)


def stored(asked: Survey) -> str:
    """Return what is stored of a survey."""
    return write_survey(asked).decode()


def put(found: Round, asked: Survey) -> None:
    """Let a round ask this, and repeat in its columns what lists and locks look at."""
    asked = replace(asked, opens=found.opens, closes=found.closes, frame=found.frame)
    found.definition = stored(asked)
    found.anonymous = asked.anonymous
    found.replaceable = found.replaceable and not asked.anonymous
    found.revision += 1


def words(text: Bilingual | None, language: Language) -> str:
    """Return a text in a language; in Chinese where it has no other."""
    return (text.text(language) or text.zh) if text else ""


def _read(definition: str) -> Survey:
    return read_survey(definition.encode(), "survey")


@lru_cache(maxsize=128)
def known(slug: str, revision: int) -> Survey:
    """Return what a round asks, as it was at a revision; a slug is never given twice."""
    from jiheng_web.surveys.models import Round

    return _read(
        Round.objects.values_list("definition", flat=True).get(slug=slug, revision=revision)
    )
