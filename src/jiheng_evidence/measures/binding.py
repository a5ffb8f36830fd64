"""Finds the indicators that measures belong to, and those that no measure belongs to."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_evidence.measures.cells import Part, Unfit, parts_beside, parts_of
from jiheng_evidence.measures.faults import Faults, about_measure
from jiheng_evidence.measures.model import Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jiheng.model import Indicator, Row, TargetTable
    from jiheng_evidence.measures.model import Measure

_SPACE = re.compile(r"\s+")
_MOST_NEAR = 3
_MOST_SEARCHED = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """An indicator of a table and what measures it, if anything does.

    Attributes:
        table: Index among the tables.
        row: Index among the rows of the table.
        at: Index among the indicators of the row.
        measure: Of all that the indicator asks for.
        parts: The targets of its cell, where measures are about one of them each.
    """

    table: int
    row: int
    at: int
    project: Row
    indicator: Indicator
    measure: Measure | None = None
    parts: tuple[Part, ...] = ()

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Return all measures of the indicator."""
        found = (self.measure, *(part.measure for part in self.parts))
        return tuple(measure for measure in found if measure is not None)

    @property
    def leaves(self) -> tuple[Bound, ...]:
        """Return what is measured by itself: the indicator, or each target that its cell prints."""
        return tuple(map(self._leaf, self.parts)) or (self,)

    def _leaf(self, part: Part) -> Bound:
        indicator = replace(
            self.indicator, annual_value=part.words, period_value=None, target=part.target
        )
        return replace(self, indicator=indicator, measure=part.measure, parts=())


def bind(
    tables: Sequence[TargetTable], measures: Sequence[Measure], *, name: str
) -> tuple[Bound, ...]:
    """Return all indicators, in the order of the tables, with their measures.

    Raises:
        UnreadableFile: A measure means no indicator, several, or one that has a measure already;
            or its words are no target of the indicator.
    """
    indicators = [
        Bound(table=t, row=r, at=i, project=row, indicator=indicator)
        for t, table in enumerate(tables)
        for r, row in enumerate(table.rows)
        for i, indicator in enumerate(row.indicators)
    ]
    faults, search = Faults(name), _Search(indicators)
    owners: dict[int, list[Measure]] = {}
    for measure in measures:
        found = search.find(measure.indicator)
        about = about_measure(measure.name)
        if len(found) != 1:
            faults.add(measure.line, about, search.reason(measure.indicator, found))
        elif _is_taken(measure, owners.setdefault(found[0], [])):
            faults.add(measure.line, about, _owned(owners[found[0]][0]))
        else:
            owners[found[0]].append(measure)
    for number, owned in owners.items():
        try:
            indicators[number] = _measured(indicators[number], owned)
        except Unfit as unfit:
            faults.add(unfit.measure.line, about_measure(unfit.measure.name), unfit.what)
    faults.stop_if_any()
    return tuple(indicators)


def _is_taken(measure: Measure, owners: Sequence[Measure]) -> bool:
    """Return whether nothing of an indicator is left for a measure."""
    return any(measure.target is None or owner.target is None for owner in owners)


def _measured(bound: Bound, measures: Sequence[Measure]) -> Bound:
    if not measures:
        return bound
    if measures[0].target is None:
        beside = parts_beside(_value(bound) or "", bound.indicator.target, measures[0])
        return replace(bound, parts=beside) if beside else replace(bound, measure=measures[0])
    return replace(bound, parts=parts_of(_value(bound) or "", measures))


