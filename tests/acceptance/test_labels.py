"""Tables labelled by hand, character for character. The labels are not part of the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jiheng import pipeline, writing

LABELS = Path(__file__).parents[3] / "shared" / "labels"
SEEDS = LABELS.with_name("seeds")
CASES = sorted(LABELS.glob("*.json")) if LABELS.is_dir() else []

pytestmark = pytest.mark.skipif(not CASES, reason="the hand-made labels are not on this machine")

INDICATOR = (
    "seq",
    "level1",
    "level2",
    "name",
    "period_value",
    "annual_value",
    "target",
    "complete",
)
ROW = ("kind", "name", "organization", "funding", "goal")


def _read(label: Path) -> dict[str, Any]:
    (source,) = SEEDS.glob(f"{label.stem}_*")
    (table,) = pipeline.read(source.read_bytes(), name=source.name).tables
    found: dict[str, Any] = json.loads(writing.write_tables([table], "json"))
    return found


@pytest.mark.parametrize("label", CASES, ids=lambda path: path.stem)
def test_head_and_rows_equal_the_labels(label: Path) -> None:
    truth, found = json.loads(label.read_text("utf-8")), _read(label)
    assert [found[key] for key in ("title", "department", "money_unit")] == [
        truth[key] for key in ("title", "department", "money_unit")
    ]
    assert [{key: row[key] for key in ROW} for row in found["rows"]] == [
        {key: row[key] for key in ROW} for row in truth["rows"]
    ]


@pytest.mark.parametrize("label", CASES, ids=lambda path: path.stem)
def test_every_indicator_equals_its_label(label: Path) -> None:
    truth, found = json.loads(label.read_text("utf-8")), _read(label)
    for row, expected in zip(found["rows"], truth["rows"], strict=True):
        read = [{key: item[key] for key in INDICATOR} for item in row["indicators"]]
        assert read == expected["indicators"], row["name"]
