"""Values that were given and count for nothing, as too little stands beside them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jiheng.schemes.scheme import Indicator, Scheme


def dropped(
    scheme: Scheme, left_out: Collection[str], code: str | None = None
) -> Iterator[tuple[Indicator, tuple[Indicator, ...]]]:
    """Yield the outermost branches that take no part, each with its leaves that say a value.

    Args:
        scheme: Says how much of a branch must be there.
        left_out: Codes of the leaves that have no points.
        code: The branch to begin below; None for the whole.
    """
    if not left_out or not scheme.coverage:
        return
    for item in scheme.children.get(code, ()):
        if _takes_part(scheme, left_out, item):
            yield from dropped(scheme, left_out, item.code)
        elif given := tuple(leaf for leaf in _leaves(scheme, item) if leaf.code not in left_out):
            yield item, given


def _takes_part(scheme: Scheme, left_out: Collection[str], item: Indicator) -> bool:
    below = scheme.children.get(item.code)
    if not below:
        return item.code not in left_out
    there = sum((one.weight for one in below if _takes_part(scheme, left_out, one)), Decimal(0))
    return there > 0 and there >= scheme.coverage * sum(one.weight for one in below)


def _leaves(scheme: Scheme, item: Indicator) -> Iterator[Indicator]:
    below = scheme.children.get(item.code)
    if not below:
        yield item
    for one in below or ():
        yield from _leaves(scheme, one)