def plain(text: str | None) -> str:
    """Return a text without white space, full-width letters made narrow, for comparing."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text or ""))


class _Search:
    def __init__(self, indicators: Sequence[Bound]) -> None:
        self._indicators = indicators
        self._by_name: Mapping[tuple[str, str], list[int]] = defaultdict(list)
        self._projects: dict[str, str] = {}
        for number, bound in enumerate(indicators):
            project = plain(bound.project.name)
            self._by_name[project, plain(bound.indicator.name)].append(number)
            self._projects.setdefault(project, bound.project.name)

    def find(self, reference: Reference) -> list[int]:
        """Return the numbers of the indicators that are meant."""
        key = plain(reference.project), plain(reference.name)
        found = [
            number
            for number in self._by_name.get(key, ())
            if _is_meant(self._indicators[number], reference)
        ]
        return found if reference.nth is None else found[reference.nth - 1 : reference.nth]

    def reason(self, reference: Reference, found: list[int]) -> Bilingual:
        """Return why a reference does not mean one indicator."""
        if found:
            return self._several(reference, found)
        project = plain(reference.project)
        if project not in self._projects:
            return _none("项目", "project", reference.project, _near(project, self._projects))
        names = {
            name: self._indicators[numbers[0]].indicator.name or ""
            for (of, name), numbers in self._by_name.items()
            if of == project
        }
        if plain(reference.name) in names:
            return Bilingual(
                "同名指标的其余各项（organization level2 value seq nth）与表上不符",
                "no indicator of that name has that organization, level2, value, seq or nth",
            )
        return _none("指标", "indicator", reference.name, _near(plain(reference.name), names))

    def _several(self, reference: Reference, found: list[int]) -> Bilingual:
        del reference
        telling = [
            key
            for key, of in _TELLING.items()
            if len({of(self._indicators[number]) for number in found}) > 1
        ]
        telling = telling or ["nth"]
        zh, en = "、".join(telling), ", ".join(telling)
        return Bilingual(
            f"表上有 {len(found)} 条这样的指标，可用来区分的键：{zh}",
            f"the table has {len(found)} such indicators; what tells them apart: {en}",
        )


_TELLING: Mapping[str, Callable[[Bound], str]] = {
    "organization": lambda bound: plain(bound.project.organization),
    "level2": lambda bound: plain(_level2(bound)),
    "value": lambda bound: plain(_value(bound)),
    "seq": lambda bound: "" if bound.indicator.seq is None else str(bound.indicator.seq),
}


def _is_meant(bound: Bound, reference: Reference) -> bool:
    if reference.seq is not None and reference.seq != bound.indicator.seq:
        return False
    said = (
        (reference.organization, bound.project.organization),
        (reference.level2, _level2(bound)),
        (reference.value, _value(bound)),
    )
    return all(asked is None or plain(asked) == plain(printed) for asked, printed in said)


def _level2(bound: Bound) -> str | None:
    return bound.indicator.level2.label if bound.indicator.level2 else None


def _value(bound: Bound) -> str | None:
    return bound.indicator.annual_value or bound.indicator.period_value


def reference_to(bound: Bound, alike: Sequence[Bound]) -> Reference:
    """Return a reference that means one indicator, with no more words than are needed.

    Args:
        bound: The indicator.
        alike: All indicators of its name in projects of its project's name, in order.
    """
    same = list(alike)
    needed: set[str] = set()
    for key, of in _TELLING.items():
        rest = [other for other in same if of(other) == of(bound)]
        if of(bound) and len(rest) < len(same):
            needed.add(key)
            same = rest
    level2, value = _level2(bound), _value(bound)
    return Reference(
        project=bound.project.name,
        name=bound.indicator.name or "",
        organization=bound.project.organization if "organization" in needed else None,
        level2=level2 if "level2" in needed else None,
        value=value if "value" in needed else None,
        seq=bound.indicator.seq if "seq" in needed else None,
        nth=same.index(bound) + 1 if len(same) > 1 else None,
    )


def _near(name: str, known: Mapping[str, str]) -> list[str]:
    candidates = list(known)[:_MOST_SEARCHED]
    return [known[near] for near in get_close_matches(name, candidates, n=_MOST_NEAR)]


def _none(zh: str, en: str, name: str, near: list[str]) -> Bilingual:
    hint = f"，相近的有：{'、'.join(near)}" if near else ""
    hint_en = f"; near: {', '.join(near)}" if near else ""
    return Bilingual(f"表上没有{zh}“{name}”{hint}", f"the table has no {en} “{name}”{hint_en}")


def _owned(owner: Measure) -> Bilingual:
    return Bilingual(
        f"这条指标已由第 {owner.line} 行的度量负责，一条指标只能有一个度量；"
        "一格多个目标值的，每个度量都用 target 写明是哪一个",
        f"its indicator belongs to the measure of line {owner.line} already; only one may own it,"
        " unless each says by its target which of several it is about",
    )
