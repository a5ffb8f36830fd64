from __future__ import annotations

import pytest

from jiheng.model import Row, RowKind, TargetTable
from jiheng.writing import unshown_signs

pytest.importorskip("typst", reason="the extra pdf is not installed")
pytest.importorskip("pylopdf_fonts_zh_cn", reason="the extra pdf is not installed")


def told(text: str, file: str = "pdf") -> tuple[str, ...]:
    table = TargetTable(title=text, rows=(Row(kind=RowKind.PROJECT, name="甲", goal=text),))
    return unshown_signs([table], "declaration", file)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("建成𠮷村，😀验收𠮷", ("𠮷", "😀")),
        ("≥95‰，㎡①½Ⅲé镕䶮", ()),
        ("清淤三公里。", ()),
        ("\x00\ud800", ()),
    ],
)
def test_characters_that_no_font_has_are_named(text: str, missing: tuple[str, ...]) -> None:
    assert told(text) == missing


def test_files_set_in_fonts_of_the_reader_lack_none() -> None:
    assert told("𠮷", "docx") == ()
