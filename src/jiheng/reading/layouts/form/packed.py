"""Rows of a form with all indicators of it, or of a level, typed into one cell beside its label."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.language.wording import is_blank
from jiheng.model import Entry, Indicator, Traced
from jiheng.reading.grammar.packed import read_under
from jiheng.reading.layouts.cells.form_cells import is_label
from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.words.level_labels import is_level, names_first, part_levels
from jiheng.reading.layouts.words.roles import CACHED, is_block, plain
from jiheng.reading.layouts.words.terms import Term, names_list, term_of_list
from jiheng.reading.ledger import RECORDED, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Problem
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.ledger import Ledger

_POINTS = re.compile(r"[（(][^（）()]{1,12}[）)](?=[:：]?$)")
_NOTHING = Traced()


@dataclass(slots=True)
class FormPacked:
    """Reads such rows of one form.

    Attributes:
        problems: What could not be read.
        indicators: Those of all rows so far.
    """

    lattice: Lattice
    ledger: Ledger
    problems: list[Problem]
    indicators: list[Indicator] = field(default_factory=list)

    def take(self, row: int) -> bool:
        """Take in a row: labels of the list or of levels, and one cell with what they head."""
        filled = [cell for cell in self.lattice.across[row] if cell.text.text]
        if len(filled) <= 1 or filled[-1].row != row or not _heads(filled[0].text.text):
            return False
        *labels, whole = filled
        said = whole.text.text
        if is_blank(said) or not all(_heads(cell.text.text) for cell in labels):
            return False
        if is_label(said) or _is_level(said):
            return False
        levels = _levels(labels)
        found = read_under(whole.text, levels if any(levels) else None, self.ledger)
        if found is None:
            self.problems.append(notes.unlisted(whole.text))
            return False
        for cell in labels:
            self.ledger.mark(cell.text, SEPARATOR)
        for level in levels:
            self.ledger.mark(level, RECORDED)
        points = [each for label in labels if (each := _points(label, row))]
        for each in points:
            self.ledger.mark(each.trace or _NOTHING, RECORDED)
        self.problems.extend(found.problems)
        terms = {term_of_list(plain(cell.text.text)) for cell in labels}
        own = map(_of_period, found.indicators) if Term.PERIOD in terms else found.indicators
        first, *others = own
        first = replace(first, further=(*points, *first.further))
        self.indicators.extend((first, *others))
        return True


def _points(label: Cell, row: int) -> Entry | None:
    """Return the points behind a level that begins in a row, or what else stands in brackets."""
    points = _POINTS.search(label.text.text) if label.row == row else None
    if points is None:
        return None
    value = label.text.cut(*points.span()).strip("（()）")
    return Entry(label=label.text.text[: points.start()], value=value.text, trace=value)


@lru_cache(maxsize=CACHED)
def _heads(text: str) -> bool:
    """Return whether a cell names the list of indicators, or a level of it."""
    words = plain(text)
    listed = "指标" in words and (is_block(words) or names_list(words))
    return listed or _is_level(text)


def _is_level(text: str) -> bool:
    words = plain(_POINTS.sub("", text))
    level1, level2 = part_levels(Traced(words))
    if level2:
        return names_first(level1.text)
    return is_level(words, 1) or is_level(words, 2) or names_first(words)


def _levels(labels: Sequence[Cell]) -> tuple[Traced, Traced]:
    """Return the first and second level that labels name, without the points behind them."""
    level1, level2 = _NOTHING, _NOTHING
    for cell in labels:
        if not _is_level(cell.text.text):
            continue
        bare = cell.text.rstrip(":：")
        points = _POINTS.search(bare.text)
        one, other = part_levels(bare.cut(0, points.start()) if points else bare)
        if other:
            level1, level2 = one, other
        elif is_level(one.text, 2) or (level1 and one.text != level1.text):
            level2 = one
        else:
            level1 = one
    return level1, level2


def _of_period(indicator: Indicator) -> Indicator:
    """Return an indicator of a list for the whole period."""
    if indicator.period_value is not None:
        return indicator
    traces = dict(indicator.traces)
    traces["period_value"] = traces.pop("annual_value")
    own = indicator.annual_value
    return replace(indicator, annual_value=None, period_value=own, traces=traces)
