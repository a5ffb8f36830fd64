"""What the names of the projects of a list say besides: numbers that count them, and examples."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.model import Traced
from jiheng.reading.layouts.cells.counted import without_counts
from jiheng.reading.layouts.problems import notes, row_notes
from jiheng.reading.ledger import SEPARATOR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Problem
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.ledger import Ledger

_EXAMPLE = "(?:填[写报])?(?:示例|样例|范例|例如?)"
_SAMPLE = seldom(
    rf"[（(【\[]{_EXAMPLE}[）)】\]].*|{_EXAMPLE}[\d一二三]?[:：].*|[示样范]例[\d一二三]?"
)
_PART = seldom("其中[:：]")


def uncount(drafts: Sequence[RowDraft], ledger: Ledger) -> None:
    """Take from the names of projects the numbers that count them; units have none."""
    own = [draft for draft in drafts if draft.indicators or draft.text("goal")]
    if not own or own[0].text("name").text[:1] not in {"1", "１"}:
        return
    names = without_counts([draft.text("name") for draft in own])
    for draft, name in zip(own, names, strict=False):
        ledger.mark(draft.text("name"), SEPARATOR)
        draft.texts["name"] = [name]


def tell_parts(drafts: Sequence[RowDraft], problems: list[Problem]) -> None:
    """Tell projects that by their names may be parts of the one above: 其中：子项一."""
    for draft in drafts[1:]:
        name = draft.text("name")
        if _PART.match(name.text):
            problems.append(row_notes.part_of_above(name))


def without_samples(
    drafts: Sequence[RowDraft], ledger: Ledger, problems: list[Problem]
) -> list[RowDraft]:
    """Return projects without those that show how to fill a list in, which are told: （示例）.

    A list of nothing else is read as it is.
    """
    shown = [draft for draft in drafts if _SAMPLE.fullmatch(draft.text("name").text)]
    if not shown or len(shown) == len(drafts):
        return list(drafts)
    for draft in shown:
        said = Traced.join(_said_in(draft))
        ledger.mark(said, UNREAD)
        problems.append(notes.outside(said))
    own = set(map(id, shown))
    return [draft for draft in drafts if id(draft) not in own]


def _said_in(draft: RowDraft) -> Iterator[Traced]:
    """Yield all that a project says."""
    yield from chain.from_iterable(draft.texts.values())
    yield from (item.trace for item in draft.further if item.trace)
    for indicator in draft.indicators:
        yield from indicator.traces.values()
        yield from (item.trace for item in indicator.further if item.trace)
