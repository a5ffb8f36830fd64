"""Results and cleaning reports in lines of text, bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys.intervals import half_up, percent
from jiheng_evidence.surveys.reports import ACT_WORDS, KIND_WORDS, NOT_JUDGED, Source, counted
from jiheng_evidence.surveys.satisfaction import MINIMUM_SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.bilingual import Language
    from jiheng_evidence.surveys.findings import CleaningReport
    from jiheng_evidence.surveys.satisfaction import Rating, Satisfaction

_NO_SOURCE = Source()
MOST_OF_A_KIND = 5
"""Findings of one kind and question that are told one by one."""


def _nothing_found(n: int) -> Bilingual:
    return Bilingual(f"答卷 {n} 份，没有发现问题。", f"{n} answers; nothing was found.")


def cleaning_lines(
    report: CleaningReport, language: Language = "zh", source: Source = _NO_SOURCE
) -> Iterator[str]:
    """Yield how many findings there are of each kind, and the first of them."""
    n, affected, found = report.answers, report.affected, len(report.findings)
    said = Bilingual(
        f"答卷 {n} 份，{affected} 份有 {found} 条发现。",
        f"{n} answers; {found} findings in {affected} of them.",
    )
    yield (said if found else _nothing_found(n)).text(language)
    for (kind, question), count in counted(report):
        where = f" {source.labels.get(question, question)}" if question else ""
        yield ""
        yield f"{KIND_WORDS[kind].text(language)}{where}：{count}"
        same = (each for each in report.findings if (each.kind, each.question) == (kind, question))
        for finding, _ in zip(same, range(MOST_OF_A_KIND), strict=False):
            value = f" {finding.value}" if finding.value else ""
            instead = "" if finding.suggestion is None else f" → {finding.suggestion}"
            other = f"（{finding.other}）" if finding.other else ""
            act = ACT_WORDS[finding.act].text(language)
            reason = finding.reason.text(language)
            at = source.places.get(finding.answer, finding.answer)
            yield f"  {at}{value}  {reason}{other} [{act}{instead}]"
        if count > MOST_OF_A_KIND:
            left = count - MOST_OF_A_KIND
            yield Bilingual(f"  … 另有 {left} 条", f"  … and {left} more").text(language)


def result_lines(
    result: Satisfaction, language: Language = "zh", minimum: int = MINIMUM_SAMPLE
) -> Iterator[str]:
    """Yield the share, n, interval and mean of everything that was rated."""
    rate = result.response.rate() if result.response else None
    response = "" if rate is None else f" / {result.frame} = {half_up(rate)}%"
    yield Bilingual("回收：", "Response: ").text(language) + f"{result.answers}{response}"
    for rating in (result.overall, *result.items):
        yield _line(rating, language, minimum)
    for rating in result.groups:
        yield f"[{rating.group}] {_line(rating, language, minimum)}"
    for group in result.unanswered:
        yield f"[{group}] " + Bilingual("无人作答", "nobody answered").text(language)


def _line(rating: Rating, language: Language, minimum: int) -> str:
    label = rating.label.text(language) or rating.label.zh
    obstacle = rating.obstacle(minimum)
    share = rating.share.rate() if rating.share else None
    told = "" if obstacle is None else NOT_JUDGED[obstacle].text(language)
    if share is None or rating.interval is None:
        return f"{label}  {told}"
    low, high = (percent(bound) for bound in rating.interval)
    parts = [
        f"{half_up(share)}%  n={rating.counted}  [{low}, {high}]",
        ""
        if rating.mean is None
        else Bilingual("均分 ", "mean ").text(language) + f"{rating.mean}",
        _count(Bilingual("无意见 ", "no opinion "), rating.no_opinion, language),
        _count(Bilingual("未答 ", "missing "), rating.missing, language),
        told,
    ]
    return "  ".join([label, *filter(None, parts)])


def _count(words: Bilingual, count: int, language: Language) -> str:
    return f"{words.text(language)}{count}" if count else ""
