"""What programs are told of monitoring and self-evaluations: models of answers."""

from __future__ import annotations

import json
from datetime import date, datetime  # noqa: TC003 - models look them up
from typing import TYPE_CHECKING, Any, Literal

from django.utils import timezone
from pydantic import BaseModel

from jiheng_web.api.bodies import TableRecord  # noqa: TC001 - models look it up
from jiheng_web.api.shown import Words, plain
from jiheng_web.projects.content import text_of
from jiheng_web.results import monitoring_commands, self_evaluation_commands
from jiheng_web.results.official import monitoring_table
from jiheng_web.results.official_evaluation import self_evaluation_table
from jiheng_web.results.reach import FILLING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.bilingual import Bilingual
    from jiheng.monitoring import Lack, Reading
    from jiheng.scoring import Score
    from jiheng_web.results.models import MonitoringRound, Rerating, SelfEvaluation, Sheet

StandingName = Literal["draft", "returned", "submitted", "confirmed"]
LightName = Literal["red", "yellow", "green", "blue"]


class RoundOut(BaseModel):
    """A round of monitoring: what counts is known up to `cut_off`, `due` is the last day."""

    key: int
    organization: str
    fiscal_year: int
    cut_off: date
    due: date
    opened: datetime


class SheetLine(BaseModel):
    """A monitoring sheet in a list; `dark` counts readings that have no light."""

    key: int
    round: int
    project: int
    name: str
    organization: str
    state: StandingName
    light: LightName | None
    dark: int
    lacking: int
    overdue: bool
    saved: datetime
    submitted: datetime | None
    confirmed: datetime | None


class SheetPage(BaseModel):
    """Sheets in the order of their keys; `after` fetches what follows, null at the end."""

    items: list[SheetLine]
    after: int | None


class ReadingOut(BaseModel):
    """How an indicator, or the money, stands; `ratio` is per cent of what was due by then."""

    name: str
    light: LightName | None
    obstacle: str | None
    ratio: str | None
    reason: Words
    expected: str | None


class LackOut(BaseModel):
    """What has to be written and is not; an empty name means the whole."""

    name: str
    rule: str
    field: str
    message: Words


class SheetOut(SheetLine):
    """A monitoring sheet as the official form, with what its values come to."""

    table: TableRecord
    money: ReadingOut
    indicators: list[ReadingOut]
    lacks: list[LackOut]


class SelfEvaluationLine(BaseModel):
    """A self-evaluation in a list; `faults` counts what stands in the way of signing."""

    key: int
    project: int
    name: str
    organization: str
    fiscal_year: int
    standard: str
    state: StandingName
    points: str | None
    grade: str | None
    faults: int
    saved: datetime
    submitted: datetime | None
    confirmed: datetime | None


class SelfEvaluationPage(BaseModel):
    """Self-evaluations in the order of their keys; `after` fetches what follows."""

    items: list[SelfEvaluationLine]
    after: int | None


class ScoreOut(BaseModel):
    """Points of a line with every step that led to them; null points: it cannot be scored."""

    name: str
    weight: str
    points: str | None
    obstacle: str | None
    steps: list[Words]


class ReratingOut(BaseModel):
    """What the department made of it, beside the unit's own points."""

    points: str
    grade: str
    opinion: str
    reviewer: str
    at: datetime


class SelfEvaluationOut(SelfEvaluationLine):
    """A self-evaluation as the official form, with its points; `genuine` once it is signed."""

    version: int
    revision: int
    genuine: bool | None
    table: TableRecord
    execution: ScoreOut
    indicators: list[ScoreOut]
    lacks: list[LackOut]
    rerating: ReratingOut | None


def words(said: Bilingual) -> Words:
    """Return words in both languages."""
    return Words(zh=said.zh, en=said.en)


