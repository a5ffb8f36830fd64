"""Pictures and embedded tables of an Office document, whose words nobody reads: told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Problem, ProblemSeverity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.reading.containers.office.parts import Parts

_PICTURE, _EMBEDDED = "image", "package"
"""Last words of the kinds of relations that lead to a picture, and to a file within the file."""


def inlays(parts: Parts, holders: Iterable[str], where: Bilingual) -> Iterator[Problem]:
    """Yield the words on what lies in a document and was not read.

    Args:
        parts: Of the document.
        holders: The parts that may point to pictures and files.
        where: Subject of the sentences: the document, or a sheet of it.
    """
    named = [pair for part in holders for pair in parts.related(part).values()]
    pictures = len({part for kind, part in named if kind == _PICTURE})
    if pictures:
        yield Problem(
            code="unread-picture",
            message=Bilingual(
                f"{where.zh}里有 {pictures} 幅图片，图中的文字没有读取；"
                "表在图片里的，请把图片另存为文件再读。",
                f"{where.en} holds pictures ({pictures}), of which no words were read;"
                " save a picture of a table as a file and read that.",
            ),
            severity=ProblemSeverity.NOTE,
            span=(),
        )
    embedded = sorted({part for kind, part in named if kind == _EMBEDDED})
    if embedded:
        yield Problem(
            code="unread-object",
            message=Bilingual(
                f"{where.zh}里嵌入了 {len(embedded)} 个文件（如 Excel 表），没有读取；"
                "是表的内容的，请双击打开、另存为文件再读。",
                f"{where.en} holds embedded files ({len(embedded)}), such as workbooks, which were"
                " not read; open one with a double click and save it as a file to read it.",
            ),
            severity=ProblemSeverity.WARNING,
            span=(),
        )
