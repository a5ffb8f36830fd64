"""Documents of every kind that is read, held in the parts that damage is done to."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.damage import damaged

from jiheng.pipeline import read
from jiheng.writing import FORMS

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
EXCERPT = 2500  # characters of a sample: enough for three projects, little enough to be quick


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document in its text parts: one for a plain file, one for each member of an archive."""

    name: str
    packed: bool
    parts: tuple[tuple[str, str], ...]

    def damaged(self, part: int, changes: Sequence[int]) -> bytes:
        """Return the document's bytes with one of its parts changed."""
        hit = part % len(self.parts)
        texts = [
            (member, damaged(text, changes) if index == hit else text)
            for index, (member, text) in enumerate(self.parts)
        ]
        if not self.packed:
            return texts[0][1].encode("utf-8", "replace")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for member, text in texts:
                archive.writestr(member, text.encode("utf-8", "replace"))
        return packed.getvalue()


def published() -> list[Document]:
    """Return the five published tables whole."""
    texts = [(path.name, path.read_text("utf-8")) for path in SAMPLES]
    return [Document(name=name, packed=False, parts=(("", text),)) for name, text in texts]


def excerpts() -> list[Document]:
    """Return pieces of the published tables, each with its head."""
    return [
        Document(name=path.name, packed=False, parts=(("", text[:200] + text[at : at + EXCERPT]),))
        for path in SAMPLES
        for text in [path.read_text("utf-8")]
        for at in range(200, len(text), EXCERPT)
    ]


def written() -> list[Document]:
    """Return the beginning of a table in every form that Jiheng writes."""
    text = SAMPLES[0].read_text("utf-8")[:EXCERPT]
    tables = read(text.encode(), name=SAMPLES[0].name).tables
    return [_document(f"table{form.suffixes[0]}", form.write(tables)) for form in FORMS.values()]


def _document(name: str, data: bytes) -> Document:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return Document(name=name, packed=False, parts=(("", data.decode("utf-8-sig")),))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = tuple((item, archive.read(item).decode()) for item in archive.namelist())
    return Document(name=name, packed=True, parts=parts)
