"""What a run found beside what was planted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.unit.evidence.demonstration.making import measure, planted

from jiheng.bilingual import Bilingual
from jiheng.model import Indicator, Row, RowKind
from jiheng.results import Attainment, Verdict
from jiheng_evidence.demonstration.comparing import SOUND, differences
from jiheng_evidence.demonstration.planting import Trouble
from jiheng_evidence.measures.binding import Bound
from jiheng_evidence.measures.model import Kind
from jiheng_evidence.running.outcome import Alarm, AlarmKind, Result, Run

if TYPE_CHECKING:
    from collections.abc import Mapping

SAID = Bilingual("如此", "so")
GAP = Alarm(kind=AlarmKind.GAP, message=SAID)
PLANTED = planted(Trouble.GAP, alarms=("gap",))


def run(
    *alarms: Alarm,
    of_sources: Mapping[str, tuple[Alarm, ...]] | None = None,
    unread: Mapping[str, Bilingual] | None = None,
) -> Run:
    project = Row(kind=RowKind.PROJECT, name="项目")
    indicator = Indicator(name="指标")
    bound = Bound(
        table=0, row=0, at=0, project=project, indicator=indicator, measure=measure(Kind.COUNT)
    )
    verdict = Verdict(attainment=Attainment.MET, reason=SAID)
    return Run(
        name="file",
        fiscal_year=2024,
        as_of=date(2024, 12, 31),
        results=(Result(bound=bound, verdict=verdict, alarms=alarms),),
        alarms=of_sources or {},
        unread=unread or {},
    )


def test_what_was_planted_and_found_is_no_difference() -> None:
    assert differences([PLANTED], run(GAP)) == ()


def test_what_was_planted_and_not_found_is_one() -> None:
    (difference,) = differences([PLANTED], run())
    assert difference.found == SOUND


def test_what_was_found_and_not_planted_is_one() -> None:
    (difference,) = differences([], run(GAP))
    assert difference.expected == SOUND
    assert difference.indicator == "项目 / 指标"


def test_a_trouble_of_no_indicator_is_one() -> None:
    other = planted(Trouble.GAP, kind="sum")
    (difference,) = differences([other], run())
    assert difference.found is None


def test_an_alarm_over_a_source_is_one() -> None:
    assert len(differences([], run(of_sources={"register": (GAP,)}))) == 1


def test_a_source_that_cannot_be_read_is_one() -> None:
    assert len(differences([], run(unread={"register": SAID}))) == 1
