"""Records of registers, monthly figures, checks and surveys that come to what is wanted."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.results import Accumulation
from jiheng_evidence.demonstration.groups import Group, Record, shares
from jiheng_evidence.measures.model import Kind, Window

if TYPE_CHECKING:
    from jiheng_evidence.demonstration.groups import Want

_CENTS = 100
_REPEATED = 20
"""One in so many enterprises is served twice: counting rows is not counting enterprises."""

_CHECKS, _ANSWERS, _WORKS = 200, 200, 40


def register(group: Group) -> list[Record]:
    """Return events, visits, complaints: one record each, with whom and how many people."""
    distinct, count = group.want(Kind.COUNT_DISTINCT), group.number(Kind.COUNT)
    people = group.want(Kind.SUM)
    if distinct is not None and distinct.measure.accumulation is Accumulation.AVERAGE:
        return _each_month(group, int(distinct.number))
    subjects = int(distinct.number) if distinct else 0
    size = max(count or 0, subjects + (subjects // _REPEATED if count is None else 0))
    size = size or (12 if people else 0)
    crowd = group.dice.split(int(people.number), size) if people else None
    return [
        {
            "item": group.item,
            "on": group.day(number, size),
            "subject": _enterprise(number % subjects if subjects else number),
            "people": crowd[number] if crowd else group.dice.between(8, 60),
        }
        for number in range(size)
    ]


def _each_month(group: Group, enterprises: int) -> list[Record]:
    return [
        {
            "item": group.item,
            "on": date(group.year, month, group.dice.between(1, 28)),
            "subject": _enterprise(number),
            "people": 1,
        }
        for month in group.months()
        for number in range(enterprises)
    ]


def statistics(group: Group) -> list[Record]:
    """Return figures month by month that add up, or rise, to what is wanted."""
    want = group.wants[0]
    years = (group.year - 1, group.year) if want.measure.window is Window.ALL else (group.year,)
    days = [_end(year, month) for year in years for month in _months(group, year)]
    return [
        {"item": group.item, "month": day, "amount": amount}
        for day, amount in zip(days, _figures(group, want, len(days)), strict=True)
    ]


def _months(group: Group, year: int) -> tuple[int, ...]:
    return group.months() if year == group.year else tuple(range(1, 13))


def _figures(group: Group, want: Want, count: int) -> list[Decimal]:
    cents = int(want.number * _CENTS)
    if want.measure.kind is Kind.SUM:
        return [Decimal(part) / _CENTS for part in group.dice.split(cents, count)]
    return [want.number * (900 + 100 * (number + 1) // count) // 1000 for number in range(count)]


def checks(group: Group) -> list[Record]:
    """Return inspections: each was good or not."""
    size = group.size(_CHECKS)
    want = group.want(Kind.SHARE)
    chosen = shares(group, want, size)
    counted = want is None or want.measure.numerator[0].values == (True,)
    return [
        {"item": group.item, "on": group.day(number, size), "good": hit == counted}
        for number, hit in enumerate(chosen)
    ]


def survey(group: Group) -> list[Record]:
    """Return answers with a score from 1 to 10; from 8 on they are satisfied."""
    size = group.size(_ANSWERS)
    chosen = shares(group, group.want(Kind.SHARE), size)
    return [
        {
            "item": group.item,
            "answered_on": group.day(number, size),
            "score": group.dice.between(8, 10) if satisfied else group.dice.between(3, 7),
        }
        for number, satisfied in enumerate(chosen)
    ]


def deliverables(group: Group) -> list[Record]:
    """Return works with the day they were due and the day they were done."""
    last = group.want(Kind.LAST_DATE)
    if last is not None and last.day is not None:
        due = date(group.year, 12, 31)
        return [
            {
                "item": group.item,
                "due_on": due,
                "delivered_on": last.day - timedelta(days=15 * number),
            }
            for number in range(3)
        ]
    size = group.size(group.number(Kind.COUNT) or _WORKS)
    chosen = shares(group, group.want(Kind.ON_TIME), size)
    records: list[Record] = []
    for number, in_time in enumerate(chosen):
        due = group.day(number, size)
        days = -group.dice.between(0, 12) if in_time else group.dice.between(2, 20)
        records.append(
            {"item": group.item, "due_on": due, "delivered_on": due + timedelta(days=days)}
        )
    return records


def duplicates(group: Group) -> list[Record]:
    """Return reports on projects that look like others."""
    size = group.number(Kind.COUNT) or 0
    return [
        {
            "item": group.item,
            "issued_on": group.day(number, size),
            "similarity": Decimal(group.dice.between(5, 95)) / _CENTS,
        }
        for number in range(size)
    ]


def _enterprise(number: int) -> str:
    return f"示例企业{number + 1:05d}"


def _end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
