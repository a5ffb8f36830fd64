"""The same targets as checks of pandera: one check a kind, over groups of projects.

`python pandera_checks.py payments.csv projects`; runs in an environment that has pandera. Prints
processor seconds, seconds and how many targets were missed.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from typing import Any

pd: Any = import_module("pandas")
pa: Any = import_module("pandera.pandas")

FEWEST, LEAST = 10, 1000


def main() -> None:
    """Read, check, tell."""
    started, wall = time.process_time(), time.perf_counter()
    path, projects = sys.argv[1], int(sys.argv[2])
    frame = pd.read_csv(path, dtype={"project": "category"}, parse_dates=["due_on", "paid_on"])
    wanted = [f"P{n}" for n in range(projects)]
    frame["on_time"] = frame["paid_on"] <= frame["due_on"]
    frame["exact"] = frame["paid"] == frame["owed"]
    missed: list[tuple[str, str]] = []

    def check(name: str, judge: Any) -> Any:
        def judged(groups: Any) -> bool:
            bad = [(name, one) for one in wanted if not judge(groups[one])]
            missed.extend(bad)
            return True

        return pa.Check(judged, groupby="project", name=name)

    schema = pa.DataFrameSchema(
        {
            "project": pa.Column("category"),
            "owed": pa.Column(int, [check("count", lambda values: len(values) >= FEWEST)]),
            "paid": pa.Column(int, [check("sum", lambda values: values.sum() >= LEAST)]),
            "on_time": pa.Column(bool, [check("on_time", lambda values: values.mean() == 1)]),
            "exact": pa.Column(bool, [check("accuracy", lambda values: values.mean() == 1)]),
        }
    )
    schema.validate(frame, lazy=True)
    print(time.process_time() - started, time.perf_counter() - wall, len(missed))


main()
