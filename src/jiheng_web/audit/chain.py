"""The chain of records: how a hash is made, how a record is put to it, how it is proved."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng_web.audit.models import Head, Record
from jiheng_web.audit.stamps import concerns_many

if TYPE_CHECKING:
    from collections.abc import Mapping

START = "0" * 64
"""What the first record has for the hash of the one before."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What going through the chain found.

    Attributes:
        count: Records looked at.
        broken: Sequence number of the first record that does not fit; None when all do. They may
            follow one another and still not be those of which a hash was noted.
        why: What does not fit; None when all do.
        last: The hash at the end: noted elsewhere, it proves later that nothing was cut off.
    """

    count: int
    broken: int | None = None
    why: Bilingual | None = None
    last: str = START


def digest(record: Record) -> str:
    """Return the hash of a record: SHA-256 over all of its fields and the hash before it."""
    said = [
        record.previous,
        record.sequence,
        record.at.astimezone(UTC).isoformat(timespec="microseconds"),
        record.actor,
        record.actor_name,
        record.act,
        record.subject,
        record.subject_id,
        record.path,
        bool(record.succeeded),
        record.address,
        record.facts,
    ]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def put(record: Record, facts: Mapping[str, object]) -> Record:
    """Put a record to the end of the chain; within the transaction of what it tells of."""
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    record.sequence = head.sequence + 1
    record.previous = head.hash
    record.at = timezone.now()
    record.facts = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
    record.hash = digest(record)
    record.save(force_insert=True)
    head.sequence, head.hash = record.sequence, record.hash
    if concerns_many(record, facts):
        head.common = record.sequence
    head.save(update_fields=["sequence", "hash", "common"])
    return record


def prove(anchor: str = "") -> Proof:
    """Go through the whole chain.

    Args:
        anchor: A hash noted earlier, which must occur.
    """
    before, count, seen = START, 0, not anchor
    for record in Record.objects.order_by("sequence").iterator(chunk_size=2000):
        count += 1
        if record.sequence != count:
            return Proof(count, count, _MISSING, before)
        if record.previous != before:
            return Proof(count, record.sequence, _LOOSE, before)
        if digest(record) != record.hash:
            return Proof(count, record.sequence, _ALTERED, before)
        before = record.hash
        seen = seen or before == anchor
    head = Head.objects.filter(pk=1).first()
    if (head.sequence, head.hash) != (count, before) if head else count:
        return Proof(count, count + 1, _CUT_OFF, before)
    if not seen:
        return Proof(count, None, _NO_ANCHOR, before)
    return Proof(count, last=before)


_MISSING = Bilingual("缺少一条记录", "a record is missing")
_LOOSE = Bilingual("与上一条记录不衔接", "it does not follow the one before")
_ALTERED = Bilingual("记录内容被改动", "it was altered")
_CUT_OFF = Bilingual("末尾的记录被删去", "the end was cut off")
_NO_ANCHOR = Bilingual("先前留存的哈希值不在链中", "the hash noted earlier does not occur")
