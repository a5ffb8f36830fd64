"""Random schemes and data: small numbers, so that ties, gaps and flat columns are frequent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from jiheng.schemes import Direction, Figures, Indicator, Method, Missing, Scheme, Ties, figures_of
from jiheng.schemes.scheme import Adjustment, Band, Condition, Effect, Grade, Sign
from jiheng.schemes.soundness import faults

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DAY = date(2026, 1, 1)
GRADES = (
    Grade(name="优", at_least=Decimal(80)),
    Grade(name="良", at_least=Decimal(50)),
    Grade(name="差", at_least=Decimal(0)),
)
_SPLITS = {1: [[100]], 2: [[50, 50], [30, 70]], 3: [[20, 30, 50], [40, 40, 20]]}
_MODERATE = {Method.MIN_MAX, Method.Z_SCORE, Method.PERCENTILE}


def leaf(code: str, **fields: Any) -> Indicator:
    """Return a leaf that has all the weight, headed by its code."""
    usual: dict[str, Any] = {"name": code, "weight": Decimal(100), "method": Method.MIN_MAX}
    return Indicator(**(usual | fields), code=code)


def scheme(*indicators: Indicator, **fields: Any) -> Scheme:
    """Return a sound scheme."""
    usual: dict[str, Any] = {"name": "试", "version": "1", "issued": DAY, "basis": "试"}
    found = Scheme(**(usual | fields), indicators=indicators)
    assert faults(found) == ()
    return found


def figures(of: Scheme, columns: Mapping[str, Sequence[object]], groups: str = "") -> Figures:
    """Return figures whose entities are named a, b, c…"""
    count = len(next(iter(columns.values())))
    rows = [
        {
            of.entity: chr(ord("a") + place),
            **({of.group: groups[place]} if of.group else {}),
            **{head: column[place] for head, column in columns.items()},
        }
        for place in range(count)
    ]
    return figures_of(of, rows)


@st.composite
def leaves(draw: st.DrawFn, code: str, weight: int, parent: str | None) -> Indicator:
    """Draw a leaf of any method."""
    method = draw(st.sampled_from(Method))
    directions = list(Direction) if method in _MODERATE else list(Direction)[:2]
    direction = draw(st.sampled_from(directions))
    bounds = sorted(draw(st.sets(st.integers(1, 9), min_size=2, max_size=3)))
    points = sorted(draw(st.sets(st.integers(0, 100), min_size=3, max_size=3)))
    if direction is Direction.NEGATIVE:
        points.reverse()
    pairs = zip(bounds, points, strict=False)
    ends: list[Decimal | None] = [None, Decimal(bounds[0])]
    return Indicator(
        code=code,
        name=f"值{code}",
        parent=parent,
        weight=Decimal(weight),
        method=method,
        direction=direction,
        low=draw(st.sampled_from(ends)),
        high=draw(st.sampled_from([None, Decimal(bounds[-1])])),
        best_from=Decimal(3),
        best_to=Decimal(5),
        target=Decimal(draw(st.integers(1, 9))),
        each=Decimal(draw(st.integers(1, 30))),
        flat=Decimal(draw(st.sampled_from([40, 60]))),
        floor=Decimal(draw(st.sampled_from(["0", "12.5", "40"]))),
        cap=Decimal(draw(st.sampled_from(["100", "77.7", "60"]))),
        bands=tuple(Band(bound=Decimal(b), points=Decimal(p)) for b, p in pairs),
        missing=draw(st.sampled_from([None, *Missing])),
        across=draw(st.booleans()),
    )


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Draw a sound scheme of one to three levels."""
    top = draw(st.sampled_from(_SPLITS[draw(st.integers(1, 3))]))
    found: list[Indicator] = []
    for place, weight in enumerate(top):
        code = f"A{place}"
        if draw(st.booleans()):
            found.append(draw(leaves(code, weight, None)))
            continue
        found.append(Indicator(code=code, name=code, weight=Decimal(weight)))
        below = draw(st.sampled_from(_SPLITS[draw(st.integers(1, 3))]))
        found += [draw(leaves(f"{code}{n}", part, code)) for n, part in enumerate(below)]
    codes = [item.code for item in found]
    condition = Condition(
        code="C",
        name="条件",
        column=draw(st.sampled_from([None, "数"])),
        at_least=Decimal(draw(st.integers(0, 5))),
        effect=draw(st.sampled_from(Effect)),
        grade="良",
    )
    if condition.column is None:
        condition = Condition(
            code="C",
            name="条件",
            on=draw(st.sampled_from(codes)),
            at_least=Decimal(draw(st.integers(0, 60))),
            effect=condition.effect,
            grade="良",
        )
    extra = Adjustment(
        code="J",
        name="加",
        column="加",
        sign=draw(st.sampled_from(Sign)),
        each=Decimal("1.5"),
        cap=Decimal(5),
    )
    made = Scheme(
        name="随机",
        version="1",
        issued=DAY,
        basis="试",
        indicators=tuple(found),
        group=draw(st.sampled_from([None, "组"])),
        missing=draw(st.sampled_from(Missing)),
        coverage=Decimal(draw(st.sampled_from(["0", "0.5", "0.8"]))),
        ties=draw(st.sampled_from(Ties)),
        tie_break=draw(st.sampled_from([(), (codes[0],)])),
        conditions=draw(st.sampled_from([(), (condition,)])),
        adjustments=draw(st.sampled_from([(), (extra,)])),
        bonus_cap=Decimal(4),
        grades=GRADES,
    )
    assert faults(made) == ()
    return made


_VALUES = st.one_of(
    st.none(),
    st.integers(0, 10),
    st.decimals(0, 10, places=2),
    st.integers(-3, 10_000_000),
)
_FROM_NOUGHT = st.one_of(st.none(), st.integers(0, 10), st.decimals(0, 10, places=2))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Scheme, Figures]:
    """Draw a scheme and figures for it."""
    made = draw(schemes())
    logarithms = {item.head for item in made.leaves if item.method is Method.LOGARITHM}
    count = draw(st.integers(1, 9))
    rows = [
        {
            made.entity: f"企业{place}",
            "组": draw(st.sampled_from("甲乙")),
            **{
                head: draw(_FROM_NOUGHT if head in logarithms else _VALUES) for head in made.columns
            },
        }
        for place in range(count)
    ]
    return made, figures_of(made, rows)
