from __future__ import annotations

import pytest

from jiheng.model import TableKind
from jiheng.reading.layouts.layout import Layout, Shape, layouts, name_layout, printed_anywhere


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_a_table_with_all_labels_of_a_layout_is_surely_of_it(layout: Layout) -> None:
    name, confidence = name_layout(layout.shape, layout.kind, layout.labels)
    assert (name, confidence) == (layout.name, 1.0)


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_labels_that_may_be_there_make_a_layout_no_less_sure(layout: Layout) -> None:
    name, confidence = name_layout(layout.shape, layout.kind, layout.labels | layout.may)
    assert (name, confidence) == (layout.name, 1.0)


def test_labels_that_no_layout_prints_do_not_count() -> None:
    layout = layouts()[0]
    labels = [*layout.labels, "从未见过的栏目"]
    printed_anywhere.cache_clear()
    assert name_layout(layout.shape, layout.kind, labels)[1] == 1.0


def test_a_table_without_labels_is_like_no_layout() -> None:
    assert layouts()[0].likeness(frozenset()) == 0.0


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        (Shape.PACKED, "guangzhou-disclosure"),
        (Shape.RUNNING, "running-table"),
        (Shape.FORM, "form"),
        (Shape.GOALS, "goals-only"),
    ],
)
def test_a_table_like_no_layout_is_named_by_its_shape(shape: Shape, name: str) -> None:
    assert name_layout(shape, TableKind.PROJECT_TARGETS, ()) == (name, 1.0)


def test_a_table_is_of_no_layout_of_another_kind() -> None:
    form = next(layout for layout in layouts() if layout.name == "self-evaluation")
    assert name_layout(form.shape, TableKind.MONITORING, form.labels)[0] != form.name
