"""Data alarms: what is missing, old, incomplete or out of line in the data of a measure."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.measures.model import Window
from jiheng_evidence.running.outcome import Alarm, AlarmKind
from jiheng_evidence.running.spans import expected, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng_evidence.measures.model import Measure, Source
    from jiheng_evidence.running.facts import Facts, Outlying
    from jiheng_evidence.running.spans import Span

_MOST_NAMED = 12
_FEWEST_ZEROS = 3
_COUNTED = {
    AlarmKind.BLANK: (
        "blank",
        Bilingual("有 {n} 条记录该列空白，没有计入", "{n} records lack the value, left out"),
    ),
    AlarmKind.CONTRARY: (
        "contrary",
        Bilingual("有 {n} 条记录结束早于开始", "{n} records end before they begin"),
    ),
    AlarmKind.UNFINISHED: (
        "unfinished",
        Bilingual("有 {n} 条记录没有日期，尚未全部完成", "{n} records have no date: not all done"),
    ),
    AlarmKind.UNENDED: (
        "unended",
        Bilingual(
            "有 {n} 条记录没有结束，算到评判日", "{n} records have not ended, counted to date"
        ),
    ),
}


def alarms_of(
    measure: Measure, source: Source | None, facts: Facts, span: Span
) -> tuple[Alarm, ...]:
    """Return the alarms over the data of a measure, the gravest first."""
    return (
        *_missing(measure, facts),
        *_stale(measure, source, facts, span),
        *_gaps(measure, facts, span),
        *_counted(facts),
        *_outlying(measure, facts),
    )


def undated_alarm(column: str, count: int) -> Alarm:
    """Return the alarm over records of a source that have no date."""
    return Alarm(
        kind=AlarmKind.UNDATED,
        message=Bilingual(
            f"有 {count} 条记录的 {column} 空白，按日期取数时没有计入",
            f"{count} records have no {column} and are in no window of dates",
        ),
    )


def blank_alarm(column: str, count: int) -> Alarm:
    """Return the alarm over records of a source that lack what conditions ask of."""
    return Alarm(
        kind=AlarmKind.BLANK,
        message=Bilingual(
            f"有 {count} 条记录的 {column} 空白，按条件取数时没有计入",
            f"{count} records have no {column} and meet no condition on it",
        ),
    )


def _missing(measure: Measure, facts: Facts) -> Iterator[Alarm]:
    if facts.rows < measure.minimum_rows:
        zh = f"只有 {facts.rows} 条" if facts.rows else "没有"
        yield Alarm(
            kind=AlarmKind.MISSING,
            message=Bilingual(
                f"数据缺失：{zh}记录，至少应有 {measure.minimum_rows} 条",
                f"data missing: {facts.rows} records of at least {measure.minimum_rows}",
            ),
        )


def _stale(measure: Measure, source: Source | None, facts: Facts, span: Span) -> Iterator[Alarm]:
    allowed = measure.max_age_days
    if allowed is None and source is not None:
        allowed = source.max_age_days
    if allowed is None or facts.newest is None:
        return
    age = (span.as_of - facts.newest).days
    if age > allowed:
        yield Alarm(
            kind=AlarmKind.STALE,
            message=Bilingual(
                f"数据过期：最新记录是 {facts.newest}，距评判日 {age} 天，应在 {allowed} 天之内",
                f"data stale: the newest record is of {facts.newest}, {age} days old; {allowed}"
                " are allowed",
            ),
        )


def _gaps(measure: Measure, facts: Facts, span: Span) -> Iterator[Alarm]:
    if measure.period is None or facts.rows < measure.minimum_rows:
        return
    whole = measure.window is Window.ALL
    wanted = expected(measure.period, span, facts.periods, whole=whole)
    lacking = [number for number in wanted if number not in set(facts.periods)]
    if lacking:
        named = [name_of(measure.period, number) for number in lacking[:_MOST_NAMED]]
        more = len(lacking) - len(named)
        yield Alarm(
            kind=AlarmKind.GAP,
            message=Bilingual(
                f"缺期：{'、'.join(named)}{f' 等共 {len(lacking)} 期' if more else ''}没有数据",
                f"no data for {', '.join(named)}{f' and {more} more' if more else ''}",
            ),
        )


def _counted(facts: Facts) -> Iterator[Alarm]:
    parts = list(facts.entries.values()) or [facts.values]
    for kind, (name, message) in _COUNTED.items():
        count = sum(int(part.get(name) or 0) for part in parts)
        if count:
            yield Alarm(
                kind=kind,
                message=Bilingual(message.zh.format(n=count), message.en.format(n=count)),
            )


def _outlying(measure: Measure, facts: Facts) -> Iterator[Alarm]:
    if measure.outliers is None:
        return
    column = measure.outliers.column
    slips = [record for record in facts.outlying if _zeros(record)]
    others = [record for record in facts.outlying if not _zeros(record)]
    if slips:
        zeros = _zeros(slips[0])
        yield Alarm(
            kind=AlarmKind.UNIT_SLIP,
            message=Bilingual(
                f"疑似单位错误：{_listed(slips)}，{column} 约为中位数 {_plain(slips[0].median)} 的"
                f" 10 的 {zeros} 次方倍",
                f"a slip of units? {_listed_en(slips)}: {column} is about 10^{zeros} times the"
                f" median {_plain(slips[0].median)}",
            ),
            records=tuple(record.record for record in slips),
        )
    if others:
        rest = facts.outliers - len(facts.outlying)
        yield Alarm(
            kind=AlarmKind.OUTLIER,
            message=Bilingual(
                f"异常值：{_listed(others)}{f'，另有 {rest} 条' if rest else ''}，{column}"
                f" 远离中位数 {_plain(others[0].median)}",
                f"outliers: {_listed_en(others)}{f' and {rest} more' if rest else ''}; {column} is"
                f" far from the median {_plain(others[0].median)}",
            ),
            records=tuple(record.record for record in others),
        )


def _zeros(record: Outlying) -> int:
    """Return how many noughts a value has too many, or too few; 0 when it looks like no slip."""
    if record.value * record.median <= 0:
        return 0
    exact = log10(record.value / record.median)
    return round(exact) if abs(exact) >= _FEWEST_ZEROS - 0.5 else 0


def _listed(records: Sequence[Outlying]) -> str:
    named = [f"数据的第 {one.record} 条（{_plain(one.value)}）" for one in records[:_MOST_NAMED]]
    return "、".join(named)


def _listed_en(records: Sequence[Outlying]) -> str:
    return ", ".join(
        f"record {one.record} of the source ({_plain(one.value)})" for one in records[:_MOST_NAMED]
    )


def _plain(value: float) -> str:
    """Return a number without exponent and without noughts at its end."""
    text = f"{value:.6f}"
    return text.rstrip("0").rstrip(".")
