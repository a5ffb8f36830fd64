"""Hypothesis: new examples here, the same ones in continuous integration."""

from __future__ import annotations

import gc
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

# Examples are slow under coverage and on shared machines; a time limit would only make noise.
settings.register_profile("here", deadline=None)
settings.register_profile(
    "continuous-integration", deadline=None, derandomize=True, max_examples=60
)
settings.load_profile("continuous-integration" if os.environ.get("CI") else "here")

# Ten thousand collected tests are half a million objects: to look at them again and again for
# garbage takes a fifth of the time.
gc.set_threshold(50_000, 20, 20)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name cases of bytes by their argument: an archive holds the time at which it was made."""
    return argname if isinstance(val, bytes) else None


_LONG = (
    *("test_killing", "test_scans", "test_accessibility", "test_whole_year", "test_printed_truth"),
    *("test_permissions", "test_schema", "test_results_browser", "test_editor_browser"),
    *("test_survey_browser", "test_hostile", "test_intake", "test_backup", "test_cli_processes"),
)
"""Longest first."""

_UNCOUNTED = re.compile(
    r"(property|fuzz)/|unit/evidence/(?!schemes/)"
    r"|acceptance/test_(scans|printed_truth|real_documents)\.py"
    r"|.+::test_what_is_made_to_be_heavy_"
)
"""Laws, damage, papers and evidence reach no lines of the core but those that facts reach."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no process is left alone with one.

    Where lines are counted, which takes as long again as a test, some tests count none.
    """
    places = {name: place for place, name in enumerate(_LONG)}
    items.sort(key=lambda item: places.get(item.path.stem, len(_LONG)))
    here = Path(__file__).parent
    for item in items:
        if here not in item.path.parents:
            continue
        if _UNCOUNTED.match(f"{item.path.relative_to(here).as_posix()}::{item.name}"):
            item.add_marker("no_cover")


def pytest_collection_finish() -> None:
    """Look no more for garbage among what lives to the end."""
    gc.collect()
    gc.freeze()
