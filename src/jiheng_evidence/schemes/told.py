"""A ranking, an explanation or a sensitivity as lines of cells, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.schemes.records import explanation_lines, ranking_lines
from jiheng_evidence.schemes.report_words import OUTCOMES, caption, heads, remarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.bilingual import Language
    from jiheng.schemes.explaining import Explanation
    from jiheng.schemes.scheme import Scheme
    from jiheng.schemes.sensitivity import Sensitivity
    from jiheng.schemes.standing import Ranking

_MOST_RAISES = 10
_MOST_SHARES = 30


def ranking_text(ranking: Ranking, language: Language) -> Iterator[tuple[str, ...]]:
    """Yield all standings below their heads; groups only where the scheme has them."""
    scheme = ranking.scheme
    yield (scheme.name,)
    yield (caption(scheme, language),)
    yield ("",)
    rank, group, *others = heads(language, "rank", "group", "score", "outcome", "remarks")
    lines = ((rank, scheme.entity, group, *others), *ranking_lines(ranking, language))
    for line in lines:
        yield line if scheme.group else (*line[:2], *line[3:])


def explanation_text(
    scheme: Scheme, found: Explanation, language: Language
) -> Iterator[tuple[str, ...]]:
    """Yield why an entity stands where it does."""
    standing = found.standing
    yield (f"{scheme.name}：{standing.entity}",)
    yield (caption(scheme, language),)
    score = "—" if standing.score is None else f"{standing.score:f}"
    rank = "—" if standing.rank is None else str(standing.rank)
    facts = Bilingual(f"得分 {score}，名次 {rank}", f"score {score}, rank {rank}").text(language)
    yield (
        " · ".join(
            filter(None, (facts, standing.grade, OUTCOMES[standing.outcome].text(language)))
        ),
    )
    if said := remarks(scheme, standing, language):
        yield (said,)
    yield ("",)
    yield tuple(heads(language, "indicator", "value", "points", "share", "contribution", "how"))
    yield from explanation_lines(found, language)
    yield ("",)
    for line in (*found.beside, *found.conditions):
        yield (line.text(language),)
    if found.raises:
        yield tuple(heads(language, "indicator", "to", "gain", "then", "rank_then"))
    for item in found.raises[:_MOST_RAISES]:
        then = "—" if item.rank is None else str(item.rank)
        name = f"{item.code} {item.name}"
        yield name, item.to.text(language), f"+{item.gain}", f"{item.score}", then


def sensitivity_text(
    scheme: Scheme, found: Sensitivity, language: Language
) -> Iterator[tuple[str, ...]]:
    """Yield what becomes of a ranking when weights change, the least steady first."""
    yield (scheme.name,)
    yield (
        Bilingual(
            f"随机权重 {found.draws} 次（种子 {found.seed}），看前 {found.top} 名",
            f"{found.draws} random weightings (seed {found.seed}), first {found.top}",
        ).text(language),
    )
    yield (scheme.entity, *heads(language, "share_of_draws"))
    for name, share in found.shares[:_MOST_SHARES]:
        yield name, f"{share}"
    yield ("",)
    yield tuple(heads(language, "indicator", "change", "correlation", "entered", "left"))
    for shift in sorted(found.shifts, key=lambda item: item.correlation):
        yield (
            f"{shift.code} {shift.name}",
            f"{shift.change:+d}%",
            str(shift.correlation),
            "、".join(shift.entered),
            "、".join(shift.left),
        )
