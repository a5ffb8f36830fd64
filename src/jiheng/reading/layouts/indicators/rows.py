"""Rows of a form with one indicator each → indicators.

Levels stand once for all rows they cover, merged or with blank cells below; a row that a page
break cuts is put together again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import SIGNS, is_blank, says_ditto, says_nothing
from jiheng.model import Entry, Indicator, Level, Traced
from jiheng.reading.grammar.values import read_value
from jiheng.reading.layouts.cells.counted import without_counts
from jiheng.reading.layouts.cells.lined_values import values_by_line, values_in_doubt
from jiheng.reading.layouts.cells.numbered_cells import (
    levels_by_line,
    may_be_decimals,
    may_be_several,
    parted_cells,
    seem_several,
)
from jiheng.reading.layouts.cells.typed_cells import (
    lacks_value,
    listed_under,
    seem_typed,
    typed_rows,
)
from jiheng.reading.layouts.drafts import MONEY, figures_apart, set_apart
from jiheng.reading.layouts.heads.fields import cells_by_column, line_under
from jiheng.reading.layouts.heads.head_units import unit_beside, units_in_heads
from jiheng.reading.layouts.indicators.changed_values import take_in_force
from jiheng.reading.layouts.indicators.cut_rows import (
    goes_on_with_name,
    goes_on_with_row,
    goes_on_with_value,
    levels_row_before,
    may_go_on_with_row,
    names_row_before,
)
from jiheng.reading.layouts.indicators.drafts import IndicatorDraft
from jiheng.reading.layouts.indicators.foreign_rows import foreign_row
from jiheng.reading.layouts.indicators.level_points import (
    POINTS,
    LevelPoints,
    are_points,
    points_under,
    subtotal,
)
from jiheng.reading.layouts.indicators.levels import RowLevels
from jiheng.reading.layouts.indicators.merged_cells import merged_texts
from jiheng.reading.layouts.indicators.printed_points import (
    part_score,
    printed_points,
    weigh_by_name,
)
from jiheng.reading.layouts.problems import ditto_notes, notes, row_notes
from jiheng.reading.layouts.words.level_labels import (
    is_level,
    level_across,
    part_levels,
    split_levels,
)
from jiheng.reading.layouts.words.roles import is_block, plain
from jiheng.reading.layouts.words.terms import is_replaced
from jiheng.reading.ledger import RECORDED, SEPARATOR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiheng.model import Problem
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.fields import Line
    from jiheng.reading.layouts.heads.head import Column, Head
    from jiheng.reading.ledger import Ledger

TEXTS = (
    "annual_value",
    "period_value",
    "sign",
    "unit",
    "explanation",
    "scoring_rule",
    "actual",
    "forecast",
    "deviation",
    "likelihood",
)
_OWN = frozenset(("name3", *TEXTS, *POINTS))
_VALUES = frozenset(("annual_value", "period_value"))
_LINED = _VALUES | {"actual", "forecast"}
_SHOWN = frozenset(("name3", "annual_value", "period_value", "actual", "explanation", "forecast"))

_SAID = ("name3", "annual_value", "period_value")

_PARTED = frozenset(("name3", "annual_value"))
_KINDS = frozenset(("定性", "定量"))
"""What stands in a cell of its own before a value, and belongs to it as little as a sign does."""

LONGEST_NUMBER = 4
"""Digits of the number of an indicator."""

_NUMBERED = re.compile(r"指标\s*(?P<seq>\d{0,3})\s*[:：.、]\s*")
_EMPTY = re.compile(
    rf"[{re.escape(''.join(sorted(SIGNS)))}]*|指标\s*\d{{0,3}}\s*[:：]|[.。·]{{2,}}"
)
"""What a cell holds that says nothing: signs, or the number of an indicator not filled in."""

_CODED = re.compile(r"(?P<code>\d{1,2}(?:[.．]\d{1,2}){0,2})[-—.．、：:]?(?P<label>[^\d\W].*)")
_COLONS = frozenset(":：")
_NUMERALS = frozenset("（(一二三四五六七八九十")
_LEVEL_NUMBER = seldom(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])\s*(?=.)"
)
"""The number before a level: those in digits are its code."""

_NUMBER = seldom(r"\d{1,2}[.．、)）]?")
_TICKS = frozenset("√✓✔☑V")
_NOTHING = Traced()
_ENDS = "。；;…"


@dataclass(slots=True)
class IndicatorRows:
    """Reads the indicators below a head, row by row.

    Attributes:
        first: The first column that may say anything of an indicator.
        problems: Takes what fits no indicator.
        drafts: Those of the project or form at hand.
    """

    lattice: Lattice
    head: Head
    ledger: Ledger
    first: int
    problems: list[Problem]
    drafts: list[IndicatorDraft] = field(default_factory=list)
    levels: RowLevels = field(init=False)
    _signs: list[Traced] = field(default_factory=list)
    _units: Mapping[str, Traced] = field(init=False)
    _of_levels: LevelPoints = field(default_factory=LevelPoints)

    def __post_init__(self) -> None:
        self._units = units_in_heads(self.lattice, self.head)
        self.levels = RowLevels(self.lattice, self.ledger, self.drafts, self.problems)

    def begin(self) -> None:
        """Forget levels and indicators: another project begins."""
        self.drafts.clear()
        self.levels.begin()

    def level_line(self, row: int) -> Traced:
        """Return the level that a row names for those below it, in a list without its column."""
        level, _ = self._level_line(row)
        return level

    def _level_line(self, row: int) -> tuple[Traced, list[tuple[Column, Traced]]]:
        """Return that level and the points beside it."""
        cells = self._own(row) if "level1" not in self.head.roles else []
        numbered = len(cells) > 1 and self._is_number(cells[0])
        cells = cells[1:] if numbered else cells
        level = level_across(cells[0].text) if cells else _NOTHING
        found = points_under(self.head, cells[1:]) if level else None
        if found is None or (numbered and not self._leads(row + 1)):
            return _NOTHING, []
        return level, found

    def _is_number(self, cell: Cell) -> bool:
        """Whether a cell is that of a number in a column of its own before the names."""
        index = self.head.over[cell.column, cell.stop]
        own = index is not None and self.head.columns[index].role == "serial"
        return own and not level_across(cell.text)

    def _leads(self, row: int) -> bool:
        """Whether a row stands under a level above it: one with a name and a value, or a level."""
        if row == len(self.lattice):
            return False
        own = line_under(self.lattice, self.head, row).own
        roles = {self.head.columns[at].role for at, text in own.items() if not is_blank(text.text)}
        valued = "name3" in roles and not _VALUES.isdisjoint(roles)
        return valued or bool(self.level_line(row))

    def subtotal(self, row: int) -> tuple[Traced, list[tuple[Column, Traced]]] | None:
        """Return the label and the points of a row that sums those of some indicators."""
        return subtotal(self.head, self._own(row))

    def _own(self, row: int) -> list[Cell]:
        """Return the cells of a row without the label beside the list."""
        filled = self.lattice.filled[row]
        return [cell for cell in filled if cell.stop > self.first] if self.first else filled

    def move(self, again: Head) -> None:
        """Go on below a head that is printed again, where its columns may end elsewhere."""
        moved = self.head.moved(again)
        if moved is not self.head:
            self.head, self.first = moved, moved.left

    def take(self, row: int) -> bool:
        """Take in a row; return whether it says anything of an indicator."""
        level, found = self._level_line(row)
        if level:
            self.levels.take_line(self.head, row, level)
            self._of_levels.note(level, found)
            return True
        line = line_under(self.lattice, self.head, row)
        texts, further = self._texts(line, row)
        said = {role: text for role, text in texts.items() if not _EMPTY.fullmatch(text.text)}
        starts = self.levels.take(self.head, line, row, bare=not said)
        seam = row in self.lattice.seams
        rest = seam and bool(said) and bool(self.drafts) and not starts
        if not rest and _SHOWN.isdisjoint(said):
            serial = texts.pop("serial", _NOTHING)
            if serial:
                self._leave_number(serial)
            if starts and are_points(texts):
                own, texts = texts, {}
                level = self.levels.at_hand[1] or self.levels.at_hand[0]
                self._of_levels.note(level, [(self.head.column(role), own[role]) for role in own])
            self._leave_all((*texts.values(), *(text for _, text in further)))
            signs = [texts[role] for role in _SAID if role in texts and is_blank(texts[role].text)]
            self._signs.extend(signs[:1])
            if seam and starts and not (said or self.levels.stand_alone) and self.drafts:
                self._give_back(row)
            return bool(starts or said)
        if not seam or not self._goes_on(said, starts=starts):
            paged = self.lattice.pages[row] is not None
            self.drafts.append(IndicatorDraft(*self.levels.at_hand, paged, row=row))
            self._inherit(line, said)
            self._leave_all(self._of_levels.hand_to(self.drafts[-1]))
        self.drafts[-1].take(texts, further)
        return True

    def add(
        self, levels: tuple[Traced, Traced], name: Traced, value: Traced, page: int | None
    ) -> None:
        """Take in an indicator that stands in no row of its own."""
        texts = {"name3": name, "annual_value": value}
        self.drafts.append(IndicatorDraft(*levels, page is not None, texts))

    def _leave_number(self, text: Traced) -> None:
        """Account for the number of a row that nobody has filled in."""
        if text.text.isdecimal() and len(text) <= LONGEST_NUMBER:
            self.ledger.mark(text, SEPARATOR)
        else:
            self._leave(text)

    def _leave_all(self, texts: Iterable[Traced]) -> None:
        for text in texts:
            self._leave(text)

    def _leave(self, text: Traced) -> None:
        """Account for a cell of a row that is no indicator: blank, or reported."""
        if _EMPTY.fullmatch(text.text):
            self.ledger.mark(text, SEPARATOR)
        else:
            self.ledger.mark(text, UNREAD)
            self.problems.append(notes.stray(text))

    def indicators(self) -> tuple[Indicator, ...]:
        """Return the indicators taken in since the last beginning."""
        if self._signs:
            self.problems.append(notes.signs(self._signs))
            self._signs = []
        self._leave_all(self._of_levels.rest())
        self.levels.settle(self.head)
        if foreign := foreign_row(self.drafts):
            self.problems.append(notes.foreign(foreign))
        if self.drafts and self.drafts[0].text("name3").text[:1] in {"1", "１"}:
            self._uncount()
        found: list[Indicator] = []
        joined = self.head.joins_values
        for draft in self.drafts:
            if joined:
                found.extend(map(self._finished, self._with_values(draft)))
                continue
            values = draft.texts.get("annual_value", _NOTHING)
            if not values.text:
                values = draft.texts.get("period_value", values)
            several = may_be_several(draft.text("name3"), values)
            found.extend(map(self._finished, self._parted(draft) if several else (draft,)))
        self.levels.claim()
        return tuple(found)

    def _uncount(self) -> None:
        """Take from names the numbers that count them; one that says 无 is not counted."""
        named = [draft for draft in self.drafts if not says_nothing(draft.text("name3").text)]
        names = without_counts([draft.text("name3") for draft in named])
        for draft, name in zip(named, names, strict=False):
            self.ledger.mark(draft.texts["name3"], SEPARATOR)
            draft.texts["name3"] = name

    def _with_values(self, draft: IndicatorDraft) -> Iterator[IndicatorDraft]:
        """Yield the indicators of a row whose names have their values behind them, in one cell."""
        whole = draft.text("name3")
        found = listed_under(whole, (draft.level1, draft.level2))
        if not found:
            self.problems.append(notes.unvalued(whole))
            yield draft
            return
        self.ledger.mark(whole, SEPARATOR)
        for second, name, value in found:
            texts = {**draft.texts, "name3": name, "annual_value": value}
            yield IndicatorDraft(draft.level1, second, draft.paged, texts, draft.further)

    def _parted(self, draft: IndicatorDraft) -> Iterator[IndicatorDraft]:
        """Yield the indicators that a row numbers within its cells, or the one it holds."""
        said = draft.texts.items()
        cells = {role: text for role, text in said if not _EMPTY.fullmatch(text.text)}
        self.problems.extend(map(notes.decimals, may_be_decimals(cells)))
        rows = parted_cells(cells)
        if not rows:
            rows = typed_rows(cells, (draft.level1, draft.level2))
            if rows and seem_typed(cells):
                self.problems.append(notes.parted(cells["annual_value"]))
        if not rows:
            if seem_several(cells):
                self.problems.append(notes.unparted(cells["name3"]))
            elif seem_typed(cells):
                self.problems.append(notes.unparted(cells["annual_value"]))
            elif lacks_value(cells):
                self.problems.append(notes.unvalued(cells["name3"]))
            yield draft
        for _, text in said if rows else ():
            self.ledger.mark(text, SEPARATOR)
        own = levels_by_line(draft.level2, len(rows))
        for row, level2 in zip(rows, own, strict=True):
            yield IndicatorDraft(draft.level1, level2, draft.paged, row, draft.further)

    def _texts(self, line: Line, row: int) -> tuple[dict[str, Traced], list[tuple[Column, Traced]]]:
        texts: dict[str, Traced] = {}
        further: list[tuple[Column, Traced]] = []
        for index, text in line.own.items():
            column = self.head.columns[index]
            role = column.role
            if index in line.apart and role not in MONEY:
                self.problems.append(row_notes.side_by_side(text, column.label))
            if role in _OWN:
                texts[role] = text
                if index in line.pieced and role in _PARTED:
                    cells = cells_by_column(self.lattice, self.head, row).get(index, ())
                    texts.update(self._parts_of(role, cells, row))
            elif role is None or role == "serial":
                if column.first < self.first:
                    continue
                if role:
                    texts[role] = text
                else:
                    further.append((column, text))
            elif role.endswith(":"):
                further.append((column, text))
            elif role == "indicators" and is_block(text.text):
                self.ledger.mark(text, SEPARATOR)
        return texts, self._unticked(texts, self._in_words(texts, further)) if further else further

    def _in_words(
        self, texts: dict[str, Traced], further: list[tuple[Column, Traced]]
    ) -> list[tuple[Column, Traced]]:
        """Take the words under 定性指标值 for the value of a row without one; return the rest."""
        if not is_blank(texts.get("annual_value", _NOTHING).text):
            return further
        own = next((at for at in further if _is_in_words(at[0]) and not is_blank(at[1].text)), None)
        if own is None:
            return further
        self.ledger.mark(texts.get("annual_value", _NOTHING), SEPARATOR)
        texts["annual_value"] = own[1]
        return [at for at in further if at is not own]

    def _unticked(
        self, texts: dict[str, Traced], further: list[tuple[Column, Traced]]
    ) -> list[tuple[Column, Traced]]:
        """Take one tick under the heads of a likelihood for their words; return all else."""
        ticked = [at for at in further if at[0].role == "likelihood:" and at[1].text in _TICKS]
        if len(ticked) != 1 or "likelihood" in texts:
            return further
        ((column, tick),) = ticked
        chain = (self.lattice.places[row][column.first].text for row in self._head_rows())
        words = next((text for text in chain if text and column.label.endswith(text.text)), None)
        if words is None:  # pragma: no cover - a label ends with the words of its lowest cell
            return further
        texts["likelihood"] = words
        self.ledger.mark(tick, SEPARATOR)
        return [at for at in further if at is not ticked[0]]

    def _head_rows(self) -> range:
        return range(self.head.stop - 1, self.head.first - 1, -1)

    def _parts_of(self, role: str, cells: Sequence[Cell], row: int) -> dict[str, Traced]:
        """Return what cells under one head hold apart: a number and a name, 定性 and a value."""
        if role == "name3":
            return {} if "serial" in self.head.roles else self._numbered(cells, row)
        own = [cell.text for cell in cells if cell.row == row and cell.text]
        if "sign" in self.head.roles or own[0].text not in _KINDS:
            return {}
        return {"sign": own[0], role: Traced.join(own[1:])}

    def _numbered(self, cells: Sequence[Cell], row: int) -> dict[str, Traced]:
        """Return the number of an indicator in a cell of its own before the name, and the name."""
        own = [cell.text for cell in cells if cell.row == row and cell.text]
        if len(own) != 2 or not _NUMBER.fullmatch(own[0].text):  # noqa: PLR2004 - number and name
            return {}
        self.ledger.mark(own[0], SEPARATOR)
        return {"serial": own[0].rstrip(".．、)）"), "name3": own[1]}

    def _give_back(self, row: int) -> None:
        """Give levels that stand alone behind a page end to the row before it, if they are its."""
        last = self.drafts[-1]
        if levels_row_before(self.lattice, self.head, row, last):
            last.level1, last.level2 = self.levels.at_hand

    def _goes_on(self, said: Mapping[str, Traced], *, starts: bool) -> bool:
        """Whether a row behind a page break is the rest of the one before."""
        last = self.drafts[-1] if self.drafts else None
        if last is not None and names_row_before(last, said):
            last.level1, last.level2 = self.levels.at_hand
            return True
        if last is None or starts:
            return False
        if "name3" not in said or goes_on_with_name(last, said) or goes_on_with_value(last, said):
            return True
        if goes_on_with_row(self.lattice, self.head, self.drafts, said):
            return True
        if may_go_on_with_row(self.lattice, self.head, self.drafts, said):
            self.problems.append(row_notes.joined_row(last.text("name3") + said["name3"]))
            return True
        values = {"annual_value", "period_value", "sign", "unit"}
        return not values & set(said) and any(last.text(role) for role in values)

    def _inherit(self, line: Line, said: Mapping[str, Traced]) -> None:
        """Give a row what stands merged beside several rows: a name, a value, an explanation."""
        *before, draft = self.drafts
        given, unsure = merged_texts(self.head, line, said, before[-1] if before else None)
        draft.texts.update(given)
        for text in unsure:
            if text.span() not in {problem.span for problem in self.problems}:
                self.problems.append(row_notes.of_several(text))
        for index, above in line.above.items():
            column = self.head.columns[index]
            if column.role is None and column.first >= self.first:
                draft.further.append((column, Traced.join(above)))

    def _finished(self, draft: IndicatorDraft) -> Indicator:
        traces: dict[str, Traced] = {}
        self._set_points_apart(draft)
        part_score(draft, self.ledger)
        weigh_by_name(draft, self.head)
        if draft.further:
            take_in_force(draft, self.head, self.ledger)
        name, seq = self._name(draft, traces)
        further = [Entry(label=c.label, value=t.text, trace=t) for c, t in draft.further]
        if "serial" in draft.texts:
            number = self._serial(draft.text("serial"), traces, further)
            seq = seq if number is None else number
        said: dict[str, str] = {}
        for role in _in_order(tuple(draft.texts)):
            whole = draft.texts[role]
            text = self._spaced(draft, whole.rstrip(_ENDS)) if role in _LINED else whole
            blank = is_blank(text.text)
            if blank or text is not whole:
                self.ledger.mark(whole, SEPARATOR)
            if text.text and not (blank and role == "likelihood"):
                traces[role], said[role] = text, text.text
        amounts = printed_points(draft, traces, further, self.ledger, self.head)
        if self._units and (unit := unit_beside(said, self._units)):
            traces["unit"], said["unit"] = unit, unit.text
        self.ledger.mark_all(traces.values(), RECORDED)
        if further:
            self.ledger.mark_all((item.trace or _NOTHING for item in further), RECORDED)
        value = said.get("annual_value") or said.get("period_value")
        if draft.further and not value:
            self._tell_change(name, draft)
        return Indicator(
            seq=seq,
            level1=_level(traces.get("level1", _NOTHING).text),
            level2=_level(traces.get("level2", _NOTHING).text),
            name=name.text or None,
            target=read_value(value, sign=said.get("sign"), unit=said.get("unit")),
            complete=bool(name and value) or (not draft.paged and bool(name or value)),
            weight=amounts.get("weight"),
            score=amounts.get("score"),
            further=tuple(further),
            traces=traces,
            **said,
        )

    def _tell_change(self, name: Traced, draft: IndicatorDraft) -> None:
        """Tell a value before a change where none stands for after it."""
        for column, text in draft.further:
            if is_replaced(plain(column.label)) and not is_blank(text.text):
                self.problems.append(notes.changed_to_nothing(name, text))

    def _set_points_apart(self, draft: IndicatorDraft) -> None:
        """Keep points on lines of their own apart: 5 over 4 is no 54."""
        for role in POINTS:
            text = draft.text(role)
            if lines := figures_apart(text):
                draft.texts[role] = set_apart(lines)
                self.problems.append(notes.lined(lines))
            elif figures := values_in_doubt(text):
                self.problems.append(notes.may_be_lined(figures))

    def _spaced(self, draft: IndicatorDraft, value: Traced) -> Traced:
        """Return a value with a space where several stand in it; tell those on lines of theirs."""
        if says_ditto(value.text):
            self.problems.append(ditto_notes.value(draft.text("name3"), value))
        lines = values_by_line(value) if value.is_pieced else figures_apart(value)
        told = bool(self.problems) and self.problems[-1].excerpt == draft.text("name3").text
        if lines and not told:
            self.problems.append(notes.lined(lines))
        elif not lines and (figures := values_in_doubt(value)):
            self.problems.append(notes.may_be_lined(figures))
            return value
        return set_apart(lines or figures_apart(value)) or value

    def _serial(self, text: Traced, traces: dict[str, Traced], further: list[Entry]) -> int | None:
        """Return the number of an indicator in a column of its own; words go to `further`."""
        if text.text.isdecimal() and len(text) <= LONGEST_NUMBER:
            traces["seq"] = text
            return int(text.text)
        if is_blank(text.text):
            self.ledger.mark(text, SEPARATOR)
        else:
            further.append(Entry(label=self._label("serial"), value=text.text, trace=text))
        return None

    def _name(self, draft: IndicatorDraft, traces: dict[str, Traced]) -> tuple[Traced, int | None]:
        """Return the name without the levels or the number before it."""
        whole = name = draft.text("name3")
        level1, level2 = draft.level1, draft.level2
        if not level1.text and not level2.text:
            level1, level2, name = split_levels(name)
        level1, level2 = self._bare_level(level1), self._bare_level(level2)
        if not level2.text:
            level1, level2 = part_levels(level1)
            if level2:
                self.ledger.mark(draft.level1, SEPARATOR)
            elif is_level(level1.text, 2):
                level1, level2 = _NOTHING, level1
        numbered = _NUMBERED.match(name.text)
        seq = _NOTHING
        if numbered and numbered.end() < len(name):
            seq = name.cut(*numbered.span("seq")) if numbered["seq"] else _NOTHING
            name = name.cut(numbered.end()).rstrip("…")
        if name is not whole:
            self.ledger.mark(whole, SEPARATOR)
        found = {"level1": level1, "level2": level2, "name": name, "seq": seq}
        traces.update({role: text for role, text in found.items() if text.text})
        return name, int(seq.text) if seq else None

    def _bare_level(self, level: Traced) -> Traced:
        """Return a level without its number, and without a colon at its end: 一、产出指标."""
        if level.text[-1:] not in _COLONS and level.text[:1] not in _NUMERALS:
            return level
        number = _LEVEL_NUMBER.match(level.text)
        bare = level.cut(number.end()) if number else level
        self.ledger.mark(level, SEPARATOR)
        return bare.rstrip(":：")

    def _label(self, role: str) -> str:
        return next(c.label for c in self.head.columns if c.role == role)


def _is_in_words(column: Column) -> bool:
    """Whether a column holds the values that are words, or figures, beside one of the others."""
    return column.again == "annual_value" and re.search("定[性量]", column.label) is not None


@lru_cache(maxsize=256)
def _in_order(roles: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of some roles are texts of an indicator, as the model has them in order."""
    return tuple(role for role in TEXTS if role in roles)


@lru_cache(maxsize=1024)
def _level(text: str) -> Level | None:
    if not text:
        return None
    coded = _CODED.fullmatch(text)
    if coded:
        return Level(code=coded["code"], label=coded["label"])
    return Level(code=None, label=text)
