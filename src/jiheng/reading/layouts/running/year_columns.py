"""The year of a list that a column of its own says beside each project: 预算年度 | 2026."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.reading.layouts.words.roles import label_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Row, Traced
    from jiheng.reading.layouts.heads.head import Head

_YEAR = seldom(r"(?P<year>20\d{2})(?:年(?:度)?)?(?:\.0+)?")


def year_beside(head: Head, rows: Sequence[Row]) -> Traced | None:
    """Return the year that all rows say under one head; None where they say none, or several."""
    label = next(
        (c.label for c in head.columns if not c.role and label_role(c.label) == "year"), ""
    )
    if not label:
        return None
    said = [item.trace for row in rows for item in row.further if item.label == label]
    found = [(text, _YEAR.fullmatch(text.text)) for text in said if text]
    years = {match["year"] for _, match in found if match}
    if len(years) != 1 or not all(match for _, match in found):
        return None
    return next(text.cut(*match.span("year")) for text, match in found if match)
