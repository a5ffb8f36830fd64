"""Sources of money whose labels say more or less than those of the model: 本级财政资金, 事业收入.

Of several parts of 财政拨款 none is all of it, nor need 事业收入 be all that comes from elsewhere:
only the sum tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.reading.layouts.drafts import MONEY, figure_of, unit_of
from jiheng.reading.layouts.words.roles import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import FundingLine, Traced

_AMOUNTS = ("amount", "budget", "initial_budget")
"""Where a line has the money of the year, the first that it tells."""

_LEVEL = (
    "(?:其中:?)?(?:本级|同级|地方|中央|省级?|市级?|区级?|县级?|市本级|区本级|县本级|镇级?|乡镇)"
)
_ASKED: Mapping[str, re.Pattern[str]] = {
    "fiscal_appropriation": re.compile(f"{_LEVEL}财政(?:资金|拨款|安排|预算|投入|补助)*"),
    "other": re.compile("(?:其中:?)?(?:事业|经营|事业单位经营)收入(?:资金)?"),
}


def sources_by_sum(known: Mapping[str, Traced], lines: Sequence[FundingLine]) -> dict[str, Traced]:
    """Return the sources that a form without them has by lines which make up its total.

    Args:
        known: The money of the form by the fields of `Funding`.
        lines: Its lines.

    Returns:
        Nothing where two lines may be one source, or the sum is another one than the total.
    """
    if "total" not in known:
        return {}
    found: dict[str, Traced] = {}
    for role, label in _ASKED.items():
        own = [line for line in lines if label.fullmatch(_bare(line.label))]
        said = [text for text in map(_of_year, own) if text] if role not in known else []
        if len(said) > 1:
            return {}
        if said:
            found[role] = said[0]
    parts = [text for role, text in {**known, **found}.items() if role in MONEY[1:]]
    one_unit = len({unit_of(text).text for text in (known["total"], *parts)}) == 1
    whole = sum(figure_of(text) or 0 for text in parts)
    return found if one_unit and whole == figure_of(known["total"]) else {}


def fitting(known: Mapping[str, Traced], told: Mapping[str, Sequence[Traced]]) -> dict[str, Traced]:
    """Return another amount of a source that fits the total, where the one known does not.

    自有资金 and 其他 are one source: of 0 and 50 it is the one that makes up the total.

    Args:
        known: The money of the form by the fields of `Funding`.
        told: All that is told of each.
    """
    if "total" not in known or all(len(texts) < 2 for texts in told.values()):  # noqa: PLR2004
        return {}
    whole = figure_of(known["total"])
    parts = {role: figure_of(known[role]) or 0 for role in MONEY[1:] if role in known}
    if whole is None or sum(parts.values()) == whole:
        return {}
    for role, before in parts.items():
        rest = whole - sum(parts.values()) + before
        other = next((text for text in told.get(role, ()) if figure_of(text) == rest), None)
        if other is not None and unit_of(other).text == unit_of(known[role]).text:
            return {role: other}
    return {}


def _of_year(line: FundingLine) -> Traced | None:
    """Return the amount of a line for the year; None where it tells none."""
    return next((line.traces[name] for name in _AMOUNTS if name in line.traces), None)


def _bare(label: str) -> str:
    return re.sub(r"[(（\[【].*?[)）\]】]", "", plain(label))
