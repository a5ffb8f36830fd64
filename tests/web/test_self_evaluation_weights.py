"""Weights that do not add up: no total, no signature, and the rule that says so."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.web.monitored import begun, rated, who, with_line

from jiheng_web.errors import InvalidInput
from jiheng_web.results import self_evaluation_commands as commands
from jiheng_web.results.official_evaluation import self_evaluation_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    from jiheng_web.results.models import SelfEvaluation


@pytest.fixture
def wrong(city: City) -> SelfEvaluation:
    """Return a self-evaluation whose indicators have 150.5 points in place of 90."""
    found = rated(city, begun(city, city.approved(city.project())))
    content = with_line(found, 0, weight=Decimal(73))
    return commands.save(*who(city, "clerk"), found.pk, content, revision=found.revision)


def test_no_total_is_kept(wrong: SelfEvaluation) -> None:
    assert (wrong.points, wrong.grade) == (None, "")


def test_the_form_prints_no_total(wrong: SelfEvaluation) -> None:
    row = self_evaluation_table(wrong, commands.scored(wrong)).rows[0]

    assert (row.score, row.grade) == (None, None)


def test_it_is_not_signed(city: City, wrong: SelfEvaluation) -> None:
    with pytest.raises(InvalidInput, match=r"add up to 150\.5 and should be 90 .*\[EX010\]"):
        commands.sign(*who(city, "head"), wrong.pk)


def test_the_page_says_what_the_weights_add_up_to(
    wrong: SelfEvaluation, as_person: Callable[[str], Client]
) -> None:
    page = as_person("clerk").get(f"/self-evaluations/{wrong.pk}").content.decode()

    assert "150.5 / 90" in page
    assert "— / 100" in page


def test_points_are_printed_as_people_type_them(city: City) -> None:
    found = rated(city, begun(city, city.approved(city.project())))
    indicators = self_evaluation_table(found, commands.scored(found)).rows[0].indicators

    assert [str(one.weight) for one in indicators] == ["12.5"] * 4 + ["30", "10"]
    assert [str(one.score) for one in indicators] == ["12.5"] * 4 + ["30", "10"]
