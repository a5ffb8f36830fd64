"""Rounds of monitoring, a sheet for each project in them, and filled forms handed in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiheng_web.accounts.models import Organization, User
from jiheng_web.projects.models import Project, Version
from jiheng_web.results.models.standing import Standing


class MonitoringRound(models.Model):
    """A round of monitoring (绩效监控): every approved project of a year up to a day."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="rounds")
    fiscal_year = models.PositiveSmallIntegerField(db_index=True)
    cut_off = models.DateField()
    """The day up to which money and targets count."""
    due = models.DateField()
    """The last day for units to hand their sheets up."""
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first; one a day and organization."""

        ordering: ClassVar = ["-cut_off", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "fiscal_year", "cut_off"], name="round_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.fiscal_year} {self.cut_off}"


class Sheet(models.Model):
    """The monitoring sheet of a project (绩效目标执行监控表).

    Light and counts repeat what its content comes to, for lists; they are written with it.
    """

    round = models.ForeignKey(MonitoringRound, models.CASCADE, related_name="sheets")
    project = models.ForeignKey(Project, models.CASCADE, related_name="sheets")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    """The approved version whose targets are monitored."""
    state = models.CharField(max_length=20, choices=Standing.choices, default=Standing.DRAFT)
    content = models.TextField(default="{}")
    """JSON of `results.content.SheetContent`."""
    revision = models.PositiveIntegerField(default=1)
    light = models.CharField(max_length=10, blank=True)
    """The gravest light; empty where there is none."""
    dark = models.PositiveIntegerField(default=0)
    """Readings without a light: missing data, and what cannot be compared."""
    lacking = models.PositiveIntegerField(default=0)
    """Explanations that are due and not written."""
    note = models.TextField(blank=True)
    """Why it was returned."""
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    saved = models.DateTimeField(auto_now=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed = models.DateTimeField(null=True)

    class Meta:
        """One a project and round."""

        ordering: ClassVar = ["project__organization__code", "project__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "project"], name="sheet_once")
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.project}"


class FilledForm(models.Model):
    """A monitoring form that was filled in elsewhere, until a person takes it over or not."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="forms")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.TextField()
    """JSON of `results.content.SheetContent` as the form says it."""
    handed_in_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    handed_in = models.DateTimeField(auto_now_add=True)
    taken = models.DateTimeField(null=True)
    """When a person took it over."""

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.name}"
