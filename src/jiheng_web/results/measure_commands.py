"""Results of `jiheng run --format json` taken over as values of indicators."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import IO, TYPE_CHECKING, Any

import msgspec

from jiheng.bilingual import Bilingual
from jiheng.model import (
    DateActual,
    Grade,
    GradeActual,
    NumberActual,
    SeveralActuals,
    ShareActual,
)
from jiheng_web.access.policy import Action
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput
from jiheng_web.intake import storage
from jiheng_web.intake.matching import normalised
from jiheng_web.results import monitoring_commands as monitoring
from jiheng_web.results import self_evaluation_commands as self_evaluation
from jiheng_web.results.content import (
    MEASURE,
    Proof,
    RatedLine,
    Reached,
    SelfEvaluationContent,
    SheetContent,
    SheetLine,
    beside,
    loaded,
)
from jiheng_web.results.models import EvidenceFile, SelfEvaluation, Sheet
from jiheng_web.results.prefilling import year_end
from jiheng_web.results.reach import FILLING, held, must_stand
from jiheng_web.results.reached import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jiheng.model import ActualValue, Row
    from jiheng_web.access.policy import Principal
    from jiheng_web.audit.acts import Actor
    from jiheng_web.projects.models import Project

LARGEST = 8 * 1024 * 1024
SCHEMA = "jiheng/run/1"
_NO_RESULTS = Bilingual(
    "不是 jiheng run --format json 的结果文件。", "This is no output of jiheng run --format json."
)
_NONE_FITS = Bilingual(
    "结果文件里没有本项目的指标值。", "The results hold no value of this project's indicators."
)


def take_into_sheet(
    principal: Principal, actor: Actor, key: int, name: str, stream: IO[bytes]
) -> int:
    """Take the values of a run over into a monitoring sheet; return how many.

    The file is kept as evidence. What no measure computed stays as it is.

    Raises:
        NotFound: The sheet is out of sight.
        NotPermitted: The person is no clerk there.
        WrongState: It was handed up already.
        InvalidInput: The file holds no results of this project.
        UnreadableFile: It is too large.
    """
    results = _handed_in(name, stream)
    with act(actor, "monitoring.take_measures") as done:
        sheet = held(principal, Sheet, key, Action.MONITORING_FILL)
        must_stand(sheet, FILLING, Action.MONITORING_FILL)
        row = monitoring.looked(sheet).row
        _must_fit(results.run, sheet.round.fiscal_year, sheet.round.cut_off)
        found = _found(results, row, sheet.project, principal)
        content = loaded(sheet.content, SheetContent)
        lines = list(beside(content.lines, len(row.indicators), SheetLine()))
        for position, reached in found.items():
            lines[position] = msgspec.structs.replace(lines[position], reached=reached)
        monitoring.write(sheet, msgspec.structs.replace(content, lines=tuple(lines)), principal)
        monitoring.note(done, sheet)
        done.facts |= {"sha256": results.kept.sha256, "values": len(found)}
    return len(found)


def take_into_evaluation(
    principal: Principal, actor: Actor, key: int, name: str, stream: IO[bytes]
) -> int:
    """Take the values of a run over into a self-evaluation; return how many.

    Raises:
        NotFound: The self-evaluation is out of sight.
        NotPermitted: The person is no clerk there.
        WrongState: It is signed already.
        InvalidInput: The file holds no results of this project.
        UnreadableFile: It is too large.
    """
    results = _handed_in(name, stream)
    with act(actor, "self_evaluation.take_measures") as done:
        evaluation = held(principal, SelfEvaluation, key, Action.SELF_EVALUATION_FILL)
        must_stand(evaluation, FILLING, Action.SELF_EVALUATION_FILL)
        row = self_evaluation.scored(evaluation).row
        year = evaluation.project.fiscal_year
        _must_fit(results.run, year, year_end(year))
        found = _found(results, row, evaluation.project, principal)
        content = loaded(evaluation.content, SelfEvaluationContent)
        lines = list(beside(content.lines, len(row.indicators), RatedLine()))
        for position, reached in found.items():
            lines[position] = msgspec.structs.replace(lines[position], reached=reached)
        changed = msgspec.structs.replace(content, lines=tuple(lines))
        self_evaluation.write(evaluation, changed, principal)
        self_evaluation.note(done, evaluation)
        done.facts |= {"sha256": results.kept.sha256, "values": len(found)}
    return len(found)


@dataclass(frozen=True, slots=True)
class _Results:
    """Results that were handed in, in the store already."""

    name: str
    kept: storage.Kept
    run: Mapping[str, Any]


def _handed_in(name: str, stream: IO[bytes]) -> _Results:
    shown = storage.clean_name(name)
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise storage.too_large(shown)
    run = _run(data)
    return _Results(shown, storage.keep(io.BytesIO(data), shown), run)


def _found(
    results: _Results, row: Row, project: Project, principal: Principal
) -> dict[int, Reached]:
    file, _made = EvidenceFile.objects.get_or_create(
        project=project,
        sha256=results.kept.sha256,
        defaults={
            "name": results.name,
            "size": results.kept.size,
            "handed_in_by_id": principal.person,
        },
    )
    proof = Proof(name=results.name, sha256=results.kept.sha256, file=file.pk)
    found = values_of(results.run, row, proof)
    if not found:
        raise InvalidInput({"file": _NONE_FITS})
    return found


def _must_fit(run: Mapping[str, Any], year: int, until: date) -> None:
    """Refuse results of another year, or of a day that lies behind the one that counts.

    Raises:
        InvalidInput: They are.
    """
    day = _day(run)
    if run.get("fiscal_year") != year or day is None or day > until:
        why = Bilingual(
            f"结果的年度或评判日不符：应为 {year} 年度、不晚于 {until}。",
            f"The results are not of {year}, or of a day after {until}.",
        )
        raise InvalidInput({"file": why})


def _day(run: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(run.get("as_of")))
    except ValueError:
        return None


def values_of(run: Mapping[str, Any], row: Row, proof: Proof) -> dict[int, Reached]:
    """Return by position what a run computed for the indicators of a project."""
    computed: dict[str, Mapping[str, Any]] = {}
    for result in run["results"]:
        if normalised(str(result.get("project", ""))) == normalised(row.name):
            computed.setdefault(normalised(str(result.get("name", ""))), result)
    found = {}
    for position, indicator in enumerate(row.indicators):
        result = computed.get(normalised(indicator.name or ""), {})
        value = _value(result.get("actual"))
        if value is not None:
            found[position] = _reached(value, result, str(_day(run) or ""), proof)
    return found


def _reached(value: ActualValue, result: Mapping[str, Any], as_of: str, proof: Proof) -> Reached:
    rows = result.get("rows")
    sample = (result.get("actual") or {}).get("sample")
    return Reached(
        text=printed(value),
        numerator=value.numerator if isinstance(value, ShareActual) else None,
        denominator=value.denominator if isinstance(value, ShareActual) else None,
        unit=value.unit if isinstance(value, ShareActual) else "",
        sample=sample if isinstance(sample, int) else None,
        source=MEASURE,
        proofs=(
            msgspec.structs.replace(
                proof,
                query=str(result.get("query") or "")[:2000],
                rows=rows if isinstance(rows, int) else None,
                as_of=as_of,
            ),
        ),
    )


def _run(data: bytes) -> Mapping[str, Any]:
    """Return a run as plain data.

    Raises:
        InvalidInput: It is none.
    """
    try:
        run: Any = json.loads(data, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise InvalidInput({"file": _NO_RESULTS}) from None
    results = run.get("results") if isinstance(run, dict) else None
    if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        raise InvalidInput({"file": _NO_RESULTS})
    return dict(run)


def _value(actual: object) -> ActualValue | None:
    """Return the value a result states; None where it states none that is understood."""
    if not isinstance(actual, dict):
        return None
    if isinstance(actual.get("several"), list):
        return _several(actual["several"])
    said = {str(name): str(value) for name, value in actual.items() if value is not None}
    kind = next((name for name in _KINDS if name in said), None)
    try:
        return _KINDS[kind](said) if kind else None
    except (ValueError, KeyError, InvalidOperation):
        return None


def _several(said: Sequence[object]) -> SeveralActuals | None:
    """Return the values of a cell with several targets; None where one is not understood."""
    parts = [None if part is None else _value(part) for part in said]
    kinds = NumberActual | ShareActual | DateActual
    known = tuple(part if isinstance(part, kinds) else None for part in parts)
    unread = any(part is not None and one is None for part, one in zip(said, known, strict=True))
    return SeveralActuals(parts=known) if any(known) and not unread else None


_KINDS: Mapping[str, Callable[[dict[str, str]], ActualValue]] = {
    "denominator": lambda said: ShareActual(
        numerator=Decimal(said["numerator"]),
        denominator=Decimal(said["denominator"]),
        unit=said.get("unit") or "%",
    ),
    "number": lambda said: NumberActual(number=Decimal(said["number"]), unit=said.get("unit", "")),
    "on": lambda said: DateActual(on=date.fromisoformat(said["on"])),
    "grade": lambda said: GradeActual(grade=Grade(said["grade"])),
}
