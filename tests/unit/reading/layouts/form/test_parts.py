"""Rows of a form outside its indicators, each offered to the readers it may suit."""

from __future__ import annotations

import gc

from jiheng.reading.documents import read_document

FORM = (
    "<table><tr><td>项目名称<td>打井<tr><td>年度目标<td>新目标。"
    "<tr><td>三级指标<td>指标值<tr><td>打井数<td>≥3口</table>"
)


def test_a_form_that_was_read_does_not_wait_for_the_collector_of_cycles() -> None:
    read_document(FORM.encode(), "x.html")
    gc.collect()
    gc.disable()
    try:
        for _ in range(20):
            read_document(FORM.encode(), "x.html")
        assert gc.collect() == 0
    finally:
        gc.enable()
