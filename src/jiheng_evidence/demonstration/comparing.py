"""What a run found beside what was planted: all of it, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng_evidence.running.outcome import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng_evidence.demonstration.planting import Planted
    from jiheng_evidence.measures.model import Measure
    from jiheng_evidence.running.outcome import Result, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run says of an indicator, as far as it is planted."""

    state: str
    obstacle: str | None = None
    alarms: frozenset[str] = frozenset()


SOUND = Outcome(state=State.MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An indicator of which a run says something else than was planted.

    Attributes:
        expected: What was planted; `SOUND` where nothing was.
        found: None for a trouble whose indicator the run does not have.
    """

    indicator: str
    expected: Outcome
    found: Outcome | None


def differences(planted: Iterable[Planted], run: Run) -> tuple[Difference, ...]:
    """Return where a run disagrees with the troubles planted in its evidence.

    Args:
        planted: The troubles of the measure file.
        run: Of that file. Alarms over whole sources are never planted; they count as differences.
    """
    bound = [
        leaf
        for result in run.results
        for leaf in (result.parts or (result,))
        if leaf.bound.measures
    ]
    left = list(planted)
    unlike: list[Difference] = []
    for result in bound:
        trouble = _trouble_of(result, left)
        expected = SOUND if trouble is None else _expected(trouble)
        found = _found(result)
        if found != expected:
            unlike.append(Difference(indicator=_name(result), expected=expected, found=found))
        if trouble is not None:
            left.remove(trouble)
    unlike.extend(
        Difference(indicator=trouble.indicator, expected=_expected(trouble), found=None)
        for trouble in left
    )
    unlike.extend(_of_sources(run))
    return tuple(unlike)


def _of_sources(run: Run) -> Iterable[Difference]:
    for name, alarms in run.alarms.items():
        kinds = frozenset(str(alarm.kind) for alarm in alarms)
        found = Outcome(state=State.MET, alarms=kinds)
        yield Difference(indicator=name, expected=SOUND, found=found)
    for name in run.unread:
        yield Difference(indicator=name, expected=SOUND, found=Outcome(state=State.FAILED))


def _trouble_of(result: Result, planted: Sequence[Planted]) -> Planted | None:
    measure = result.bound.measure
    for trouble in planted:
        if (
            measure is not None
            and trouble.indicator == measure.indicator.name
            and trouble.kind in (None, measure.kind)
            and trouble.item in _items(measure)
        ):
            return trouble
    return None


def _items(measure: Measure) -> tuple[object, ...]:
    named = [c.values[0] for c in measure.where if c.column == "item"]
    return (*named, measure.indicator.project)


def _expected(trouble: Planted) -> Outcome:
    return Outcome(
        state=trouble.attainment, obstacle=trouble.obstacle, alarms=frozenset(trouble.alarms)
    )


def _found(result: Result) -> Outcome:
    obstacle = result.verdict.obstacle if result.verdict else None
    return Outcome(
        state=result.state,
        obstacle=obstacle,
        alarms=frozenset(str(alarm.kind) for alarm in result.alarms),
    )


def _name(result: Result) -> str:
    return f"{result.bound.project.name} / {result.bound.indicator.name}"
