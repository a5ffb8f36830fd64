"""Rating workbooks of experts, taken back as drafts of their sheets."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from tests.web.evaluating import (
    invited,
    opened,
    share_of,
    who,
)

from jiheng.errors import UnreadableFile
from jiheng.evaluation import Rating
from jiheng_evidence.ratings import rating_workbook
from jiheng_web.errors import InvalidInput
from jiheng_web.evaluation import expert_commands
from jiheng_web.evaluation.content import Given, Ratings, framework_of, loaded
from jiheng_web.evaluation.models import Evaluation, SheetState

if TYPE_CHECKING:
    from tests.web.city import City


@pytest.fixture
def found(city: City) -> Evaluation:
    """Return an open department evaluation."""
    return opened(city)


def workbook_of(
    found: Evaluation, share: str = "1", subject: str = "", experts: tuple[str, ...] = ("冯专家",)
) -> bytes:
    """Return the workbook of an expert who gave a share of every weight."""
    framework = framework_of(found)
    ratings = [
        Rating(expert=name, item=framework.items[at].path, points=given.points)
        for name in experts
        for at, given in share_of(found, share).items()
    ]
    return rating_workbook(
        framework, ratings=ratings, subject=subject or found.project.name, experts=experts
    )


def test_a_workbook_comes_back_as_a_draft(city: City, found: Evaluation) -> None:
    sheet = invited(city, found)
    expert_commands.save(*who(city, "evaluator"), sheet.pk, {0: Given(comment="依据充分")})

    count = expert_commands.take_workbook(
        *who(city, "evaluator"), sheet.pk, "评分表.xlsx", workbook_of(found, "0.5")
    )

    sheet.refresh_from_db()
    kept = loaded(sheet.content, Ratings)
    assert (count, sheet.state) == (11, SheetState.DRAFT)
    assert kept[0] == Given(points=Decimal("1.5"), comment="依据充分")
    assert {at: one.points for at, one in kept.items()} == {
        at: one.points for at, one in share_of(found, "0.5").items()
    }


@pytest.mark.parametrize(
    ("subject", "experts"),
    [("别的项目", ("冯专家",)), ("", ("冯专家", "蒋专家")), ("", ("蒋专家",))],
)
def test_a_workbook_of_others_is_refused(
    city: City, found: Evaluation, subject: str, experts: tuple[str, ...]
) -> None:
    sheet = invited(city, found)

    with pytest.raises(InvalidInput):
        expert_commands.take_workbook(
            *who(city, "evaluator"),
            sheet.pk,
            "评分表.xlsx",
            workbook_of(found, "1", subject, experts),
        )


def test_points_beyond_the_weight_in_a_workbook_are_named(city: City, found: Evaluation) -> None:
    sheet = invited(city, found)
    book = load_workbook(io.BytesIO(workbook_of(found)))
    book["绩效评价评分表"].cell(row=2, column=9).value = 99
    changed = io.BytesIO()
    book.save(changed)

    with pytest.raises(UnreadableFile, match="not in 0-3"):
        expert_commands.take_workbook(
            *who(city, "evaluator"), sheet.pk, "评分表.xlsx", changed.getvalue()
        )
