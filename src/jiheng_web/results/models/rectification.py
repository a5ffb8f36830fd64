"""Rectifications (整改): what is to be mended, by whom and until when, followed to its close."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from jiheng.bilingual import Bilingual
from jiheng_web.accounts.models import User
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Mapping


class RectificationState(models.TextChoices):
    """Where a rectification stands."""

    OPEN = "open", "整改中"
    ANSWERED = "answered", "待验收"
    CLOSED = "closed", "已销号"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return _TITLES[self.value]


_TITLES: Mapping[str, Bilingual] = {
    "open": Bilingual("整改中", "being mended"),
    "answered": Bilingual("待验收", "to be examined"),
    "closed": Bilingual("已销号", "closed"),
}


class RectificationSource(models.TextChoices):
    """What a rectification was opened from."""

    MONITORING = "monitoring", "绩效监控"
    REVIEW = "review", "目标审核"
    EVALUATION = "evaluation", "绩效自评"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return _SOURCES[self.value]


_SOURCES: Mapping[str, Bilingual] = {
    "monitoring": Bilingual("绩效监控", "monitoring"),
    "review": Bilingual("目标审核", "review of targets"),
    "evaluation": Bilingual("绩效评价", "evaluation"),
}


class Rectification(models.Model):
    """Something to be mended in a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="rectifications")
    source = models.CharField(max_length=20, choices=RectificationSource.choices)
    thing = models.BigIntegerField(null=True)
    """Key of the sheet or evaluation it was opened from."""
    title = models.CharField(max_length=300)
    """What is wrong."""
    owner = models.ForeignKey(User, models.PROTECT, related_name="rectifications")
    due = models.DateField(db_index=True)
    measures = models.TextField(blank=True)
    """What was done about it, as the owner says."""
    evidence = models.ForeignKey(
        "results.EvidenceFile", models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(
        max_length=20,
        choices=RectificationState.choices,
        default=RectificationState.OPEN,
        db_index=True,
    )
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed = models.DateTimeField(null=True)

    class Meta:
        """The most urgent first."""

        ordering: ClassVar = ["due", "pk"]

    def __str__(self) -> str:
        return self.title


class RectificationStep(models.Model):
    """One act in the history of a rectification."""

    item = models.ForeignKey(Rectification, models.CASCADE, related_name="steps")
    action = models.CharField(max_length=40)
    target = models.CharField(max_length=20)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order they were taken."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.item}: {self.action}"

    @property
    def words(self) -> Bilingual:
        """Return where it led, for people."""
        return RectificationState(self.target).words
