"""Programs read monitoring, self-evaluations, evaluations and rankings as people see them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.evaluating import closed, ranked_scheme, ready
from tests.web.monitored import ON_TRACK, begun, filled, handed_up, opened, rated, who
from tests.web.publishing import evaluated, results

from jiheng.pipeline import read
from jiheng_web.evaluation import budget_commands
from jiheng_web.results import self_evaluation_commands
from jiheng_web.results.content import Rated

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    Asking = Callable[..., Any]


@pytest.fixture
def ask(as_person: Callable[[str], Client]) -> Asking:
    """Return a function that asks as a person: (person, path)."""

    def asked(username: str, path: str) -> Any:
        return as_person(username).get(f"/api/{path}")

    return asked


def test_a_round_is_listed_with_what_is_in_sight(city: City, ask: Asking) -> None:
    city.approved(city.project())
    made = opened(city)
    (told,) = ask("clerk", "monitoring").json()

    assert (told["key"], told["organization"], told["cut_off"]) == (made.pk, "000", "2026-07-31")
    assert ask("other", "monitoring").json() == []


def test_sheets_of_a_round_are_told_a_part_at_a_time(city: City, ask: Asking) -> None:
    for name in ("甲项目", "乙项目"):
        city.approved(city.project(name=name))
    made = opened(city)
    first = ask("clerk", f"monitoring/{made.pk}/sheets?limit=1").json()
    second = ask("clerk", f"monitoring/{made.pk}/sheets?after={first['after']}").json()

    assert [one["name"] for one in first["items"] + second["items"]] == ["甲项目", "乙项目"]
    assert second["after"] is None


@pytest.mark.parametrize(
    ("query", "count"), [("state=submitted", 1), ("state=draft", 0), ("light=red", 0)]
)
def test_sheets_are_narrowed(city: City, ask: Asking, query: str, count: int) -> None:
    city.approved(city.project())
    made = opened(city)
    handed_up(city, filled(city, made.sheets.get()))
    told = ask("clerk", f"monitoring/{made.pk}/sheets?{query}").json()

    assert len(told["items"]) == count


def test_a_sheet_is_told_as_the_official_form_with_its_lights(city: City, ask: Asking) -> None:
    city.approved(city.project())
    sheet = filled(city, opened(city).sheets.get())
    told = ask("clerk", f"sheets/{sheet.pk}").json()

    (row,) = told["table"]["rows"]
    assert [one["actual"] for one in row["indicators"]] == list(ON_TRACK)
    assert {one["light"] for one in told["indicators"]} == {"green"}
    assert all(one["reason"]["zh"] for one in told["indicators"])


def test_a_self_evaluation_is_told_with_every_step(city: City, ask: Asking) -> None:
    found = evaluated(city)
    told = ask("auditor", f"self-evaluations/{found.pk}").json()

    assert (told["points"], told["grade"], told["genuine"]) == ("96.88", "优", True)
    assert "9 ÷ 12 × 12.5 = 9.375" in told["indicators"][0]["steps"][0]["zh"]


def test_the_form_of_a_self_evaluation_reads_as_a_table(city: City, ask: Asking) -> None:
    found = evaluated(city)
    told = ask("auditor", f"self-evaluations/{found.pk}").json()
    (table,) = read(json.dumps(told["table"]).encode(), name="table.json").tables

    assert table.kind == "self-evaluation"


def test_what_is_missing_is_told(city: City, ask: Asking) -> None:
    found = begun(city, city.approved(city.project()))
    told = ask("clerk", f"self-evaluations/{found.pk}").json()

    assert (told["genuine"], len(told["lacks"])) == (None, told["faults"])


def test_the_departments_rating_stands_beside(city: City, ask: Asking) -> None:
    found = begun(city, city.approved(city.project()))
    rated(city, found)
    self_evaluation_commands.sign(*who(city, "head"), found.pk)
    lines = {"4": Rated(points=Decimal(25), reason="口径过宽")}
    self_evaluation_commands.rate_again(*who(city, "department"), found.pk, lines, "基本属实")
    told = ask("clerk", f"self-evaluations/{found.pk}").json()

    assert (told["points"], told["rerating"]["points"]) == ("100", "95")


@pytest.mark.parametrize(
    ("query", "count"), [("year=2026&state=confirmed", 1), ("year=2025", 0), ("state=draft", 0)]
)
def test_self_evaluations_are_narrowed(city: City, ask: Asking, query: str, count: int) -> None:
    evaluated(city)

    assert len(ask("finance", f"self-evaluations?{query}").json()["items"]) == count


def test_self_evaluations_of_others_are_not_listed(city: City, ask: Asking) -> None:
    evaluated(city)

    assert ask("other", "self-evaluations").json()["items"] == []


@pytest.mark.parametrize(("username", "told"), [("department", True), ("clerk", False)])
def test_what_experts_give_is_told_to_organizers_alone_while_it_runs(
    city: City, ask: Asking, username: str, told: bool
) -> None:
    found = ready(city)
    answer = ask(username, f"evaluations/{found.pk}").json()

    assert (answer["result"] is not None) is told
    assert ("的意见" in str(answer)) is told


def test_an_expert_asks_for_no_evaluation(city: City, ask: Asking) -> None:
    found = ready(city)

    assert ask("evaluator", f"evaluations/{found.pk}").status_code == 403


def test_a_closed_evaluation_is_told_to_whoever_sees_the_project(city: City, ask: Asking) -> None:
    found = closed(city)
    told = ask("clerk", f"evaluations/{found.pk}").json()

    assert told["points"] == told["result"]["points"]
    assert (told["result"]["genuine"], told["result"]["own_points"]) == (True, "95")
    assert {one["expert"] for one in told["result"]["items"][0]["given"]} >= {"冯专家"}


@pytest.mark.parametrize(
    ("query", "count"),
    [("state=open&kind=department&year=2026", 1), ("state=closed", 0), ("kind=finance", 0)],
)
def test_evaluations_are_narrowed(city: City, ask: Asking, query: str, count: int) -> None:
    ready(city)

    assert len(ask("finance", f"evaluations?{query}").json()["items"]) == count


def test_a_decision_on_the_budget_is_told(city: City, ask: Asking) -> None:
    found = closed(city)
    budget_commands.decide(*who(city, "finance"), found.pk, Decimal(100), "压减运维费")
    (told,) = ask("clerk", f"evaluations/{found.pk}").json()["result"]["decisions"]

    assert (told["amount"], told["reason"]) == ("100", "压减运维费")


def test_a_ranking_is_told_by_rank_a_part_at_a_time(city: City, ask: Asking) -> None:
    made = ranked_scheme(city)
    first = ask("finance", f"rankings/{made.pk}?limit=5").json()
    rest = ask("finance", f"rankings/{made.pk}?after={first['after']}").json()
    ranks = [one["rank"] for one in first["standings"] + rest["standings"] if one["rank"]]

    assert len(first["standings"] + rest["standings"]) == 12
    assert (ranks, rest["after"]) == (sorted(ranks), None)


def test_rankings_of_others_are_not_listed(city: City, ask: Asking) -> None:
    made = ranked_scheme(city, 3)

    assert [one["key"] for one in ask("finance", "rankings").json()] == [made.pk]
    assert ask("clerk", "rankings").json() == []


def test_a_disclosure_says_what_it_makes_public(city: City, ask: Asking) -> None:
    evaluated(city)
    results(city)

    assert [one["holds"] for one in ask("department", "disclosures").json()] == ["results"]
