"""The same targets as expectations of Great Expectations: one for each target, on its rows.

`python expectations.py payments.csv projects`; runs in an environment that has the program. Prints
processor seconds, seconds and how many targets were missed.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from importlib import import_module
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"
pd: Any = import_module("pandas")
gx: Any = import_module("great_expectations")
gxe: Any = import_module("great_expectations.expectations")

FEWEST, LEAST = 10, 1000


def main() -> None:
    """Read, check, tell."""
    logging.disable(logging.CRITICAL)
    started, wall = time.process_time(), time.perf_counter()
    path, projects = sys.argv[1], int(sys.argv[2])
    frame = pd.read_csv(path, dtype={"project": "category"}, parse_dates=["due_on", "paid_on"])
    frame["one"] = 1
    frame["late"] = (frame["paid_on"] > frame["due_on"]).astype(int)
    frame["wrong"] = (frame["paid"] != frame["owed"]).astype(int)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    batch = (
        context.data_sources.add_pandas("p")
        .add_dataframe_asset("a")
        .add_batch_definition_whole_dataframe("b")
    )
    suite = context.suites.add(gx.ExpectationSuite(name="targets"))
    for number in range(projects):
        rows = {"row_condition": f'project == "P{number}"', "condition_parser": "pandas"}
        for column, low, high in (
            ("one", FEWEST, None), ("paid", LEAST, None), ("late", None, 0), ("wrong", None, 0),
        ):  # fmt: skip
            suite.add_expectation(
                gxe.ExpectColumnSumToBeBetween(column=column, min_value=low, max_value=high, **rows)
            )
    result = batch.get_batch(batch_parameters={"dataframe": frame}).validate(suite)
    missed = sum(not one.success for one in result.results)
    print(time.process_time() - started, time.perf_counter() - wall, missed)


main()
