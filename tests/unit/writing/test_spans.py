from __future__ import annotations

from jiheng.model import Traced
from jiheng.writing.spans import where


def test_a_text_that_stands_nowhere_has_no_place() -> None:
    assert where({"name": Traced("甲")}) == {"span": None, "spans": {}}
