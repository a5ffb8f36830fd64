"""Files that actual values rest on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jiheng_web.accounts.models import User
from jiheng_web.projects.models import Project


class EvidenceFile(models.Model):
    """A file that proves what a project reached (佐证材料); its bytes are kept by their hash."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    handed_in_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    handed_in = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first; the same bytes once a project."""

        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "sha256"], name="evidence_once")
        ]

    def __str__(self) -> str:
        return self.name
