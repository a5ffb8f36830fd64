"""The levels over rows of indicators: merged, blank below the first, cut by a page end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import says_ditto
from jiheng.model import Traced
from jiheng.reading.layouts.heads.fields import cells_by_column
from jiheng.reading.layouts.heads.head import LEVELS
from jiheng.reading.layouts.indicators.blank_levels import BlankLevels
from jiheng.reading.layouts.problems import ditto_notes, notes
from jiheng.reading.layouts.words.level_labels import (
    first_above,
    fits,
    is_level,
    is_numbered_first,
    is_part_of_level,
    says_level,
)
from jiheng.reading.layouts.words.roles import is_block
from jiheng.reading.ledger import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import Problem
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.fields import Line
    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.layouts.indicators.drafts import IndicatorDraft
    from jiheng.reading.ledger import Ledger

_OF_LIST = seldom("指标|目标|绩效")
"""What the label beside a whole list speaks of; 预算执行 is a level of some forms."""

_NOTHING = Traced()


@dataclass(slots=True)
class RowLevels:
    """Follows the levels of a list, row by row.

    Attributes:
        drafts: The indicators taken in so far; those before a page break may get theirs behind it.
        problems: Takes what cannot be decided.
    """

    lattice: Lattice
    ledger: Ledger
    drafts: list[IndicatorDraft]
    problems: list[Problem]
    _level1: Traced = field(default_factory=Traced)
    _level2: Traced = field(default_factory=Traced)
    _past: tuple[Traced, Traced] = (_NOTHING, _NOTHING)
    """The levels of the last row of the project before."""

    _alone: set[str] = field(default_factory=set)
    """Those of the levels at hand that stand in a row of their own: what is below is theirs."""

    _awaited: dict[str, int] = field(default_factory=dict)
    _seen: list[Traced] = field(default_factory=list)
    """Levels, whether an indicator has taken them or not."""

    _blanks: BlankLevels = field(init=False)

    def __post_init__(self) -> None:
        self._blanks = BlankLevels(self.lattice)

    @property
    def stand_alone(self) -> bool:
        """Whether some level at hand stands in a row of its own, above its indicators."""
        return bool(self._alone)

    @property
    def at_hand(self) -> tuple[Traced, Traced]:
        """The levels that the last row stands under."""
        return self._level1, self._level2

    def begin(self) -> None:
        """Forget all levels: another project begins."""
        self._awaited = {}
        self._alone = set()
        self._past = self.at_hand
        self.forget()

    def forget(self) -> None:
        """Forget levels: what follows does not stand under them."""
        self._level1, self._level2 = Traced(), Traced()

    def begin_first(self, level: Traced) -> None:
        """Begin a first level that stands beside the head of its rows."""
        self._set_level("level1", level)

    def take_line(self, head: Head, row: int, level: Traced) -> None:
        """Note a level that stands alone in its row: the first, or the second below a first."""
        for cell in self.lattice.filled[row]:
            self.ledger.mark(cell.text, SEPARATOR)
        below = "level2" not in head.roles and bool(self._level1)
        words = level.text.split("（")[0].split("(")[0]
        second = is_level(words, 2) or (bool(self._level2) and words == "成本指标")
        self._set_level("level2" if below and second else "level1", level)

    def take(self, head: Head, line: Line, row: int, *, bare: bool) -> bool:
        """Note the levels that begin in a row, which may be bare; return whether any does."""
        begins = False
        unsure: dict[str, Traced] = {}
        seam = row in self.lattice.seams
        levels = [(c.role, at) for at, c in enumerate(head.columns) if c.role in LEVELS]
        for role, index in sorted(levels):  # a first level begins before the second of its row
            text = self._once(line.own.get(index, _NOTHING))
            if text.text and is_block(text.text) and self._is_side_label(role, text, row):
                self.ledger.mark(text, SEPARATOR)
                text = _NOTHING
            elif says_ditto(text.text):
                text = self._referred(role, text)
            if not (text.text or begins or self._known(role)) and index in line.above:
                self._set_level(role, Traced.join(line.above[index]))
            elif not text.text:
                if self.lattice.breaks and not bare and role not in self._alone:
                    unsure.update(self._await(role, head, index, row))
            elif not seam or not self._is_known(role, text):
                begins = True
                self._set_level(role, text)
                self._note_place(role, bare=bare, seam=seam)
        if unsure:
            self._tell(unsure)
        return begins

    def _note_place(self, role: str, *, bare: bool, seam: bool) -> None:
        """Note whether a level stands in a row of its own, where no page end may have cut it."""
        if not bare:
            self._alone.discard(role)
        elif not seam:
            self._alone.add(role)

    def _once(self, text: Traced) -> Traced:
        """Return a level without its repeat: cells that were merged may both keep their text."""
        half = len(text) // 2
        label = text.text[:half]
        if text.text != label * 2 or not (is_level(label, 1) or is_level(label, 2)):
            return text
        self.ledger.mark(text.cut(half), SEPARATOR)
        return text.cut(0, half)

    def _known(self, role: str) -> Traced:
        return self._level1 if role == "level1" else self._level2

    def _referred(self, role: str, text: Traced) -> Traced:
        """Return the level that one which says 同上 stands for; tell it, or that there is none."""
        second = role == "level2"
        above = self.at_hand[second] or self._past[second]
        if not above:
            self.problems.append(ditto_notes.text(text))
            return text
        self.ledger.mark(text, SEPARATOR)
        self.problems.append(ditto_notes.level(above, text))
        return above

    def _is_known(self, role: str, text: Traced) -> bool:
        """Take in a level behind a page break that is one of the rows before it."""
        before = self._known(role)
        if role in self._awaited:
            self._fill(role, text)
        elif before and text.text == before.text:
            # Rows below have it from here, so that it stands on their own page.
            self._set_level(role, text)
            self.ledger.mark(text, SEPARATOR)
        elif is_part_of_level(before.text, text.text):
            self._complete(role, before, text)
        else:
            return False
        return True

    def _is_side_label(self, role: str, text: Traced, row: int) -> bool:
        """Whether a part under a level is the label of the whole list, printed anew on a page.

        The label stands at the side; 绩效目标 behind 决策 is a level of an evaluation.
        """
        if role == "level2" and self._level1 and row not in self.lattice.seams:
            return False
        before = self._known(role)
        known = is_level(text.text, 1) or is_part_of_level(before.text, text.text)
        return not known and _OF_LIST.search(text.text) is not None

    def _await(self, role: str, head: Head, index: int, row: int) -> dict[str, Traced]:
        """Note a level whose cell begins before a page break and has its text behind it.

        Returns what stands behind it in place of the level above where either may be meant.
        """
        cells = cells_by_column(self.lattice, head, row).get(index, ())
        own = next((cell for cell in cells if cell.row == row), None)
        if own is None or row == 0 or own.row + own.height not in self.lattice.breaks:
            return {}
        if not own.ruled or row in self.lattice.seams:
            return {}
        # Where the first level begins in this row, no second one reaches down into it.
        begun = role == "level2" and self._awaited.get("level1") == len(self.drafts)
        cut = self._blanks.is_cut(head, own) if self.drafts and not begun else True
        if cut is False:
            amid, above = self._blanks.amid_behind(own), self.at_hand[role == "level2"]
            if amid and above:
                self.problems.append(notes.level_amid(above, amid))
            return {}
        if cut is None:
            return {role: self._blanks.text_behind(own)}
        self._awaited[role] = len(self.drafts)
        if role == "level1":
            self._level1, self._level2 = Traced(), Traced()
        else:
            self._level2 = Traced()
        return {}

    def _tell(self, behind: Mapping[str, Traced]) -> None:
        """Tell levels taken from above that may be those behind a page end as well."""
        above = {"level1": self._level1, "level2": self._level2}
        below = {role: behind.get(role, level) for role, level in above.items()}
        role = next((each for each in behind if above[each].text != below[each].text), None)
        if role is None or not below[role] or is_part_of_level(above[role].text, below[role].text):
            return
        if above[role] and fits(below["level1"].text, below["level2"].text) is not False:
            self.problems.append(notes.unsure_level(above[role], below[role]))

    def _fill(self, role: str, text: Traced) -> None:
        """Give a level to the rows before the page break that have waited for it."""
        first = self._awaited.pop(role)
        self._put(role, text)
        self._seen.append(text)
        for draft in self.drafts[first:]:
            setattr(draft, role, text)

    def _complete(self, role: str, before: Traced, rest: Traced) -> None:
        """Put a label together that a page break cut, for the rows before it too."""
        self._seen.append(rest)
        whole = before + rest
        self._put(role, whole)
        for draft in self.drafts:
            if getattr(draft, role) is before:
                setattr(draft, role, whole)

    def _set_level(self, role: str, text: Traced) -> None:
        """Begin a level; another first level has no second one yet."""
        self._seen.append(text)
        if role == "level1" and text.text != self._level1.text:
            self._level2 = Traced()
        self._put(role, text)

    def _put(self, role: str, text: Traced) -> None:
        if role == "level1":
            self._level1 = text
        else:
            self._level2 = text

    def claim(self) -> None:
        """Account for levels without indicators: printed labels; other words stay to be told."""
        for text in self._seen:
            if says_level(text.text) and self.ledger.is_unclaimed(text):
                self.ledger.mark(text, SEPARATOR)
        self._seen = []

    def settle(self, head: Head) -> None:
        """Give a row the first level that stands in one of the rows below, not beside the first.

        Who does not merge cells may type a level in the middle of its rows, or at their end.
        """
        column = next((c.first for c in head.columns if c.role == "level1"), None)
        for at, draft in enumerate(self.drafts):
            if column is None or draft.row is None:
                continue
            if fits(draft.level1.text, draft.level2.text) is not False:
                continue
            own = self.lattice.places[draft.row][column]
            later = (other.level1 for other in self.drafts[at + 1 :])
            below = next((one for one in later if one and one.text != draft.level1.text), _NOTHING)
            if own.row != draft.row or own.text:
                continue
            if fits(below.text, draft.level2.text):
                draft.level1 = below
            elif not draft.paged and is_numbered_first(draft.level1.text):
                self._imply(draft)

    def _imply(self, draft: IndicatorDraft) -> None:
        """Give a row the only first level of its second one, where another stands above it."""
        above, draft.level1 = draft.level1, first_above(draft.level2)
        told = any(draft.level2.text == problem.excerpt for problem in self.problems)
        if not told:
            self.problems.append(notes.implied_level(above, draft.level1, draft.level2))
