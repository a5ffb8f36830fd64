"""What people fill in on pages of results, read out of requests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from jiheng.bilingual import Bilingual
from jiheng.monitoring import Cause, Likelihood
from jiheng_web.disclosure.forms import key_of
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.results.asked import joined
from jiheng_web.results.content import (
    TYPED,
    Money,
    Proof,
    Rated,
    RatedLine,
    Reached,
    Said,
    SelfEvaluationContent,
    SheetContent,
    SheetLine,
)
from jiheng_web.results.models import EvidenceFile
from jiheng_web.results.numbers import Taking, quoted
from jiheng_web.results.reach import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from jiheng_web.projects.models import Project

_LONGEST = 2000
_LONGEST_VALUE = 300


def day_of(text: str, field: str) -> date:
    """Return a day that was filled in.

    Raises:
        InvalidInput: It is none.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        typed = quoted(text)
        why = Bilingual("请填写日期，如 2026-07-31。", "Give a day, such as 2026-07-31.")
        if typed:
            why = Bilingual(f"“{typed}”不是日期。{why.zh}", f"“{typed}” is no day. {why.en}")
        raise InvalidInput({field: why}) from None


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
    files, taking = files_of(project), _taking(said)
    lines = []
    for position, line in enumerate(known.lines):
        lines.append(
            SheetLine(
                reached=_reached(said, position, line.reached, files),
                forecast=words_of(said, f"forecast-{position}", _LONGEST_VALUE),
                said=_said(said, f"{position}"),
            )
        )
    content = SheetContent(
        money=_money(taking, said, known.money, files),
        forecast=taking.amount("forecast-money"),
        said=_said(said, "money"),
        lines=tuple(lines),
    )
    taking.finish()
    return content


def evaluation_content(
    said: QueryDict, known: SelfEvaluationContent, project: Project
) -> SelfEvaluationContent:
    """Return what was filled in of a self-evaluation, over what is known.

    Raises:
        InvalidInput: An amount or points are none.
        NotFound: A file that is named is not of the project.
    """
    files, taking = files_of(project), _taking(said)
    money = _money(taking, said, known.money, files)
    lines = tuple(
        RatedLine(
            reached=_reached(said, position, line.reached, files),
            weight=taking.points(f"weight-{position}"),
            given=taking.points(f"given-{position}"),
            reason=words_of(said, f"reason-{position}"),
        )
        for position, line in enumerate(known.lines)
    )
    taking.finish()
    return SelfEvaluationContent(
        money=money,
        reason=words_of(said, "reason-money"),
        goal_actual=words_of(said, "goal_actual"),
        problems=words_of(said, "problems"),
        measures=words_of(said, "measures"),
        lines=lines,
    )


def rating_of(said: QueryDict) -> dict[str, Rated]:
    """Return the department's points that were filled in, by the names of their lines.

    Raises:
        InvalidInput: Points are none.
    """
    taking = _taking(said)
    lines = [name.removeprefix("points-") for name in said if name.startswith("points-")]
    given = {line: taking.points(f"points-{line}") for line in lines}
    taking.finish()
    return {
        line: Rated(points=points, reason=words_of(said, f"reason-{line}"))
        for line, points in given.items()
        if points is not None
    }


def _reached(
    said: QueryDict, position: int, known: Reached, files: Mapping[int, EvidenceFile]
) -> Reached:
    """Return a value: as it was computed, unless a person wrote another or named a file."""
    text = _actual(said, position)
    chosen = said.get(f"evidence-{position}", "")
    if text == known.text and not chosen:
        return known if known.source != TYPED else msgspec.structs.replace(known, proofs=())
    return Reached(text=text, source=TYPED, proofs=_proofs(chosen, files))


def _actual(said: QueryDict, position: int) -> str:
    """Return an actual value as typed: one text, or one for each of several targets."""
    texts: list[str] = []
    while (name := f"actual-{position}-{len(texts)}") in said:
        texts.append(words_of(said, name, _LONGEST_VALUE))
    return joined(texts) if texts else words_of(said, f"actual-{position}", _LONGEST_VALUE)


def _taking(said: QueryDict) -> Taking:
    return Taking(lambda field: said.get(field, ""))


def _money(
    taking: Taking, said: QueryDict, known: Money, files: Mapping[int, EvidenceFile]
) -> Money:
    amounts = {name: taking.amount(name) for name in ("initial", "budget", "executed")}
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
