"""What an evaluation comes to for the budget lines of the next year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.web.city import sound_table
from tests.web.evaluating import (
    closed,
    opened,
    who,
)

from jiheng.evaluation import load_consequences
from jiheng_web.errors import InvalidInput, NotPermitted, WrongState
from jiheng_web.evaluation import budget_commands
from jiheng_web.evaluation.outcome import (
    next_project,
    next_projects,
    proposal_of,
)
from jiheng_web.flow import commands as flow

if TYPE_CHECKING:
    from tests.web.city import City

    from jiheng_web.evaluation.models import Evaluation


@pytest.fixture
def found(city: City) -> Evaluation:
    """Return an open department evaluation."""
    return opened(city)


def test_next_years_request_is_that_of_the_project_of_the_same_code(city: City) -> None:
    project = city.project()
    following = city.project(name="智慧科普项目二期", fiscal_year=2027)
    for one in (project, following):
        table = sound_table(one.name, fiscal_year=one.fiscal_year)
        coded = replace(table, rows=(replace(table.rows[0], code="P001"),))
        flow.save(*who(city, "clerk"), one.pk, coded, revision=one.newest.revision)
        one.refresh_from_db()
    done = closed(city, opened(city, city.approved(project)))

    # 中: 85 % of 120 at most.
    proposal = proposal_of(done, next_project(done))
    assert (proposal.requested, proposal.proposed) == (Decimal(120), _share("中", 120))
    assert next_projects([done]) == {done.pk: following}
    with pytest.raises(InvalidInput, match="Next year"):
        budget_commands.request_amount(*who(city, "department"), done.pk, Decimal(1))


def _share(grade: str, amount: int) -> Decimal:
    return load_consequences()[grade].share * amount


def test_without_a_project_the_request_is_typed(city: City, found: Evaluation) -> None:
    done = closed(city, found)
    budget_commands.request_amount(*who(city, "department"), done.pk, Decimal(200))
    done.refresh_from_db()

    assert next_project(done) is None
    assert proposal_of(done, None).proposed == _share("中", 200)


def test_a_decision_stands_beside_the_proposal(city: City, found: Evaluation) -> None:
    done = closed(city, found)
    budget_commands.request_amount(*who(city, "department"), done.pk, Decimal(200))
    made = budget_commands.decide(*who(city, "finance"), done.pk, Decimal(100), "压减运维费")

    assert [made.requested, made.proposed, made.amount] == [200, _share("中", 200), 100]
    assert made.decided_by == city.people["finance"]


def test_without_a_proposal_nothing_differs(city: City, found: Evaluation) -> None:
    done = closed(city, found)

    assert budget_commands.decide(*who(city, "finance"), done.pk, Decimal(400), "").proposed is None


def test_a_decision_that_differs_says_why(city: City, found: Evaluation) -> None:
    done = closed(city, found)
    budget_commands.request_amount(*who(city, "department"), done.pk, Decimal(200))

    with pytest.raises(InvalidInput, match="say why"):
        budget_commands.decide(*who(city, "finance"), done.pk, Decimal(100), " ")


def test_nothing_is_decided_before_the_end(city: City, found: Evaluation) -> None:
    with pytest.raises(WrongState):
        budget_commands.decide(*who(city, "finance"), found.pk, Decimal(100), "理由")


def test_the_finance_bureau_decides(city: City, found: Evaluation) -> None:
    done = closed(city, found)

    with pytest.raises(NotPermitted):
        budget_commands.decide(*who(city, "department"), done.pk, Decimal(100), "理由")
