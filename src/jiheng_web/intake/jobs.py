"""The queue of documents to read: claims, signs of life, and what came of a job.

A claim is a conditional UPDATE, which only one runner can win. `attempts` names the claim: whoever
was thought dead and comes back finds that it is not theirs any more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.guard import unattended
from jiheng_web.intake.models import Document, Job, JobState
from jiheng_web.intake.proposals import propose

if TYPE_CHECKING:
    from jiheng_web.intake.reading import Found

SILENCE = 30
"""Seconds without a sign of life after which a runner is taken for dead."""

MOST_ATTEMPTS = 3


class ClaimLost(Exception):
    """Another runner has the job, or nobody any more."""


class Cancelled(Exception):
    """Somebody asked to stop the job."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on a job.

    Attributes:
        attempt: Which time the job was begun.
    """

    job: int
    document: Document
    attempt: int

    def _held(self) -> Q:
        return Q(pk=self.job, state=JobState.RUNNING, attempts=self.attempt)

    def show_life(self, done: int, total: int) -> None:
        """Note that work goes on, and how far it is.

        Raises:
            ClaimLost: It is not ours any more.
            Cancelled: It is to be stopped.
        """
        with unattended():
            kept = Job.objects.filter(self._held()).update(
                alive=timezone.now(), done=done, total=total
            )
        if not kept:
            raise ClaimLost
        if Job.objects.filter(pk=self.job, cancelled=True).exists():
            raise Cancelled

    def give_back(self) -> None:
        """Let another runner begin it anew, as if it had not been begun."""
        with unattended():
            Job.objects.filter(self._held()).update(
                state=JobState.WAITING, attempts=F("attempts") - 1, done=0, total=0
            )

    def finish(self, found: Found) -> None:
        """Store what was read and propose what to make of it, in one act.

        Raises:
            ClaimLost: It is not ours any more.
            Cancelled: It is to be stopped.
        """
        with act(PROGRAM, "document.read", self.document, path=self._path()) as done:
            self._end(JobState.DONE, result=found.tables, source=found.sources)
            if Job.objects.filter(pk=self.job, cancelled=True).exists():
                raise Cancelled
            Job.objects.filter(pk=self.job).update(problems=found.problems, done=F("total"))
            done.facts["rows"] = propose(self.document, found.tables)

    def fail(self, why: Bilingual) -> None:
        """Note why the document cannot be read.

        Raises:
            ClaimLost: It is not ours any more.
        """
        message = json.dumps({"zh": why.zh, "en": why.en}, ensure_ascii=False)
        with act(PROGRAM, "document.read", self.document, path=self._path()) as done:
            self._end(JobState.FAILED, message=message.replace("\\u0000", ""))
            done.facts["failed"] = why.en

    def stop(self) -> None:
        """Note that it was stopped."""
        with act(PROGRAM, "document.stop", self.document, path=self._path()):
            self._end(JobState.CANCELLED)

    def _path(self) -> str:
        return self.document.organization.path

    def _end(self, state: JobState, **fields: str) -> None:
        if not Job.objects.filter(self._held()).update(state=state, **fields):
            raise ClaimLost


def claim() -> Claim | None:
    """Begin the next job: one that waits, or whose runner died; None if there is none."""
    dead = timezone.now() - timedelta(seconds=SILENCE)
    due = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, alive__lt=dead)
    for job in Job.objects.select_related("document__organization").filter(due).order_by("pk"):
        with unattended():
            won = Job.objects.filter(
                pk=job.pk, state=job.state, attempts=job.attempts, alive=job.alive
            ).update(
                state=JobState.RUNNING,
                attempts=F("attempts") + 1,
                alive=timezone.now(),
                done=0,
                total=0,
            )
        if not won:
            continue
        claimed = Claim(job.pk, job.document, job.attempts + 1)
        if job.cancelled:
            claimed.stop()
        elif job.attempts >= MOST_ATTEMPTS:
            claimed.fail(_TOO_OFTEN)
        else:
            return claimed
    return None


_TOO_OFTEN = Bilingual(
    f"读取已中断 {MOST_ATTEMPTS} 次，不再重试。文件可能已损坏，可检查后重新读取。",
    f"reading it was broken off {MOST_ATTEMPTS} times. It may be damaged; you can start it again.",
)
