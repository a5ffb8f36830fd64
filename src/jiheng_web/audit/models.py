"""The audit trail: records chained by their hashes, and the head of the chain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Record(models.Model):
    """One act (审计记录): who did what to which thing, when, with what success.

    The database refuses to change or delete records; each holds the hash of the one before.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.BigIntegerField(null=True, db_index=True)
    actor_name = models.CharField(max_length=200)
    act = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    path = models.CharField(max_length=255, blank=True)
    succeeded = models.BooleanField(default=True)
    address = models.CharField(max_length=64, blank=True)
    facts = models.TextField()
    """JSON with sorted keys: what changed, and how many rows of which table were written."""
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """Newest last."""

        ordering: ClassVar = ["sequence"]
        indexes: ClassVar = [models.Index(fields=["subject", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.act} {self.actor_name}"


class Head(models.Model):
    """The end of the chain; its only row is locked while a record is put to it."""

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
    common = models.BigIntegerField(default=0)
    """Sequence of the last act that may change what is shown of any project (`audit.stamps`)."""

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash}"
