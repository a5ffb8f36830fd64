"""Whoever gets past the database's own guard is found out: one altered byte breaks the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from jiheng.bilingual import Bilingual
from jiheng_web.audit.chain import prove
from jiheng_web.audit.guard import unattended

if TYPE_CHECKING:
    from tests.web.city import City


def tampered(statement: str) -> None:
    """Do to the trail what only somebody with the database in his hands can do."""
    with unattended(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER audit_record_append_only ON audit_record")
        else:
            cursor.execute("DROP TRIGGER audit_record_no_update")
            cursor.execute("DROP TRIGGER audit_record_no_delete")
        cursor.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        "actor_name = actor_name || 'x'",
        "actor = 1000",
        "act = 'project.edit'",
        "subject_id = '77'",
        "path = '1.'",
        "succeeded = NOT succeeded",
        "address = '10.0.0.1'",
        "facts = REPLACE(facts, '\"name\"', '\"mane\"')",
    ],
)
def test_an_altered_record_breaks_the_chain_where_it_stands(city: City, change: str) -> None:
    city.project()
    city.project(name="另一个项目")

    tampered(f"UPDATE audit_record SET {change} WHERE sequence = 2")

    assert prove().broken == 2


def test_a_record_that_was_taken_out_is_missed(city: City) -> None:
    city.project()
    city.project(name="另一个项目")

    tampered("DELETE FROM audit_record WHERE sequence = 2")

    assert prove().broken == 2


def test_an_end_that_was_cut_off_is_missed(city: City) -> None:
    city.project()

    tampered("DELETE FROM audit_record WHERE sequence = 2")

    assert prove().broken == 2


def test_an_anchor_tells_that_the_whole_chain_was_written_anew(city: City) -> None:
    city.project()
    anchor = "f" * 64

    assert prove(anchor).why is not None
    assert prove(prove().last).why is None


def test_what_does_not_fit_is_said_in_both_languages(city: City) -> None:
    city.project()
    why = prove("f" * 64).why

    assert why == Bilingual("先前留存的哈希值不在链中", "the hash noted earlier does not occur")
