"""What is stored of an evaluation beyond its columns: items, parts of rates, points of experts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from jiheng.standards.framework import Framework, FrameworkItem, load_framework

if TYPE_CHECKING:
    from jiheng_web.evaluation.models import Evaluation


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The two numbers of a computed item, what proves them, and why a share is beyond 100 %."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    evidence: str = ""
    reason: str = ""


class Given(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an expert gave to an item; points None: not judged, which is never nought."""

    points: Decimal | None = None
    comment: str = ""


Parts = dict[int, Part]
Points = dict[int, Decimal]
Ratings = dict[int, Given]
Content = TypeVar("Content")


def stored(content: object) -> str:
    """Return content as text for the database."""
    return msgspec.json.encode(content).decode()


def loaded(text: str, kind: type[Content]) -> Content:
    """Return content that was stored."""
    return msgspec.json.decode(text, type=kind)


def framework_of(evaluation: Evaluation) -> Framework:
    """Return the framework of an evaluation, its items as they were when it began."""
    return _framework(evaluation.framework, evaluation.items)


@lru_cache(maxsize=64)
def _framework(name: str, items: str) -> Framework:
    kept = msgspec.json.decode(items, type=tuple[FrameworkItem, ...])
    return replace(load_framework(name), items=kept)
