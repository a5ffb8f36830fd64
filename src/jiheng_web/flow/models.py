"""What happens to projects: steps, reviews, comments, overrides, invitations, deadlines."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiheng_web.accounts.models import Organization, User
from jiheng_web.projects.models import Project, Version


class Step(models.Model):
    """One act in the history of a project, for people to read; the audit trail is apart."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="steps")
    version = models.ForeignKey(Version, models.CASCADE, related_name="steps")
    action = models.CharField(max_length=40)
    source = models.CharField(max_length=30)
    target = models.CharField(max_length=30)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order they were taken."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.project}: {self.source} → {self.target}"


class Level(models.TextChoices):
    """Who reviews."""

    DEPARTMENT = "department", "主管部门"
    FINANCE = "finance", "财政部门"
    EVALUATOR = "evaluator", "评审专家"


class Review(models.Model):
    """A judgement of a version (审核意见): grade, points of the eight items, opinion.

    Basis: 财预〔2015〕88号, 绩效目标审核表: four dimensions, eight items, 100 points.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="reviews")
    level = models.CharField(max_length=20, choices=Level.choices)
    grade = models.CharField(max_length=4)
    """优, 良, 中 or 差."""
    points = models.TextField(default="{}")
    """JSON: item → points decided, as decimal strings."""
    proposed = models.TextField(default="{}")
    """JSON: item → points that the findings led to propose."""
    total = models.DecimalField(max_digits=6, decimal_places=2)
    opinion = models.TextField(blank=True)
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order they were given."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.version}: {self.grade}"


class Comment(models.Model):
    """What somebody says of a cell (批注), with its answer.

    `place` names the cell: `goal`, `funding.total`, `indicators.3.annual_value`; empty: the whole.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="comments")
    place = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered = models.DateTimeField(null=True)
    resolved = models.DateTimeField(null=True)
    """When the author, or another reviewer, was content."""

    class Meta:
        """In the order they were written."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class Override(models.Model):
    """A reviewer lets a finding pass, with a reason (放行)."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="overrides")
    rule = models.CharField(max_length=20)
    place = models.CharField(max_length=80)
    reason = models.TextField()
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One a finding."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "rule", "place"], name="override_once")
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.rule} {self.place}"


class Invitation(models.Model):
    """An evaluator is invited to a project until a day (邀请评审)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    project = models.ForeignKey(Project, models.CASCADE, related_name="invitations")
    until = models.DateField()
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        """One a person and project."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "project"], name="invited_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.project} until {self.until}"


class Deadline(models.Model):
    """The last day of a step in a year (截止日期), for an organization and everything below it."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="deadlines")
    fiscal_year = models.PositiveSmallIntegerField()
    action = models.CharField(max_length=40)
    day = models.DateField()

    class Meta:
        """One a step."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "fiscal_year", "action"], name="deadline_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.fiscal_year} {self.action}: {self.day}"


class SavedView(models.Model):
    """A choice of projects that a person comes back to (常用筛选)."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, blank=True)
    """As in the address of the table of projects."""

    class Meta:
        """By name, each once."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "name"], name="view_name_once")
        ]

    def __str__(self) -> str:
        return self.name
