"""Documents handed in, the jobs that read them, and what was made of each of their rows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiheng_web.accounts.models import Organization, User
from jiheng_web.projects.models import Project, Version


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", "排队中"
    RUNNING = "running", "读取中"
    DONE = "done", "已读取"
    FAILED = "failed", "未能读取"
    CANCELLED = "cancelled", "已取消"


class Document(models.Model):
    """A file that was handed in; its bytes are kept by their hash in the documents folder."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="documents")
    fiscal_year = models.PositiveSmallIntegerField()
    """For rows whose table prints no year."""
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    handed_in_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    handed_in = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name


class Job(models.Model):
    """The reading of a document, done in the background."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="job")
    state = models.CharField(
        max_length=20, choices=JobState.choices, default=JobState.WAITING, db_index=True
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    """Pages read and pages there are; 0 of 0 when a document has no pages."""
    cancelled = models.BooleanField(default=False)
    """Somebody asked to stop it."""
    attempts = models.PositiveSmallIntegerField(default=0)
    alive = models.DateTimeField(null=True)
    """Last sign of life; a job that is silent for long is begun again."""
    message = models.TextField(default="{}")
    """JSON {"zh", "en"}: why it failed."""
    result = models.TextField(default="[]")
    """Every table that was read, as JSON by the published schema, with places."""
    problems = models.TextField(default="[]")
    """Problems that belong to no table, as JSON by the published schema."""
    source = models.TextField(default="{}")
    """JSON: hash of each file read → the lines and cells that hold values, and page sizes."""

    def __str__(self) -> str:
        return f"{self.document}: {self.state}"


class Decision(models.TextChoices):
    """What a person made of a row."""

    OPEN = "open", "待处理"
    CREATED = "created", "新建项目"
    UPDATED = "updated", "更新项目"
    SKIPPED = "skipped", "不采纳"


class Item(models.Model):
    """A project row of a document, with the project it seems to be, until a person decides."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="items")
    table = models.PositiveIntegerField()
    """Index among the tables of the document."""
    row = models.PositiveIntegerField()
    """Index among the rows of the table."""
    name = models.CharField(max_length=300)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    match = models.ForeignKey(Project, models.SET_NULL, null=True, related_name="+")
    likeness = models.FloatField(default=0)
    """Of the match, from 0 to 1; by code 1."""
    decision = models.CharField(max_length=20, choices=Decision.choices, default=Decision.OPEN)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided = models.DateTimeField(null=True)
    version = models.ForeignKey(Version, models.SET_NULL, null=True, related_name="sources")
    """The version it went into."""

    class Meta:
        """As in the document."""

        ordering: ClassVar = ["document_id", "table", "row"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "table", "row"], name="item_once")
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.table}/{self.row}: {self.name}"
