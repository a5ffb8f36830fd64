"""Cells that print several targets: which words each measure is about, and what words are left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.quantities import find_quantities
from jiheng.model import DeadlineTarget, NumberTarget, RangeTarget
from jiheng.reading.grammar.targets import read_target
from jiheng_evidence.measures.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Target
    from jiheng_evidence.measures.model import Measure

_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"[；;。，]|,(?!\d)|(?<!\d),")
# 及 and 和 are parts of words as well: 及时率, 普及率, 和谐, 饱和.
_JOIN = "(?<![普涉惠波触危遍])以?及(?![时格早])|(?<![饱总共调缓])和(?![谐平解睦])"
_AND = re.compile(f"、|{_JOIN}")
_JOINED = re.compile(f"^(?:{_JOIN})|(?:{_JOIN})$")
_ENDS = "，,；;、。：: "
_LONGEST = 2_000
_ONE = (NumberTarget, RangeTarget, DeadlineTarget)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the targets that a cell prints.

    Attributes:
        words: As printed.
        measure: None where no measure is about it.
    """

    words: str
    target: Target
    measure: Measure | None = None


class Unfit(Exception):
    """The words of a measure are no target of the cell.

    Attributes:
        measure: Whose words they are.
        what: Why they are none.
    """

    def __init__(self, measure: Measure, what: Bilingual) -> None:
        super().__init__(what.en)
        self.measure = measure
        self.what = what


def parts_of(printed: str, measures: Sequence[Measure]) -> tuple[Part, ...]:
    """Return the targets of a cell in their order: those of measures, and those that are left.

    What is left counts as a target where it has a number or a day, so that nobody can measure the
    half of a cell and call the whole of it met.

    Raises:
        Unfit: Words are not printed, are printed less often than measured, cut a number in two, or
            ask for nothing that a machine can judge.
    """
    text = squeezed(printed)
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Part]] = []
    for measure in sorted(measures, key=_longest_first):
        words = squeezed(measure.target or "")
        start = _place(text, words, taken)
        target = read_target(words)
        if start is None:
            raise Unfit(measure, _not_printed(measure.target or "", printed))
        if not isinstance(target, _ONE):
            raise Unfit(measure, _no_target(measure.target or ""))
        taken.append((start, start + len(words)))
        found.append((start, Part(words=words, target=target, measure=measure)))
    edges = [0, *(edge for stretch in sorted(taken) for edge in stretch), len(text)]
    for start, end in list(pairwise(edges))[::2]:
        found.extend((start, part) for part in _left(text[start:end]))
    return tuple(part for _start, part in sorted(found, key=lambda pair: pair[0]))


def printed_targets(printed: str) -> tuple[str, ...]:
    """Return the words of each target where a cell prints several that a machine can judge."""
    words = tuple(_pieces(squeezed(printed))) if len(printed) <= _LONGEST else ()
    known = all(isinstance(read_target(one), _ONE) for one in words)
    return words if known and len(words) > 1 else ()


def parts_beside(printed: str, target: Target | None, measure: Measure) -> tuple[Part, ...]:
    """Return the targets of a cell whose measure does not say which of them it is about.

    Nothing where the cell has one target, or where none of them is what the whole cell asks for.
    """
    targets = [(words, read_target(words)) for words in printed_targets(printed)]
    deadlines = [one for one in targets if isinstance(one[1], DeadlineTarget)]
    own = (
        deadlines
        if measure.kind is Kind.LAST_DATE
        else [one for one in targets if one[1] == target]
    )
    if not own:
        return ()
    return tuple(
        Part(words=one[0], target=one[1], measure=measure if one is own[0] else None)
        for one in targets
    )


def squeezed(text: str) -> str:
    """Return a text without white space."""
    return _SPACE.sub("", text)


def _longest_first(measure: Measure) -> tuple[int, int]:
    return -len(squeezed(measure.target or "")), measure.line


def _place(text: str, words: str, taken: Sequence[tuple[int, int]]) -> int | None:
    """Return where words stand that nobody has, with every number of theirs whole."""
    numbers = [(found.start, found.end) for found in find_quantities(text)]
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        free = all(end <= first or last <= start for first, last in taken)
        whole = all(
            end <= first or last <= start or start <= first < last <= end for first, last in numbers
        )
        if free and whole:
            return start
        start = text.find(words, start + 1)
    return None


def _left(text: str) -> Iterator[Part]:
    for words in _pieces(text):
        yield Part(words=words, target=read_target(words))


def _pieces(text: str) -> Iterator[str]:
    """Yield the stretches of a text that have a number or a day."""
    for said in _BREAK.split(text):
        piece = _JOINED.sub("", said.strip(_ENDS)).strip(_ENDS)
        parts = [part.strip(_ENDS) for part in _AND.split(piece)]
        is_list = len(parts) > 1 and all(find_quantities(part) for part in parts)
        if is_list and not isinstance(read_target(piece), _ONE):
            yield from parts
        elif find_quantities(piece) or isinstance(read_target(piece), _ONE):
            yield piece


def _not_printed(words: str, printed: str) -> Bilingual:
    return Bilingual(
        f"印出的指标值“{printed}”中没有可归于它的“{words}”：须照抄，不得截断数字，"
        "每处只能归一个度量",
        f"“{printed}” has no “{words}” left for it: the words of the table, numbers whole, each of"
        " them for one measure",
    )


def _no_target(words: str) -> Bilingual:
    return Bilingual(
        f"“{words}”不是一个可判定的数值或期限",
        f"“{words}” is not one number or deadline to judge by",
    )
