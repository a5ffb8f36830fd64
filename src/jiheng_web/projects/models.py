"""Projects and their versions; what a version says is the core's own record of a row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiheng_web.accounts.models import Organization, User
from jiheng_web.projects.states import State


class Project(models.Model):
    """A project of a budget unit in one year (项目).

    Name, money and counts repeat what the newest version says, for lists; they are written with it.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="projects")
    fiscal_year = models.PositiveSmallIntegerField(db_index=True)
    code = models.CharField(max_length=60, blank=True, db_index=True)
    name = models.CharField(max_length=300)
    state = models.CharField(
        max_length=30,
        choices=[(s.value, s.words.zh) for s in State],
        default=State.DRAFT,
        db_index=True,
    )
    owner = models.ForeignKey(User, models.PROTECT, related_name="projects")
    """The clerk in charge (经办人)."""
    previous = models.ForeignKey("self", models.SET_NULL, null=True, related_name="following")
    """The project of the year before that it was copied from."""
    total = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    """总计 in 万元; None when not stated."""
    indicators = models.PositiveIntegerField(default=0)
    judgeable = models.PositiveIntegerField(default=0)
    """Indicators whose target a machine can judge."""
    blocking = models.PositiveIntegerField(default=0)
    musts = models.PositiveIntegerField(default=0)
    advices = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        """By organization and name."""

        ordering: ClassVar = ["organization__code", "name", "pk"]
        indexes: ClassVar = [models.Index(fields=["organization", "fiscal_year", "state"])]

    def __str__(self) -> str:
        return self.name

    @property
    def newest(self) -> Version:
        """Return the version in work, or the last approved one."""
        version = self.versions.order_by("-number").first()
        assert version is not None
        return version


class Version(models.Model):
    """What a project says at one time. Frozen once approved; then it has a signature."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    """The row as a table of one row, JSON by the published schema, without places."""
    findings = models.TextField(default="[]")
    """What the rules found in it, as JSON; written with the content."""
    revision = models.PositiveIntegerField(default=1)
    """Counts savings: who saves says on which revision the changes are based."""
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    saved = models.DateTimeField(auto_now=True)
    reason = models.TextField(blank=True)
    """Why an approved version is adjusted (调整事由)."""
    approval_number = models.CharField(max_length=80, blank=True)
    approved = models.DateTimeField(null=True, db_index=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signature = models.CharField(max_length=128, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Numbered from 1 within a project."""

        ordering: ClassVar = ["project_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.project} v{self.number}"


class Draft(models.Model):
    """What a person wrote while somebody else saved first: kept for them."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    content = models.TextField()
    based_on = models.PositiveIntegerField()
    kept = models.DateTimeField(auto_now=True)

    class Meta:
        """One a person and version."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "user"], name="draft_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.version} r{self.based_on}"
