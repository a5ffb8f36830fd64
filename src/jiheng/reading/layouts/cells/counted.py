"""Names that somebody counted in their own cells, one row after the other: 1.甲, 2.乙, 3.丙."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Traced

_COUNT = seldom(r"(?P<number>\d{1,3})[.．、]\s*(?=[^\d\s.．、])")


def without_counts(names: Sequence[Traced]) -> list[Traced]:
    """Return names without their numbers; nothing where these do not count them from one.

    They may begin anew, as below another level or unit; but 1 follows on 1 where each cell holds
    several names of its own.
    """
    counts = [_COUNT.match(name.text) for name in names]
    numbers = [int(count["number"]) for count in counts if count]
    if len(numbers) < max(2, len(names)) or numbers[:2] != [1, 2]:
        return []
    if any(after not in {before + 1, 1} for before, after in pairwise(numbers)):
        return []
    return [name.cut(count.end()) for name, count in zip(names, counts, strict=True) if count]
