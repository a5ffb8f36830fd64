"""Rounds and self-evaluations for tests, as people would bring them about."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from jiheng_web.results import evidence_commands, monitoring_commands, self_evaluation_commands
from jiheng_web.results.content import (
    Proof,
    RatedLine,
    Reached,
    Said,
    SelfEvaluationContent,
    SheetContent,
    SheetLine,
    loaded,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.web.city import City

    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor
    from jiheng_web.projects.models import Project
    from jiheng_web.results.models import EvidenceFile, MonitoringRound, SelfEvaluation, Sheet

JULY = date(2026, 7, 31)
ON_TRACK = ("7场", "175人", "96%", "98%", "3万人次", "91%")
"""Of the sound table of the city, by the end of July: all green."""
YEAR_DONE = ("12场", "300人", "96%", "98%", "5万人次", "91%")
"""Of the same table at the end of the year: all met."""


def who(city: City, username: str) -> tuple[Principal, Actor]:
    """Return a person as one who acts."""
    return city.principal(username), city.actor(username)


def opened(city: City, username: str = "finance", place: str = "000") -> MonitoringRound:
    """Open a round up to the end of July."""
    return monitoring_commands.open_round(
        *who(city, username),
        city.organizations[place],
        2026,
        cut_off=JULY,
        due=date(2099, 8, 31),
    )


def file_of(city: City, project: Project, body: bytes = b"proof") -> EvidenceFile:
    """Hand a file of evidence in."""
    return evidence_commands.hand_in(*who(city, "clerk"), project, "佐证.pdf", io.BytesIO(body))


def values(file: EvidenceFile, texts: Sequence[str]) -> list[Reached]:
    """Return values that a file proves."""
    proof = Proof(name=file.name, sha256=file.sha256, file=file.pk)
    return [Reached(text=text, proofs=(proof,) if text else ()) for text in texts]


def filled(
    city: City, sheet: Sheet, texts: Sequence[str] = ON_TRACK, said: Said | None = None
) -> Sheet:
    """Fill a sheet in with values that a file proves."""
    file = file_of(city, sheet.project)
    lines = tuple(SheetLine(reached=value, said=said or Said()) for value in values(file, texts))
    content = msgspec.structs.replace(loaded(sheet.content, SheetContent), lines=lines)
    content = msgspec.structs.replace(
        content, said=Said(explanation="资金尚未入账", cause="funding", likelihood="1")
    )
    return monitoring_commands.save(*who(city, "clerk"), sheet.pk, content, revision=sheet.revision)


def handed_up(city: City, sheet: Sheet) -> Sheet:
    """Let the unit head hand a filled sheet up."""
    return monitoring_commands.submit(*who(city, "head"), sheet.pk)


def begun(city: City, project: Project) -> SelfEvaluation:
    """Begin a self-evaluation."""
    return self_evaluation_commands.begin(*who(city, "clerk"), project.pk)


def rated(
    city: City,
    found: SelfEvaluation,
    texts: Sequence[str] = YEAR_DONE,
    reasons: Sequence[str] = (),
    **more: str,
) -> SelfEvaluation:
    """Fill a self-evaluation in with values that a file proves."""
    file = file_of(city, found.project)
    known = loaded(found.content, SelfEvaluationContent)
    proof = Proof(name=file.name, sha256=file.sha256, file=file.pk)
    money = known.money
    if not money.proofs:
        money = msgspec.structs.replace(money, executed=money.budget, proofs=(proof,))
    lines = tuple(
        msgspec.structs.replace(
            line, reached=value, reason=reasons[at] if at < len(reasons) else ""
        )
        for at, (line, value) in enumerate(zip(known.lines, values(file, texts), strict=True))
    )
    fields = {"goal_actual": "全年目标全部完成。", **more}
    content = msgspec.structs.replace(known, money=money, lines=lines, **fields)
    return self_evaluation_commands.save(
        *who(city, "clerk"), found.pk, content, revision=found.revision
    )


def with_line(found: SelfEvaluation, position: int, **changes: object) -> SelfEvaluationContent:
    """Return the content of a self-evaluation with one line changed."""
    content = loaded(found.content, SelfEvaluationContent)
    lines: list[RatedLine] = list(content.lines)
    lines[position] = msgspec.structs.replace(lines[position], **changes)
    return msgspec.structs.replace(content, lines=tuple(lines))
