"""Seals: thousands of answers under the audit trail, and every way to alter one comes out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection
from hypothesis import given
from hypothesis import strategies as st
from tests.web.surveying import issued, opened, sent

from jiheng_web.audit.guard import unattended
from jiheng_web.audit.models import Record
from jiheng_web.intake import runner
from jiheng_web.surveys import commands, sealing
from jiheng_web.surveys.models import Answer, Seal

if TYPE_CHECKING:
    from tests.web.city import City

    from jiheng_web.surveys.models import Round

DIGESTS = st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), min_size=1, max_size=9)


@pytest.fixture
def closed(city: City) -> Round:
    """Return a round with two answers under a seal."""
    found = opened(city)
    for token, overall in zip(issued(city, found), ("fair", "satisfied"), strict=True):
        sent(token, overall=overall)
    return commands.close_round(city.principal("clerk"), city.actor("clerk"), found.pk)


def test_closing_seals_every_answer(closed: Round) -> None:
    assert sealing.prove(closed.pk) == sealing.Sealed(2, 2)
    assert Record.objects.filter(act="survey.seal").count() == 1


def test_a_seal_is_made_every_so_many_answers(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "MOST", 3)
    monkeypatch.setattr(sealing, "_counts", {})
    found = opened(city)
    for token in issued(city, found, *[("甲区", "")] * 7):
        sent(token)

    assert [*Seal.objects.values_list("count", flat=True)] == [3, 3]
    assert sealing.prove(found.pk) == sealing.Sealed(7, 6)


def test_nothing_to_seal_leaves_no_record(city: City) -> None:
    found = opened(city)

    assert sealing.seal(found.pk) is None
    assert not Record.objects.filter(act="survey.seal").exists()


def test_answers_of_an_idle_round_are_sealed_by_the_runner(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = opened(city)
    sent(issued(city, found)[0])
    monkeypatch.setattr(runner, "_SEALS", 0.0)
    working = runner.Runner()

    def once() -> bool:
        working.stop.set()
        return True

    monkeypatch.setattr(working, "work_once", once)
    working.run()

    assert sealing.prove(found.pk) == sealing.Sealed(1, 1)


WAYS = {
    "an answer is altered": "UPDATE surveys_answer SET content = '{}'",
    "an answer is gone": "DELETE FROM surveys_answer WHERE content LIKE '%fair%'",
    "a root is altered": "UPDATE surveys_seal SET root = '0'",
    "a seal is gone": "DELETE FROM surveys_seal",
}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_altered_behind_our_back_comes_out(closed: Round, way: str) -> None:
    with unattended(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET session_replication_role = replica")
        else:
            for deed in ("no_update", "sealed_once", "no_delete"):
                cursor.execute(f"DROP TRIGGER surveys_answer_{deed}")
        if way == "a seal is gone":
            cursor.execute("UPDATE surveys_answer SET seal_id = NULL")
        cursor.execute(WAYS[way])
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")

    assert sealing.prove(closed.pk).faults != ()


@given(DIGESTS)
def test_a_root_does_not_depend_on_order(digests: list[str]) -> None:
    assert sealing.root(digests) == sealing.root(digests[::-1])


@given(DIGESTS, st.binary(min_size=32, max_size=32).map(bytes.hex))
def test_a_root_tells_of_every_change(digests: list[str], other: str) -> None:
    changed = [*digests[:-1], other]

    assert (sealing.root(digests) == sealing.root(changed)) == (other == digests[-1])


def test_a_root_worked_by_hand() -> None:
    a, b, c = (hashlib.sha256(name.encode()).digest() for name in "cab")
    first, second, third = sorted([a, b, c])
    pair = hashlib.sha256(b"\x01" + first + second).digest()

    assert sealing.root([a.hex(), b.hex(), c.hex()]) == (
        hashlib.sha256(b"\x01" + pair + third).hexdigest()
    )


def test_an_answer_is_there_though_sealing_fails(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_key: int) -> None:
        raise DatabaseError

    monkeypatch.setattr(sealing, "MOST", 1)
    monkeypatch.setattr(sealing, "seal", fail)
    sent(issued(city, opened(city))[0])

    assert Answer.objects.count() == 1
