"""Records that come to what is wanted, and troubles in them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.unit.evidence.demonstration.making import group, measure, planted, share

from jiheng.results import Accumulation
from jiheng_evidence.demonstration import logs, records
from jiheng_evidence.demonstration.planting import Trouble
from jiheng_evidence.demonstration.spoiling import spoiled
from jiheng_evidence.measures.model import Kind, Outliers, Period, Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiheng_evidence.demonstration.groups import Group, Record
    from jiheng_evidence.measures.model import Measure

COUNT = measure(Kind.COUNT)


def total(found: list[Record], column: str) -> Decimal:
    return sum((Decimal(str(record[column])) for record in found), Decimal(0))


def test_as_many_events_as_are_wanted_are_registered() -> None:
    assert len(records.register(group((COUNT, 30)))) == 30


def test_counting_rows_is_not_counting_enterprises() -> None:
    found = records.register(group((measure(Kind.COUNT_DISTINCT, "subject"), 100)))
    assert len({record["subject"] for record in found}) == 100
    assert len(found) > 100


def test_people_add_up() -> None:
    assert total(records.register(group((measure(Kind.SUM, "people"), 501))), "people") == 501


def test_nothing_wanted_is_nothing_registered() -> None:
    assert records.register(group((COUNT, 0))) == []


def test_an_average_a_month_is_kept_every_month() -> None:
    monthly = measure(
        Kind.COUNT_DISTINCT, "subject", period=Period.MONTH, accumulation=Accumulation.AVERAGE
    )
    found = records.register(group((monthly, 15)))
    assert Counter(getattr(record["on"], "month", None) for record in found) == Counter(
        dict.fromkeys(range(1, 13), 15)
    )


def test_figures_of_all_years_begin_the_year_before() -> None:
    found = records.statistics(group((measure(Kind.SUM, "amount", window=Window.ALL), "99.5")))
    assert len(found) == 24
    assert total(found, "amount") == Decimal("99.5")


def test_the_newest_figure_is_what_is_wanted() -> None:
    found = records.statistics(group((measure(Kind.LATEST, "amount"), 3000)))
    assert found[-1]["amount"] == 3000


@pytest.mark.parametrize(
    ("maker", "of", "column", "value"),
    [
        (records.checks, share("good", value=True), "good", True),
        (records.checks, share("good", value=False), "good", False),
        (logs.faults, share("accepted", value=True), "accepted", True),
        (logs.faults, share("solved", value=True), "solved", True),
        (logs.training, share("passed", value=True), "passed", True),
    ],
)
def test_a_share_of_the_records_is_so(
    maker: Callable[[Group], list[Record]], of: Measure, column: str, value: object
) -> None:
    found = maker(group((of, 95)))
    hits = sum(record[column] == value for record in found)
    assert hits * 100 == 95 * len(found)


def test_payments_are_late_and_wrong_as_often_as_is_wanted() -> None:
    asked = group((measure(Kind.ON_TIME), 95), (measure(Kind.ACCURACY), 99))
    found = logs.payments(asked)
    late = [r for r in found if str(r["paid_on"]) > str(r["due_on"])]
    assert len(late) == 5
    assert sum(record["paid"] != record["owed"] for record in found) == 1


def test_hours_of_machines_come_to_their_share() -> None:
    found = logs.uptime(group((share("state", value="正常"), "98.4")))
    up = total([record for record in found if record["state"] == "正常"], "hours")
    assert up * 100 == total(found, "hours") * Decimal("98.4")


def test_a_missing_month_leaves_the_total_as_it_was() -> None:
    gap = planted(Trouble.GAP, month=5)
    found = records.statistics(group((measure(Kind.SUM, "amount"), 120), trouble=gap))
    assert total(found, "amount") == 120
    assert 5 not in {getattr(record["month"], "month", None) for record in found}


def test_stale_figures_end_with_their_month() -> None:
    stale = planted(Trouble.STALE, month=8)
    found = records.statistics(group((measure(Kind.LATEST, "amount"), 9), trouble=stale))
    assert len(found) == 8


def test_few_answers_are_few() -> None:
    few = planted(Trouble.FEW, count=4)
    assert len(records.survey(group((share("score", value=8), 90), trouble=few))) == 4


def test_no_hours_are_nought_hours() -> None:
    nought = planted(Trouble.NOUGHT)
    found = logs.uptime(group((share("state", value="正常"), 98), trouble=nought))
    assert found
    assert total(found, "hours") == 0


def test_nothing_is_no_record() -> None:
    troubled = group((COUNT, 5), trouble=planted(Trouble.NOTHING))
    assert spoiled(troubled, records.register(troubled)) == []


def test_one_figure_is_multiplied() -> None:
    of = measure(Kind.SUM, "amount", outliers=Outliers(column="amount"))
    troubled = group((of, 120), trouble=planted(Trouble.UNIT_SLIP, factor=10_000))
    sound, bad = records.statistics(group((of, 120))), records.statistics(troubled)
    changed = [
        (one["amount"], other["amount"])
        for one, other in zip(sound, spoiled(troubled, bad), strict=True)
        if one != other
    ]
    assert len(changed) == 1
    (before, after) = changed[0]
    assert after == Decimal(str(before)) * 10_000


def test_one_figure_is_blank() -> None:
    troubled = group((measure(Kind.SUM, "amount"), 120), trouble=planted(Trouble.BLANK))
    found = spoiled(troubled, records.statistics(troubled))
    assert [record["amount"] for record in found].count(None) == 1


def test_one_fault_ends_before_it_begins() -> None:
    troubled = group((measure(Kind.DURATION), 2), trouble=planted(Trouble.CONTRARY))
    found = spoiled(troubled, logs.faults(troubled))
    assert sum(str(r["recovered_at"]) < str(r["reported_at"]) for r in found) == 1
