"""Parts that forms of one template share are made once."""

from __future__ import annotations

import io
import zipfile

import pytest

from jiheng.reading.containers.office import parts
from jiheng.reading.containers.office.parts import Parts, TooLarge, Unsound


class Reader:
    """Counts what it is given."""

    def __init__(self) -> None:
        self.given: list[bytes] = []

    def __call__(self, said: bytes) -> int:
        self.given.append(said)
        return len(said)


def packed(said: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        archive.writestr("styles.xml", said)
    return data.getvalue()


def test_a_part_that_two_documents_share_is_read_once() -> None:
    reader = Reader()
    for _ in range(2):
        assert Parts(packed(b"<styles/>")).remembered(reader, "styles.xml") == 9
    assert reader.given == [b"<styles/>"]


def test_parts_that_differ_are_read_each() -> None:
    reader = Reader()
    for said in (b"<styles/>", b"<Styles/>"):
        Parts(packed(said)).remembered(reader, "styles.xml")
    assert reader.given == [b"<styles/>", b"<Styles/>"]


def test_a_part_that_is_not_packed_the_usual_way_is_read() -> None:
    reader = Reader()
    Parts(packed(b"<styles/>", zipfile.ZIP_STORED)).remembered(reader, "styles.xml")
    assert reader.given == [b"<styles/>"]


def test_a_large_part_is_not_kept() -> None:
    reader, data = Reader(), packed(b" " * (parts.USUAL + 1))
    for _ in range(2):
        Parts(data).remembered(reader, "styles.xml")
    assert len(reader.given) == 2


def test_a_part_that_is_missing_is_unsound() -> None:
    with pytest.raises(Unsound):
        Parts(packed(b"<styles/>")).remembered(Reader(), "other.xml")


def test_a_shared_part_counts_against_what_a_document_may_unpack(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parts, "MAX_UNPACKED", 15)
    unpacked = Parts(packed(b"<styles/>"))
    unpacked.remembered(Reader(), "styles.xml")
    with pytest.raises(TooLarge):
        unpacked.remembered(Reader(), "styles.xml")
