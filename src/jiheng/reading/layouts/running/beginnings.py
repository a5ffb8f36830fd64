"""Which rows of a running table begin a project, and which go on with the one before them.

A page break may cut the cells of a project anywhere: its name may stand on either side, or on both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.language.wording import is_blank
from jiheng.reading.layouts.disclosure.kinds import names_unit
from jiheng.reading.layouts.drafts import MONEY
from jiheng.reading.layouts.grids.seam import WINDOW, overlap
from jiheng.reading.layouts.indicators.blank_levels import BlankLevels
from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.running.nameless_rows import begins_levels_anew, begins_without_name
from jiheng.reading.layouts.running.page_ends import repeats_goal
from jiheng.reading.layouts.words.totals import is_total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Problem, Traced
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.layouts.running.page_ends import PageEnds

_ENDS = ("。", "！", "；")


@dataclass(slots=True)
class Beginnings:
    """Tells where projects begin.

    Attributes:
        head: Above the rows.
        page_ends: Of the table.
        problems: Takes what is not sure.
        full: Whether the last name, goal and amount fill their cells, where that is known.
    """

    lattice: Lattice
    head: Head
    page_ends: PageEnds
    problems: list[Problem]
    full: dict[str, bool | None] = field(default_factory=dict)

    def begins(
        self,
        texts: dict[str, Traced],
        under: dict[int, list[Cell]],
        row: int,
        drafts: Sequence[RowDraft],
    ) -> bool:
        """Return whether a row begins a project, and does not go on with the last of some."""
        last, seam = drafts[-1], row in self.lattice.seams
        name = texts.get("name")
        if name is None:
            total = any(is_total(text.text) for text in texts.values())
            total = total or self._is_below_total(last, row)
            if not seam and self._sums_organization(texts, under, row):
                return True
            if seam:
                return total or self._begins_nameless(texts, last, row)
            apart = self.lattice.pages[row] is None and begins_without_name(texts, last)
            cut = apart or self._is_cut_off(under, row)
            return total or cut or self._is_cut_row(texts, last, row)
        if self.names_again(name, last, row):
            return self._differs(texts, last, row)
        if seam and not last.text("name") and not is_total(name.text):
            alone = len(drafts) == 1
            return alone and begins_levels_anew(self.lattice, self.head, row)
        return not seam or is_total(name.text) or not self._completes(texts, last, row)

    def _is_below_total(self, last: RowDraft, row: int) -> bool:
        """Whether a row begins the indicators below a total, which has none."""
        if not is_total(last.text("name").text):
            return False
        above = next(at for at in range(row - 1, -1, -1) if at not in self.page_ends.heading)
        return self._lists(row) and not self._lists(above)

    def _lists(self, row: int) -> bool:
        """Whether a row has an indicator of its own."""
        first = self.head.first_of_indicators
        return any(cell.column >= first for cell in self.lattice.filled[row])

    def _sums_organization(
        self, texts: dict[str, Traced], under: dict[int, list[Cell]], row: int
    ) -> bool:
        """Whether a row names an organization and its money, and nothing else."""
        if "organization" not in texts or "goal" in texts or not set(MONEY) & set(texts):
            return False
        first = self.head.first_of_indicators
        return all(
            cell.column < first or not cell.text
            for cells in under.values()
            for cell in cells
            if cell.row == row
        )

    def names_again(self, name: Traced | None, last: RowDraft, row: int) -> bool:
        """Return whether a row says the name of the project before it, which a page end may cut."""
        known = last.text("name").text
        return name is not None and bool(known) and self.page_ends.says_again(name.text, known, row)

    def _begins_nameless(self, texts: dict[str, Traced], last: RowDraft, row: int) -> bool:
        """Whether a project begins at the top of a page whose name stands on the next one.

        Its goal is another one when that before it has ended, with room left in its cell.
        """
        goal, before = texts.get("goal"), last.text("goal").text
        if not goal or not before or not last.text("name") or self.full.get("goal") is not False:
            return False
        if not self.page_ends.is_named_behind(row):
            return False
        return before.endswith("。") and overlap(before[-WINDOW:], goal.text) is None

    def _is_cut_off(self, under: dict[int, list[Cell]], row: int) -> bool:
        """Whether a blank name cell begins that covers rows: its text stands on the next page."""
        index = self.head.columns.index(self.head.column("name"))
        own = next((cell for cell in under.get(index, ()) if cell.row == row), None)
        if own is None:
            return False
        above = self.lattice.places[row - 1][own.column]
        if own.height > 1:
            return bool(above.text) or above.height > 1
        ends = row + 1 in self.lattice.breaks
        return ends and bool(BlankLevels(self.lattice).is_cut(self.head, own))

    def _is_cut_row(self, texts: dict[str, Traced], last: RowDraft, row: int) -> bool:
        """Whether a row before a page end has its name behind it, where the middle of it stands.

        It says of its own what the project before it has said already.
        """
        if row + 1 not in self.lattice.breaks or not self.page_ends.is_named_next(row):
            return False
        if any(role in texts and last.text(role) for role in (*MONEY, "code")):
            return True
        goal, before = texts.get("goal"), last.text("goal").text
        if not goal or not before.endswith(_ENDS):
            return False
        if goal.text.endswith(_ENDS):
            self.problems.append(notes.unsure_goal(goal))
        return True

    def _differs(self, texts: dict[str, Traced], last: RowDraft, row: int) -> bool:
        """Whether a row of the same name is another project: it has other money or another goal.

        A goal in every row is cut in one that stands at a page end, on either side of it.
        """
        seam, cut = row in self.lattice.seams, row + 1 in self.lattice.breaks
        for role in (*MONEY, "goal", "code"):
            here, there = texts.get(role), last.text(role)
            if here and there and not is_blank(here.text) and here.text != there.text:
                if role == "goal" and seam and overlap(there.text[-WINDOW:], here.text):
                    continue
                if role == "goal" and cut and there.text.startswith(here.text):
                    continue
                if role == "goal" and seam and repeats_goal(there.text, here.text):
                    continue
                if role == "goal" and seam and self._is_cut_goal(texts, last):
                    continue
                return role != "goal" or not there.text.endswith(here.text[-8:])
        return self._is_counted_anew(row)

    def _is_counted_anew(self, row: int) -> bool:
        """Whether a row has another number than the project before it, whose last row has none.

        Numbers in every row may count indicators.
        """
        first = next((c.first for c in self.head.columns if c.role == "serial"), None)
        if first is None:
            return False
        own = self.lattice.places[row][first]
        above = [self.lattice.places[at][first] for at in range(row - 1, self.head.stop - 1, -1)]
        if own.row != row or not above or (above[0].row == row - 1 and above[0].text):
            return False
        numbers = (c.text.text for c in above if c.text and c.row not in self.page_ends.heading)
        last = next(numbers, "")
        return bool(own.text) and bool(last) and own.text.text != last

    def _is_cut_goal(self, texts: dict[str, Traced], last: RowDraft) -> bool:
        """Whether a goal goes on where a page says the project and its money again."""
        said = any(texts[role].text == last.text(role).text for role in MONEY if role in texts)
        ended = last.text("goal").text.endswith(_ENDS) and self.full.get("goal") is not True
        return said and not ended

    def _completes(self, texts: dict[str, Traced], last: RowDraft, row: int) -> bool:
        """Whether a name at the top of a page is the rest of the name before the break."""
        if self.lattice.pages[row] is None:
            return self._completes_unpaged(texts, last)
        amounts = [role for role in MONEY if texts.get(role)]
        known = [role for role in MONEY if last.text(role)]
        again = all(texts[role].text == last.text(role).text for role in amounts)
        if amounts and known and not again:
            return False
        if bool(amounts) != bool(known):
            if known and names_unit(last.text("name").text) and not last.text("goal"):
                self.problems.append(notes.joined_to_unit(texts["name"], last.text("name")))
            return True
        goal, before = texts.get("goal"), last.text("goal").text
        if self.full.get("name") is False and not amounts:
            return False
        return bool(before) and not (goal and before.endswith(_ENDS))

    def _completes_unpaged(self, texts: dict[str, Traced], last: RowDraft) -> bool:
        """Whether a name in the first row of another table is the rest of the one before it.

        No page end has cut it: a row that says again what the project has is another project.
        """
        goal = texts.get("goal")
        amounts = any(texts.get(role) for role in MONEY)
        known = any(last.text(role) for role in MONEY)
        if amounts and (known or (goal and last.text("goal"))):
            return False
        if goal and last.text("goal").text.endswith(_ENDS):
            return False
        if any(texts.get(role) and last.text(role) for role in ("organization", "code")):
            return False
        self.problems.append(notes.joined_name(texts["name"]))
        return True
