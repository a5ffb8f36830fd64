"""Points and scores of an indicator as its cells print them: 10, 9.8/10, 14（因…）."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import is_blank
from jiheng.model import Entry, Traced
from jiheng.reading.layouts.heads.fields import points
from jiheng.reading.layouts.indicators.level_points import POINTS
from jiheng.reading.ledger import SEPARATOR

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.layouts.indicators.drafts import IndicatorDraft
    from jiheng.reading.ledger import Ledger

_NUMBER = r"\d{1,3}(?:\.\d{1,4})?"
_OF_WEIGHT = seldom(rf"(?P<score>{_NUMBER})分?\s*[/／]\s*(?P<weight>{_NUMBER})分?")
_EXPLAINED = seldom(
    rf"(?P<score>{_NUMBER})分?\s*[，,；;。]?\s*"
    r"(?:[(（](?P<why>.*[\u4e00-\u9fff]{2}.*)[)）]|(?P<said>(?:[因扣]|由于|原因).{3,}))[。.]?"
)
"""A score and why it is no higher, in brackets or behind it."""

_IN_NAME = seldom(rf".*[^\d]\s*[(（](?:分值|权重)?[:：]?(?P<weight>{_NUMBER})分[)）]")
"""The points of an indicator behind its name: 养护里程（20分）."""


def printed_points(
    draft: IndicatorDraft,
    traces: dict[str, Traced],
    further: list[Entry],
    ledger: Ledger,
    head: Head,
) -> dict[str, Decimal]:
    """Return points and scores; words in their place go to `further`."""
    amounts: dict[str, Decimal] = {}
    for role in POINTS:
        if role not in draft.texts:
            continue
        text = draft.text(role)
        amount = points(text.text)
        if amount is not None:
            traces[role], amounts[role] = text, amount
        elif is_blank(text.text):
            ledger.mark(text, SEPARATOR)
        else:
            further.append(Entry(label=head.column(role).label, value=text.text, trace=text))
    return amounts


def weigh_by_name(draft: IndicatorDraft, head: Head) -> None:
    """Take the points that a name says for those of its indicator, in a list without a column."""
    if "weight" in head.roles or "score" not in head.roles:
        return
    name = draft.text("name3")
    said = _IN_NAME.fullmatch(name.text)
    if said:
        draft.texts["weight"] = name.cut(*said.span("weight"))


def part_score(draft: IndicatorDraft, ledger: Ledger) -> None:
    """Part a score from the points that it is of, or from why it is no higher.

    Neither is done where the points or the reason stand in a column of their own and differ.
    """
    text = draft.text("score")
    if not text or points(text.text) is not None:
        return
    of = _OF_WEIGHT.fullmatch(text.text)
    if of is not None:
        weight = text.cut(*of.span("weight"))
        told = draft.text("weight")
        if told and points(told.text) != points(weight.text):
            return
        draft.texts.setdefault("weight", weight)
    elif why := _EXPLAINED.fullmatch(text.text):
        of = why
        if not is_blank(draft.text("deviation").text):
            return
        draft.texts["deviation"] = text.cut(*why.span("why" if why["why"] else "said"))
    if of is not None:
        ledger.mark(text, SEPARATOR)
        draft.texts["score"] = text.cut(*of.span("score"))
