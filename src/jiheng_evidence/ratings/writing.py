"""A rating sheet as a workbook: a row an item, a column an expert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.writing.workbook import Book
from jiheng_evidence.ratings.columns import (
    COMMENT,
    FIXED,
    FRAMEWORK,
    FRONT,
    REQUESTED,
    SUBJECT,
    TITLE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from jiheng.evaluation import Rating
    from jiheng.standards.framework import Framework
    from jiheng.writing.workbook import Cell

_WIDTHS = (10, 12, 24, 42, 7, 9, 12, 12, 9)
_EXPERT_WIDTHS = (9, 24)
_HELP = (
    "每位专家一列，表头可改成姓名，不得重名；给分在 0 与分值之间，没有评的留空，空白不等于 0 分。"
    "右侧“评语”列填写评分理由，可不填。"
    "有计算公式的指标填分子、分母，不由专家评分。"
)


def rating_workbook(
    framework: Framework,
    *,
    subject: str = "",
    experts: Iterable[str] = ("专家1", "专家2", "专家3"),
    ratings: Iterable[Rating] = (),
    own: Mapping[tuple[str, str, str], Decimal] | None = None,
) -> bytes:
    """Return a workbook that `read_ratings` reads back.

    Args:
        framework: Whose items are judged.
        subject: The project, policy or department.
        experts: A column each, and one for their comments.
        ratings: Points and comments that are known already.
        own: Path of an item → what the unit gave itself.
    """
    experts = tuple(experts)
    given = {(rating.expert, rating.item): rating for rating in ratings}
    book = Book(framework.name, whole=True)
    front = ((SUBJECT, subject), (FRAMEWORK, framework.name), (REQUESTED, None), ("说明", _HELP))
    book.table(FRONT, ("项目", "内容"), front, (24, 80))
    rows = _rows(framework, experts, given, own or {})
    heads = [head for expert in experts for head in (expert, COMMENT)]
    widths = (*_WIDTHS[:-1], *(_EXPERT_WIDTHS * len(experts)))
    book.table(TITLE, (*FIXED, *heads), rows, widths)
    return book.close()


def _rows(
    framework: Framework,
    experts: tuple[str, ...],
    given: Mapping[tuple[str, tuple[str, str, str]], Rating],
    own: Mapping[tuple[str, str, str], Decimal],
) -> Iterator[list[Cell]]:
    for item in framework.items:
        open_parts: list[Cell] = [None, None] if item.formula else ["/", "/"]
        yield [
            *item.path,
            "；".join(item.points),
            item.weight,
            own.get(item.path),
            *open_parts,
            *(cell for expert in experts for cell in _said(given.get((expert, item.path)))),
        ]


def _said(rating: Rating | None) -> tuple[Cell, Cell]:
    return (None, None) if rating is None else (rating.points, rating.comment or None)
