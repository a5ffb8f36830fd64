"""A logical row while its cells are found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.model import Entry, Funding, FundingLine, Row, RowKind, Run, Traced
from jiheng.reading.grammar.money import is_blank_amount, read_amount
from jiheng.reading.grammar.spaced import blanks_in_figures, break_between
from jiheng.reading.layouts.problems import money_notes
from jiheng.reading.ledger import RECORDED, SEPARATOR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from jiheng.model import Indicator, Problem, Task
    from jiheng.reading.ledger import Ledger

MONEY = ("total", "fiscal_appropriation", "special_account", "other")
PROSE = ("department", "period", "goal", "period_goal", "goal_actual", "grade")

_PROJECT_CODE = re.compile(
    r"(?P<code>\d{6}\d{2}(?:[A-Z]\d{9,12}|\d{10,13}(?=[-—_－])))[-—_－]?(?P<name>\D.*|\d{4}年.*)"
)
_UNIT = re.compile(
    r"(?P<unit>万元|(?<=\d)(?:亿|百万|千)元|元)(?P<rest>(?:[^角分]角)?(?:零?[^角分]分)?)[整正]?$"
    r"|(?<=\d)[（(](?P<named>(?:百?万|千|亿)?元)[）)]$|(?<=\d)(?P<multiple>[万亿])$"
)
_FIGURE = r"[￥¥]?\d(?:[\d,，.．]*\d)?"
_SIGNS = ",，;；。、:："
_NOTHING = Traced()
_OF_IT = "其中|包括|包含|含"
_AND_MORE = re.compile(
    rf"(?P<amount>{_FIGURE}(?:万元|元)(?=[{_SIGNS}]\D|[(（]|{_OF_IT})"
    rf"|{_FIGURE}(?=[{_SIGNS}(（]?(?:{_OF_IT}))"
    rf"|{_FIGURE}(?:万元|元)?(?=[(（][^()（）\d]{{2,20}}\d)).+"
)
_GROUPED = re.compile(r"\d{1,3}(?:(?: \d{3}){2,4}(?:\.\d+)?| 000| \d{3}\.\d+)(?:\D.*)?")
"""Thousands parted by spaces; 100 200 may be two amounts."""

LONGEST = 200
"""Characters of an amount and the words on it in one cell."""


@dataclass(slots=True)
class RowDraft:
    """A row of which cells may still come.

    Attributes:
        texts: Field of the model → the parts of its text; money under the names of `Funding`.
        labels: Field of the model → its label as printed, in forms.
        has_money: Whether the form has any column or line of money.
        is_of_period: Whether its money is that of the whole period, where none of the year is told.
        apart: Of which money several rows have each their own amount.
    """

    texts: dict[str, list[Traced]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    lines: list[FundingLine] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    further: list[Entry] = field(default_factory=list)
    has_money: bool = False
    is_of_period: bool = False
    apart: set[str] = field(default_factory=set)

    def add(self, role: str, text: Traced) -> None:
        """Take in a part of a field."""
        if text:
            self.texts.setdefault(role, []).append(text)

    def text(self, role: str) -> Traced:
        """Return a field as far as it is known."""
        parts = self.texts.get(role)
        return Traced.join(parts) if parts else _NOTHING

    def row(
        self, kind: RowKind, organization: str | None, ledger: Ledger, problems: list[Problem]
    ) -> Row:
        """Return the row; what is no amount is reported in `problems`."""
        ledger.mark(self.text("name"), SEPARATOR)
        code, name = split_code(self.text("name"))
        code = code or self.text("code")
        traces = {"name": name, "code": code}
        for role in PROSE:
            if role in self.texts:
                text = self.text(role)
                traces[role] = set_apart(figures_by_line(text)) or text
        own = self.text("organization")
        traces["organization"] = own
        funding = self._funding(traces, ledger, problems) if self.has_money else None
        score = read_amount(self.text("score").text.removesuffix("分"))
        if score is not None:
            traces["score"] = self.text("score")
        known = {role: trace for role, trace in traces.items() if trace}
        ledger.mark_all(known.values(), RECORDED)
        ledger.mark_all((item.trace for item in self.further if item.trace), RECORDED)
        return Row(
            kind=kind,
            name=name.text,
            code=code.text or None,
            organization=own.text or organization,
            funding=funding,
            **{role: known[role].text if role in known else None for role in PROSE},
            indicators=self.indicators,
            lines=tuple(self.lines),
            tasks=tuple(self.tasks),
            score=score,
            further=tuple(self.further),
            traces=known,
        )

    def _funding(
        self, traces: dict[str, Traced], ledger: Ledger, problems: list[Problem]
    ) -> Funding:
        amounts: dict[str, Decimal] = {}
        for role in MONEY:
            if role not in self.texts:
                continue
            if role in self.apart:
                ledger.mark(self.text(role), UNREAD)
                problems.append(money_notes.of_rows(self.texts[role]))
                continue
            text, more = parted_amount(self.text(role))
            if more:
                ledger.mark(self.text(role), SEPARATOR)
                self.further.append(Entry(label="", value=more.text, trace=more))
            amount = amount_in(text, ledger, problems)
            if amount is not None:
                amounts[role], traces[role] = amount, text
        return Funding(**amounts)


def amount_in(text: Traced, ledger: Ledger, problems: list[Problem]) -> Decimal | None:
    """Return the amount in a cell and claim it; one that cannot be read is reported."""
    bare = _bare(text)
    if is_blank_amount(bare.text):
        ledger.mark(text, SEPARATOR)
        return None
    amount = read_amount(bare.text)
    amount = read_amount(text.text) if amount is None else amount
    several = figures_apart(text)
    if amount is None or several:
        ledger.mark(text, UNREAD)
        problems.append(money_notes.amounts(several) if several else money_notes.amount(text, None))
        return None
    ledger.mark(text, RECORDED)
    return amount


def figure_of(text: Traced) -> Decimal | None:
    """Return the number of an amount before its unit; None of what is no amount."""
    return read_amount(_bare(text).text)


def parted_amount(text: Traced) -> tuple[Traced, Traced]:
    """Return the amount in a cell and the words on it behind: 5万元，其中财政拨款3万元.

    There are no such words as a rule.
    """
    match = _AND_MORE.fullmatch(text.text) if len(text) <= LONGEST else None
    if match is None:
        return text, _NOTHING
    amount = text.cut(*match.span("amount"))
    if read_amount(_bare(amount).text) is None:
        return text, _NOTHING
    return amount, text.cut(match.end("amount")).lstrip(_SIGNS)


def figures_apart(text: Traced) -> list[Traced]:
    """Return the figures of a cell that stand on lines of their own, or apart and not as thousands.

    On a page an amount goes on in the next line where a line is full; elsewhere, and where there
    was room for more, somebody has typed the break.
    """
    breaks = _breaks(text)
    cuts = sorted({*breaks, *_blanks(text)})
    parts = [text.cut(*ends) for ends in pairwise((0, *cuts, len(text)))]
    lines = "\n" in breaks.values()
    if len(parts) == 1 or (not lines and _GROUPED.fullmatch(" ".join(p.text for p in parts))):
        return []
    return parts


def figures_by_line(text: Traced) -> list[Traced]:
    """Return a text parted where a line ends between two figures: 120 over 2.检查."""
    cuts = [at for at, gap in _breaks(text).items() if gap == "\n"]
    return [text.cut(*ends) for ends in pairwise((0, *cuts, len(text)))] if cuts else []


def _breaks(text: Traced) -> dict[int, str]:
    """Return where digits stand apart in stretches of their own, and what is between them."""
    found: dict[int, str] = {}
    at = 0
    for run, after in pairwise(text.runs()):
        at += run.length
        if text.text[at - 1].isdigit() and text.text[at].isdigit():
            found[at] = break_between(run, after)
    return {at: gap for at, gap in found.items() if gap}


def _blanks(text: Traced) -> Iterator[int]:
    """Yield where digits stand apart within a line of a page."""
    at = 0
    for run in text.runs():
        yield from (at + blank for blank in blanks_in_figures(run))
        at += run.length


def set_apart(parts: Sequence[Traced]) -> Traced:
    """Return several values as one text with a space where they stand apart."""
    spaced: list[Traced] = []
    for part in parts:
        if spaced:
            last = list(spaced[-1].runs())[-1]
            gap = Run(1, last.origin, last.offset + last.width, 0)
            spaced.append(Traced.of(" ", (gap,)))
        spaced.append(part)
    return Traced.join(spaced)


def unit_of(amount: Traced) -> Traced:
    """Return the unit behind an amount, which may be empty; that of 100万 is 万元."""
    unit = _UNIT.search(amount.text)
    if unit is None:
        return _NOTHING
    part = next(name for name in ("unit", "named", "multiple") if unit[name])
    said = amount.cut(*unit.span(part))
    if part != "multiple":
        return said
    after = [Run(1, run.origin, run.offset + run.width, 0) for run in said.runs()]
    return said + Traced.of("元", after)


def _bare(amount: Traced) -> Traced:
    unit = _UNIT.search(amount.text)
    bare = amount if unit is None or unit["rest"] else amount.cut(0, unit.start())
    return bare.lstrip("￥¥")


def split_code(name: Traced) -> tuple[Traced, Traced]:
    """Return the project code printed before a name, and the name alone."""
    match = _PROJECT_CODE.fullmatch(name.text)
    if not match:
        return _NOTHING, name
    return name.cut(*match.span("code")), name.cut(*match.span("name"))
