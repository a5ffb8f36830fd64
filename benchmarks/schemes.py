"""Entities ranked by a scheme of thirty indicators: both engines, explanations, shaken weights."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from benchmarks.timing import head, row
from jiheng.schemes import Direction, Figures, Indicator, Method, Scheme, figures_of
from jiheng.schemes.assessing import Assessment
from jiheng.schemes.explaining import Explainer
from jiheng.schemes.ranking import rank
from jiheng.schemes.scheme import Band
from jiheng.schemes.sensitivity import sensitivity
from jiheng.schemes.spread import logarithm
from jiheng_evidence.schemes.engine import rank_on_duckdb

if TYPE_CHECKING:
    from collections.abc import Callable

_BRANCHES, _LEAVES, _ENTITIES = 5, 6, 5_000
_METHODS = (
    Method.MIN_MAX,
    Method.MIN_MAX,
    Method.Z_SCORE,
    Method.PERCENTILE,
    Method.BANDS,
    Method.RATIO,
)
_BANDS = tuple(Band(bound=Decimal(n * 200), points=Decimal(n * 20)) for n in range(1, 6))
_RUNS = 3


def scheme(logarithms: int = 2) -> Scheme:
    """Return a scheme of thirty leaves of all methods, compared within groups."""
    found = []
    for branch in range(_BRANCHES):
        code = f"B{branch}"
        found.append(Indicator(code=code, name=code, weight=Decimal(100 // _BRANCHES)))
        for leaf, method in enumerate(_METHODS):
            if leaf == 0 and branch < logarithms:
                method = Method.LOGARITHM  # noqa: PLW2901 - in the place of another
            found.append(
                Indicator(
                    code=f"{code}{leaf}",
                    name=f"指标{branch}{leaf}",
                    parent=code,
                    weight=Decimal(15 if leaf else 25),
                    method=method,
                    direction=Direction.NEGATIVE if leaf == 1 else Direction.POSITIVE,
                    target=Decimal(500),
                    bands=_BANDS if method is Method.BANDS else (),
                )
            )
    return Scheme(
        name="基准",
        version="1",
        issued=date(2026, 1, 1),
        basis="基准",
        indicators=tuple(found),
        group="行业",
    )


def figures(of: Scheme, missing: float) -> Figures:
    """Return figures of five thousand entities in six groups."""
    random = Random(1)  # noqa: S311 - made-up numbers, no secret
    rows = [
        {
            "企业": f"企业{number}",
            "行业": random.choice("甲乙丙丁戊己"),
            **{
                name: None if random.random() < missing else Decimal(random.randrange(10**5)) / 100
                for name in of.columns
            },
        }
        for number in range(_ENTITIES)
    ]
    return figures_of(of, rows)


def run() -> None:
    """Print the table."""
    of = scheme()
    full, gaps = figures(of, 0), figures(of, 0.03)
    print(f"\n## A scheme of {len(of.leaves)} indicators over {_ENTITIES:,} entities\n")
    head("work", "processor seconds, best of three")
    reference = partial(_reference, of)
    row("ranked in memory, exactly", _best(partial(reference, full)))
    row("ranked in memory, 3 % of the values missing", _best(partial(reference, gaps)))
    row("ranked on DuckDB, loading included", _best(partial(rank_on_duckdb, of, full)))
    row("ranked on DuckDB, 3 % missing", _best(partial(rank_on_duckdb, of, gaps)))
    equal = rank(of, gaps).standings == rank_on_duckdb(of, gaps).ranking.standings
    row("both engines equal", "yes" if equal else "NO")
    explained = partial(_explained, of)
    row("ranked and every rank explained", _best(partial(explained, full)))
    row("ranked and every rank explained, 3 % missing", _best(partial(explained, gaps)))
    explainer = Explainer(Assessment(of, gaps))
    _worded(explainer, 1)
    row("one explanation in words", f"{_seconds(partial(_worded, explainer, 1)):.4f}")
    row("all explanations in words", f"{_seconds(partial(_worded, explainer, _ENTITIES)):.2f}")
    assessment = Assessment(of, full)
    shaken = partial(sensitivity, assessment, rank(of, full), draws=200)
    row("weights changed 140 times, drawn 200 times", f"{_seconds(shaken):.1f}")


def _reference(of: Scheme, data: Figures) -> None:
    logarithm.cache_clear()
    rank(of, data)


def _explained(of: Scheme, data: Figures) -> None:
    """Rank all, reckon what each leaf gives and what raising it would; words wait for readers."""
    logarithm.cache_clear()
    explainer = Explainer(Assessment(of, data))
    for place in range(_ENTITIES):
        explainer.explain(place)


def _worded(explainer: Explainer, count: int) -> None:
    for place in range(count):
        found = explainer.explain(place)
        tuple(map(len, (found.steps, found.raises)))


def _best(work: Callable[[], object]) -> str:
    return f"{min(_seconds(work) for _run in range(_RUNS)):.2f}"


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
