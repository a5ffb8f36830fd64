"""Which fiscal year is meant where nobody says."""

from __future__ import annotations

from django.utils import timezone

_FIRST_MONTH = 7
"""From July on, the budget of the next year is drawn up (财政部 布置编制次年预算)."""


def usual_year() -> int:
    """Return the year that forms propose: the same one everywhere."""
    today = timezone.localdate()
    return today.year + 1 if today.month >= _FIRST_MONTH else today.year
