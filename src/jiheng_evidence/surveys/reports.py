"""Cleaning reports and results as workbooks and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from jiheng.bilingual import Bilingual
from jiheng.writing.workbook import Book
from jiheng_evidence.surveys.findings import Act, FindingKind
from jiheng_evidence.surveys.intervals import half_up, percent
from jiheng_evidence.surveys.satisfaction import MINIMUM_SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiheng.bilingual import Language
    from jiheng_evidence.surveys.findings import CleaningReport
    from jiheng_evidence.surveys.satisfaction import Rating, Satisfaction

KIND_WORDS = {
    FindingKind.DUPLICATE_TOKEN: Bilingual("同一链接重复", "same link twice"),
    FindingKind.DUPLICATE_ORGANIZATION: Bilingual("同一单位重复", "same enterprise twice"),
    FindingKind.DUPLICATE_CONTENT: Bilingual("内容重复", "same content twice"),
    FindingKind.IMPOSSIBLE: Bilingual("不可能的值", "impossible value"),
    FindingKind.UNIT_SLIP: Bilingual("疑似单位错误", "unit slip"),
    FindingKind.OUTLIER: Bilingual("异常值", "outlier"),
    FindingKind.GROUP_OUTLIER: Bilingual("组内异常值", "outlier of its group"),
    FindingKind.CONTRADICTION: Bilingual("前后矛盾", "contradiction"),
    FindingKind.STRAIGHT_LINE: Bilingual("雷同作答", "straight line"),
    FindingKind.TOO_FAST: Bilingual("作答过快", "too fast"),
}
ACT_WORDS = {
    Act.REMOVE: Bilingual("剔除", "remove"),
    Act.CORRECT: Bilingual("更正", "correct"),
    Act.BLANK: Bilingual("该题作缺失", "blank"),
    Act.ASK: Bilingual("核实", "ask"),
    Act.KEEP: Bilingual("保留", "keep"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the answers of a report come from.

    Attributes:
        labels: Name of a question → what it asks.
        places: Id of an answer → where it stands.
        not_taken: File, cell or line, reason and value of what was not taken.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    not_taken: Sequence[tuple[str, str, str, str]] = ()


_NO_SOURCE = Source()


def cleaning_json(report: CleaningReport) -> bytes:
    """Return a report as JSON by the contract jiheng/cleaning/1."""
    record = {
        "contract": "jiheng/cleaning/1",
        "survey": report.survey,
        "answers": report.answers,
        "affected": report.affected,
        "counts": [
            {"kind": kind, "question": question, "count": count}
            for (kind, question), count in report.counts.items()
        ],
        "findings": [
            {key: value for key, value in finding.items() if value not in (None, "")}
            for finding in msgspec.to_builtins(report.findings)
        ],
    }
    return _formatted(record)


def cleaning_workbook(
    report: CleaningReport, language: Language = "zh", source: Source = _NO_SOURCE
) -> bytes:
    """Return a report as a workbook: counts, what was not taken, every finding with room to decide.

    Args:
        report: What cleaning found.
        language: Of all words.
        source: Where the answers come from; without it they go by their names.
    """
    book = Book(report.survey)
    labels = source.labels
    kinds = (
        (KIND_WORDS[kind].text(language), labels.get(where, where), n)
        for (kind, where), n in counted(report)
    )
    words = _SUMMARY.text(language).split("|")
    book.table(words[0], words[1:], kinds)
    words = _FINDINGS.text(language).split("|")
    book.table(
        words[0],
        words[1:],
        (
            (
                KIND_WORDS[finding.kind].text(language),
                finding.answer,
                source.places.get(finding.answer, ""),
                labels.get(finding.question, finding.question),
                finding.question,
                finding.value,
                finding.reason.text(language),
                ACT_WORDS[finding.act].text(language),
                "" if finding.suggestion is None else str(finding.suggestion),
                finding.other or "",
            )
            for finding in report.findings
        ),
    )
    if source.not_taken:
        words = _NOT_TAKEN.text(language).split("|")
        book.table(words[0], words[1:], source.not_taken, (24, 24, 48, 30))
    return book.close()


_SUMMARY = Bilingual("汇总|种类|题目|条数", "Summary|Kind|Question|Count")
_FINDINGS = Bilingual(
    "发现|种类|答卷|位置|题目|题目代码|所填|原因|建议|建议值|与之重复|处理决定|理由",
    "Findings|Kind|Answer|Place|Question|Name|Value|Reason|Suggested|Instead|Repeats|Decision|Why",
)
_NOT_TAKEN = Bilingual(
    "未读入|文件|单元格或行|原因|所填", "Not taken|File|Cell or line|Reason|Value"
)


def counted(report: CleaningReport) -> list[tuple[tuple[FindingKind, str], int]]:
    """Return how many findings there are of each kind and question, most first."""
    return Counter(dict(report.counts)).most_common()


def result_record(result: Satisfaction, minimum: int = MINIMUM_SAMPLE) -> dict[str, Any]:
    """Return a result as the data of the contract jiheng/satisfaction/1."""
    response = result.response
    rate = response.rate() if response else None
    return {
        "contract": "jiheng/satisfaction/1",
        "survey": result.survey,
        "answers": result.answers,
        "frame": result.frame,
        "response": None if rate is None else str(half_up(rate)),
        "minimum_sample": minimum,
        "overall": _rating(result.overall, minimum),
        "items": [_rating(each, minimum) for each in result.items],
        "groups": [_rating(each, minimum) for each in result.groups],
        "unanswered": list(result.unanswered),
    }


def result_json(result: Satisfaction, minimum: int = MINIMUM_SAMPLE) -> bytes:
    """Return a result as JSON."""
    return _formatted(result_record(result, minimum))


def _rating(rating: Rating, minimum: int) -> dict[str, Any]:
    interval = rating.interval
    share = rating.share.rate() if rating.share else None
    return {
        "item": rating.item,
        "label": rating.label.zh,
        "group": rating.group,
        "satisfied": rating.satisfied,
        "counted": rating.counted,
        "no_opinion": rating.no_opinion,
        "missing": rating.missing,
        "sample": rating.sample,
        "frame": rating.frame,
        "share": None if share is None else str(half_up(share)),
        "mean": None if rating.mean is None else str(rating.mean),
        "interval": None if interval is None else [str(percent(bound)) for bound in interval],
        "obstacle": rating.obstacle(minimum),
    }


def result_workbook(
    result: Satisfaction, minimum: int = MINIMUM_SAMPLE, language: Language = "zh"
) -> bytes:
    """Return a result as a workbook: everybody, then group by group."""
    book = Book(result.survey)
    words = _RESULT.text(language).split("|")
    book.table(words[0], words[1:], _lines((result.overall, *result.items), minimum, language))
    if result.groups or result.unanswered:
        groups = _lines(result.groups, minimum, language)
        silent = ((group, "", 0, 0) for group in result.unanswered)
        book.table(_GROUPS.text(language), words[1:], (*groups, *silent))
    return book.close()


_RESULT = Bilingual(
    "满意度|组别|项目|满意|有效评价|满意率%|平均分|区间下限%|区间上限%|无意见|未答|应答人数|不能判定",
    "Satisfaction|Group|Item|Satisfied|Counted|Share %|Mean|From %|To %|No opinion|Missing|Sample"
    "|Not judged",
)
_GROUPS = Bilingual("分组", "Groups")


def _lines(ratings: Iterable[Rating], minimum: int, language: Language) -> list[tuple[Any, ...]]:
    return [_line(rating, minimum, language) for rating in ratings]


def _line(rating: Rating, minimum: int, language: Language) -> tuple[Any, ...]:
    obstacle = rating.obstacle(minimum)
    share = rating.share.rate() if rating.share else None
    interval = rating.interval or (None, None)
    return (
        rating.group,
        rating.label.zh,
        rating.satisfied,
        rating.counted,
        None if share is None else half_up(share),
        rating.mean,
        *(None if bound is None else percent(bound) for bound in interval),
        rating.no_opinion,
        rating.missing,
        rating.sample,
        "" if obstacle is None else NOT_JUDGED[obstacle].text(language),
    )


NOT_JUDGED = {
    "missing-data": Bilingual("没有有效评价，不能判定", "nobody rated it: not judged"),
    "sample-too-small": Bilingual("样本过小，不能判定", "sample too small: not judged"),
}


def _formatted(record: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"
