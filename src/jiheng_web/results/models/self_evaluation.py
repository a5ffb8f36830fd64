"""Self-evaluations of projects, and the department's independent rating beside them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiheng_web.accounts.models import User
from jiheng_web.projects.models import Project, Version
from jiheng_web.results.models.standing import Standing


class SelfEvaluation(models.Model):
    """The self-evaluation of a project at the end of a year (单位自评).

    Points and grade repeat what its content comes to, for lists; they are written with it.
    """

    project = models.OneToOneField(Project, models.CASCADE, related_name="self_evaluation")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    """The approved version that is evaluated."""
    standard = models.CharField(max_length=60, default="national")
    """Name of the scoring standard."""
    state = models.CharField(max_length=20, choices=Standing.choices, default=Standing.DRAFT)
    content = models.TextField(default="{}")
    """JSON of `results.content.SelfEvaluationContent`."""
    revision = models.PositiveIntegerField(default=1)
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    grade = models.CharField(max_length=10, blank=True)
    faults = models.PositiveIntegerField(default=0)
    """What stands in the way of signing."""
    note = models.TextField(blank=True)
    """Why it was returned."""
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    saved = models.DateTimeField(auto_now=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted = models.DateTimeField(null=True)
    """When the unit head signed."""
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the content that the unit head signed."""
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed = models.DateTimeField(null=True)

    class Meta:
        """By organization and name."""

        ordering: ClassVar = ["project__organization__code", "project__name", "pk"]

    def __str__(self) -> str:
        return f"{self.project}"


class Rerating(models.Model):
    """What the department makes of a signed self-evaluation (部门复评), beside it."""

    evaluation = models.OneToOneField(SelfEvaluation, models.CASCADE, related_name="rerating")
    content = models.TextField(default="{}")
    """JSON: line → points as decimal strings, and why they differ."""
    points = models.DecimalField(max_digits=6, decimal_places=2)
    grade = models.CharField(max_length=10, blank=True)
    opinion = models.TextField(blank=True)
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.evaluation}: {self.points}"