def score(name: str, found: Score) -> ScoreOut:
    """Return the points of a line."""
    return ScoreOut(
        name=name,
        weight=plain(found.weight) or "",
        points=plain(found.points),
        obstacle=found.obstacle,
        steps=[words(step.text) for step in found.steps],
    )


def monitoring_round(found: MonitoringRound) -> RoundOut:
    """Return a round; its organization must be loaded."""
    return RoundOut(
        key=found.pk,
        organization=found.organization.code,
        fiscal_year=found.fiscal_year,
        cut_off=found.cut_off,
        due=found.due,
        opened=found.opened,
    )


def sheet_line(found: Sheet) -> SheetLine:
    """Return a sheet as it stands in a list."""
    return SheetLine(**_sheet(found))


def sheet(found: Sheet) -> SheetOut:
    """Return a sheet with what it comes to."""
    looked = monitoring_commands.looked(found)
    money = looked.money
    return SheetOut(
        **_sheet(found),
        table=json.loads(text_of(monitoring_table(found, looked))),
        money=_reading("", money.reading, plain(money.expected)),
        indicators=[
            _reading(one.indicator.name or "", one.reading, one.expected or None)
            for one in looked.lines
        ],
        lacks=_lacks(looked.lacks()),
    )


def self_evaluation_line(found: SelfEvaluation) -> SelfEvaluationLine:
    """Return a self-evaluation as it stands in a list."""
    return SelfEvaluationLine(**_self_evaluation(found))


def self_evaluation(found: SelfEvaluation) -> SelfEvaluationOut:
    """Return a self-evaluation with what it comes to."""
    scored = self_evaluation_commands.scored(found)
    again: Rerating | None = getattr(found, "rerating", None)
    return SelfEvaluationOut(
        **_self_evaluation(found),
        version=found.version.number,
        revision=found.revision,
        genuine=self_evaluation_commands.is_as_signed(found) if found.submitted else None,
        table=json.loads(text_of(self_evaluation_table(found, scored))),
        execution=score("", scored.execution),
        indicators=[score(one.indicator.name or "", one.score) for one in scored.lines],
        lacks=_lacks(scored.all_lacks()),
        rerating=_rerating(again) if again else None,
    )


def _sheet(found: Sheet) -> dict[str, Any]:
    late = found.state in FILLING and found.round.due < timezone.localdate()
    return {
        "key": found.pk,
        "round": found.round_id,
        "project": found.project_id,
        "name": found.project.name,
        "organization": found.project.organization.code,
        "state": found.state,
        "light": found.light or None,
        "dark": found.dark,
        "lacking": found.lacking,
        "overdue": late,
        "saved": found.saved,
        "submitted": found.submitted,
        "confirmed": found.confirmed,
    }


def _self_evaluation(found: SelfEvaluation) -> dict[str, Any]:
    return {
        "key": found.pk,
        "project": found.project_id,
        "name": found.project.name,
        "organization": found.project.organization.code,
        "fiscal_year": found.project.fiscal_year,
        "standard": found.standard,
        "state": found.state,
        "points": plain(found.points),
        "grade": found.grade or None,
        "faults": found.faults,
        "saved": found.saved,
        "submitted": found.submitted,
        "confirmed": found.confirmed,
    }


def _rerating(found: Rerating) -> ReratingOut:
    return ReratingOut(
        points=plain(found.points) or "",
        grade=found.grade,
        opinion=found.opinion,
        reviewer=found.reviewer.name,
        at=found.at,
    )


def _reading(name: str, found: Reading, expected: str | None) -> ReadingOut:
    return ReadingOut(
        name=name,
        light=found.light.value if found.light else None,
        obstacle=found.obstacle,
        ratio=plain(found.ratio),
        reason=words(found.reason),
        expected=expected,
    )


def _lacks(found: Iterable[tuple[str, Lack]]) -> list[LackOut]:
    return [
        LackOut(name=name, rule=one.rule, field=one.field, message=words(one.message))
        for name, one in found
    ]
