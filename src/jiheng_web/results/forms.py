"""What people fill in on pages of results, read out of requests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import msgspec

from jiheng.bilingual import Bilingual
from jiheng.monitoring import Cause, Likelihood
from jiheng_web.disclosure.forms import key_of
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.results.content import (
    TYPED,
    Money,
    Proof,
    RatedLine,
    Reached,
    Said,
    SelfEvaluationContent,
    SheetContent,
    SheetLine,
)
from jiheng_web.results.models import EvidenceFile
from jiheng_web.results.reach import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from jiheng_web.projects.models import Project

_LARGEST = Decimal(10) ** 12
_LONGEST = 2000
_LONGEST_VALUE = 300
_MOST_POINTS = Decimal(100)


def day_of(text: str, field: str) -> date:
    """Return a day that was filled in.

    Raises:
        InvalidInput: It is none.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        why = Bilingual("请填写日期（如 2026-07-31）。", "Give a day, such as 2026-07-31.")
        raise InvalidInput({field: why}) from None


def amount_of(text: str, field: str) -> Decimal | None:
    """Return an amount in 万元; None where none is filled in.

    Raises:
        InvalidInput: It is no amount.
    """
    number = _number(text)
    if number is not None and not (number.is_finite() and 0 <= number < _LARGEST):
        raise InvalidInput({field: Bilingual("金额请填写数字（万元）。", "This is no amount.")})
    return number


def points_of(text: str, field: str) -> Decimal | None:
    """Return points that were filled in; None where there are none.

    Raises:
        InvalidInput: They are none.
    """
    number = _number(text)
    if number is not None and not (number.is_finite() and 0 <= number <= _MOST_POINTS):
        raise InvalidInput(
            {field: Bilingual("分值请填写 0 至 100 的数字。", "Points are 0 to 100.")}
        )
    return number


def _number(text: str) -> Decimal | None:
    said = text.replace(",", "").replace("，", "").strip()
    if not said:
        return None
    try:
        return Decimal(said)
    except InvalidOperation:
        return Decimal("NaN")


def words_of(said: QueryDict, name: str, most: int = _LONGEST) -> str:
    """Return a text that was filled in, not too long."""
    return said.get(name, "").strip()[:most]


def files_of(project: Project) -> dict[int, EvidenceFile]:
    """Return the evidence of a project by its keys."""
    return {one.pk: one for one in project.evidence.all()}


def sheet_content(said: QueryDict, known: SheetContent, project: Project) -> SheetContent:
    """Return what was filled in of a monitoring sheet, over what is known.

    Raises:
        InvalidInput: An amount is none.
        NotFound: A file that is named is not of the project.
    """
    files = files_of(project)
    lines = []
    for position, line in enumerate(known.lines):
        lines.append(
            SheetLine(
                reached=_reached(said, position, line.reached, files),
                forecast=words_of(said, f"forecast-{position}", _LONGEST_VALUE),
                said=_said(said, f"{position}"),
            )
        )
    return SheetContent(
        money=_money(said, known.money, files),
        forecast=amount_of(said.get("forecast-money", ""), "forecast-money"),
        said=_said(said, "money"),
        lines=tuple(lines),
    )


def evaluation_content(
    said: QueryDict, known: SelfEvaluationContent, project: Project
) -> SelfEvaluationContent:
    """Return what was filled in of a self-evaluation, over what is known.

    Raises:
        InvalidInput: An amount or points are none.
        NotFound: A file that is named is not of the project.
    """
    files = files_of(project)
    lines = tuple(
        RatedLine(
            reached=_reached(said, position, line.reached, files),
            weight=points_of(said.get(f"weight-{position}", ""), f"weight-{position}"),
            given=points_of(said.get(f"given-{position}", ""), f"given-{position}"),
            reason=words_of(said, f"reason-{position}"),
        )
        for position, line in enumerate(known.lines)
    )
    return SelfEvaluationContent(
        money=_money(said, known.money, files),
        reason=words_of(said, "reason-money"),
        goal_actual=words_of(said, "goal_actual"),
        problems=words_of(said, "problems"),
        measures=words_of(said, "measures"),
        lines=lines,
    )


def _reached(
    said: QueryDict, position: int, known: Reached, files: Mapping[int, EvidenceFile]
) -> Reached:
    """Return a value: as it was computed, unless a person wrote another or named a file."""
    text = words_of(said, f"actual-{position}", _LONGEST_VALUE)
    chosen = said.get(f"evidence-{position}", "")
    if text == known.text and not chosen:
        return known if known.source != TYPED else msgspec.structs.replace(known, proofs=())
    return Reached(text=text, source=TYPED, proofs=_proofs(chosen, files))


def _money(said: QueryDict, known: Money, files: Mapping[int, EvidenceFile]) -> Money:
    amounts = {
        name: amount_of(said.get(name, ""), name) for name in ("initial", "budget", "executed")
    }
    chosen = said.get("evidence-money", "")
    same = all(amounts[name] == getattr(known, name) for name in amounts)
    if same and not chosen and known.source != TYPED:
        return known
    return Money(**amounts, source=TYPED, proofs=_proofs(chosen, files))


def _proofs(chosen: str, files: Mapping[int, EvidenceFile]) -> tuple[Proof, ...]:
    if not chosen:
        return ()
    file = files.get(key_of(chosen))
    if file is None:
        raise NotFound(kind=WORDS[EvidenceFile])
    return (Proof(name=file.name, sha256=file.sha256, file=file.pk),)


def _said(said: QueryDict, name: str) -> Said:
    cause, likelihood = said.get(f"cause-{name}", ""), said.get(f"likelihood-{name}", "")
    return Said(
        cause=cause if cause in set(Cause) else "",
        explanation=words_of(said, f"explanation-{name}"),
        likelihood=likelihood if likelihood in set(Likelihood) else "",
        measures=words_of(said, f"measures-{name}"),
    )
