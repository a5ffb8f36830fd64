"""Long lists a part at a time, in the order of their keys."""

from typing import Annotated, TypeVar

from django.db.models import Model, QuerySet
from pydantic import BaseModel, Field

Listed = TypeVar("Listed", bound=Model)


class Paged(BaseModel):
    """Which part of a list is asked for: what follows a key."""

    after: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 100


def paged(found: QuerySet[Listed], wanted: Paged) -> tuple[list[Listed], int | None]:
    """Return a part of a list, and the key that what follows is asked for with, if any does."""
    page = list(found.filter(pk__gt=wanted.after).order_by("pk")[: wanted.limit + 1])
    kept = page[: wanted.limit]
    return kept, kept[-1].pk if len(page) > len(kept) else None
