"""Why a query was refused or stopped, in words of both languages."""

from __future__ import annotations

from jiheng.bilingual import Bilingual
from jiheng.errors import JihengError


class RefusedQuery(JihengError):
    """A query that may not run, or was stopped while it ran."""


def refused(reason: Bilingual) -> RefusedQuery:
    """Return the refusal of a query that was not run."""
    return RefusedQuery(Bilingual(f"查询被拒绝：{reason.zh}", f"query refused: {reason.en}"))


def stopped(reason: Bilingual) -> RefusedQuery:
    """Return what to say of a query that was stopped."""
    return RefusedQuery(Bilingual(f"查询被中止：{reason.zh}", f"query stopped: {reason.en}"))
