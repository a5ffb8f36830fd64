"""Imported ledgers of budget execution: what was read, and what it was matched to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from jiheng.bilingual import Bilingual
from jiheng_web.accounts.models import Organization, User
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Mapping


class LedgerState(models.TextChoices):
    """What a person made of a ledger."""

    PREVIEW = "preview", "待确认"
    ACCEPTED = "accepted", "已采纳"
    REFUSED = "refused", "不采纳"
    WITHDRAWN = "withdrawn", "已撤销"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return _TITLES[self.value]


_TITLES: Mapping[str, Bilingual] = {
    "preview": Bilingual("待确认", "to be looked at"),
    "accepted": Bilingual("已采纳", "accepted"),
    "refused": Bilingual("不采纳", "refused"),
    "withdrawn": Bilingual("已撤销", "withdrawn"),
}


class Ledger(models.Model):
    """A ledger of budget execution that was handed in (预算执行台账)."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="ledgers")
    """Only projects of it, and of what lies below it, are matched."""
    fiscal_year = models.PositiveSmallIntegerField(db_index=True)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    as_of = models.DateField(null=True)
    """The day up to which it counts; None where it does not say so."""
    money_unit = models.CharField(max_length=10, blank=True)
    """As a person named it, where the file does not."""
    problems = models.TextField(default="[]")
    """JSON: severity and message of what could not be read or does not add up."""
    state = models.CharField(
        max_length=20, choices=LedgerState.choices, default=LedgerState.PREVIEW
    )
    handed_in_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    handed_in = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided = models.DateTimeField(null=True)
    of_finance = models.BooleanField(default=False)
    """Whether it was handed in for the finance bureau: of two of one day, its own goes first."""
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name


class LedgerEntry(models.Model):
    """One line of a ledger, with the project it seems to be of."""

    ledger = models.ForeignKey(Ledger, models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    """Organization as the ledger names it."""
    place = models.CharField(max_length=80, blank=True)
    """The cell of its name or code."""
    content = models.TextField()
    """JSON: amounts in yuan as decimal strings, months apart."""
    project = models.ForeignKey(Project, models.SET_NULL, null=True, related_name="ledger_entries")
    likeness = models.FloatField(default=0)
    """Of the match, from 0 to 1; by code, or by hand, 1."""

    class Meta:
        """As in the ledger."""

        ordering: ClassVar = ["ledger_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ledger", "position"], name="ledger_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.ledger} {self.position}: {self.name or self.code}"
