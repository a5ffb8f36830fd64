"""Seals over answers: what puts thousands of them under the audit trail with a few records.

An answer is stored without a record of its own, for the end of the chain is one row that every
record locks. Instead every answer has a digest, the database refuses to change or delete answers,
and a seal takes all that have none: the Merkle root of their digests and their count stand in one
record of the trail. Seals are made every `MOST` answers, on the first answer of a new day, when a
round closes, and before its results leave the office.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import DatabaseError
from django.utils import timezone

from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.models import Record
from jiheng_web.surveys.models import Answer, Round, Seal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MOST = 200
"""Answers that one process takes before it seals."""

_counts: dict[int, tuple[date, int]] = {}
"""Round → the day of its last answer in this process, and how many there were since a seal."""
_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Sealed:
    """What going through the answers of a round found.

    Attributes:
        answers: All that there are.
        sealed: Those under a seal.
        faults: What does not fit, such as `seal 3: altered`.
    """

    answers: int
    sealed: int
    faults: tuple[str, ...] = ()


def digest(answer: Answer) -> str:
    """Return the hash of an answer: SHA-256 over all that was stored of it."""
    said = [
        str(answer.pk),
        answer.round_id,
        answer.link_id,
        answer.revision,
        answer.channel,
        answer.group,
        answer.day.isoformat(),
        answer.content,
    ]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(b"\x00" + text.encode()).hexdigest()


def root(digests: Sequence[str]) -> str:
    """Return the Merkle root of digests: sorted, for the order of answers is nobody's business."""
    level = [bytes.fromhex(one) for one in sorted(digests)]
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs] + odd
    return level[0].hex() if level else hashlib.sha256().hexdigest()


def count_one(key: int) -> None:
    """Count an answer that was stored, and seal where it is time.

    What goes wrong here must not tell a person that their answer was lost, which is stored: it is
    logged, and the next answer tries again.
    """
    today = timezone.localdate()
    day, count = _counts.get(key, (None, 0))
    old = day != today and Answer.objects.filter(round=key, seal=None, day__lt=today).exists()
    due = old or count + 1 >= MOST
    # Begun anew before it is sealed, so that others do not set about it as well.
    _counts[key] = today, 0 if due else count + 1
    if not due:
        return
    try:
        seal(key)
    except DatabaseError:
        logging.getLogger(__name__).exception("answers of round %s were not sealed", key)


def seal_waiting() -> int:
    """Seal what waits in every round; return how many rounds that were."""
    keys = Answer.objects.filter(seal=None).values_list("round", flat=True).distinct()
    return sum(seal(key) is not None for key in keys)


def seal(key: int) -> Seal | None:
    """Seal the answers of a round that have no seal; None where there are none."""
    if not Answer.objects.filter(round=key, seal=None).exists():
        return None
    with act(PROGRAM, "survey.seal") as done:
        # One at a time; answers go on meanwhile, for they ask for the key of the round only.
        found = Round.objects.select_for_update(no_key=True, of=("self",)).get(pk=key)
        waiting = dict(Answer.objects.filter(round=key, seal=None).values_list("pk", "digest"))
        number = Seal.objects.filter(round=key).count() + 1
        made = Seal.objects.create(
            round=found, number=number, count=len(waiting), root=root([*waiting.values()])
        )
        keys = list(waiting)
        for start in range(0, len(keys), _CHUNK):
            Answer.objects.filter(pk__in=keys[start : start + _CHUNK]).update(seal=made)
        done.about(made, found.survey.organization.path)
        done.facts |= {"round": key, "seal": number, "count": made.count, "root": made.root}
    return made


def prove(key: int) -> Sealed:
    """Go through all answers of a round: each as it was digested, each seal as the trail says."""
    faults, sealed, seen = [], 0, set()
    for one in Seal.objects.filter(round=key):
        digests = []
        for answer in Answer.objects.filter(seal=one).iterator(chunk_size=_CHUNK):
            digests.append(digest(answer))
            if digests[-1] != answer.digest:
                faults.append(f"seal {one.number}: an answer was altered")
        sealed += len(digests)
        seen.add(one.number)
        if (len(digests), root(digests)) != (one.count, one.root):
            faults.append(f"seal {one.number}: answers are missing or were altered")
        if not _on_record(one):
            faults.append(f"seal {one.number}: the audit trail says otherwise")
    if seen != set(range(1, _seals_on_record(key) + 1)):
        faults.append("a seal is missing")
    return Sealed(Answer.objects.filter(round=key).count(), sealed, tuple(faults))


def _on_record(one: Seal) -> bool:
    found = Record.objects.filter(act="survey.seal", subject_id=str(one.pk)).first()
    facts = json.loads(found.facts) if found else {}
    return (facts.get("root"), facts.get("count")) == (one.root, one.count)


def _seals_on_record(key: int) -> int:
    said = Record.objects.filter(act="survey.seal").values_list("facts", flat=True)
    known = [json.loads(one) for one in said]
    return max((one["seal"] for one in known if one.get("round") == key), default=0)
