from __future__ import annotations

import gzip
import io
import tarfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.archives import tar
from jiheng.reading.containers.archives.unpacking import members

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIZE, _MORE = 124, 482


def head(name: str = "a.md", kind: bytes = tarfile.REGTYPE, size: int = 0) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.type, entry.size = kind, size
    return entry.tobuf(tarfile.GNU_FORMAT)


def signed(block: bytes) -> bytes:
    """Let the check sum of a head fit it again."""
    blank = block[:148] + b" " * 8 + block[156:]
    return block[:148] + b"%06o\0 " % sum(blank) + block[156:]


def content(said: bytes) -> bytes:
    return said + b"\0" * (-len(said) % 512)


def extended(said: bytes, kind: bytes = tarfile.XHDTYPE) -> bytes:
    return head("x", kind, len(said)) + content(said)


END = b"\0" * 1024


def unpack(data: bytes) -> dict[str, bytes]:
    return dict(members(data, "x.tar"))


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        unpack(data)
    return caught.value.reason.zh


@settings(max_examples=30)
@given(
    files=st.dictionaries(
        st.text("甲乙ab", min_size=1, max_size=200),
        st.integers(0, 2000).map(b"b".__mul__),
        max_size=4,
    ),
    form=st.sampled_from([tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]),
)
@example(files={"甲" * 60: b"a"}, form=tarfile.GNU_FORMAT)
def test_what_others_write_is_read(files: Mapping[str, bytes], form: int) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=form, pax_headers={"comment": "x"}) as file:
        for name, said in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(said), 0.5
            file.addfile(entry, io.BytesIO(said))
    assert not files or unpack(stream.getvalue()) == files


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(signed(head()[:_SIZE] + b"\xff" * 12 + head()[136:]) + END, id="negative"),
        pytest.param(head(size=2**60) + END, id="exabyte"),
        pytest.param(head(size=3) + b"abc", id="not filled up"),
        pytest.param(extended(b"99 path=a\n") + head() + END, id="record too long"),
        pytest.param(extended(b"path=a\n") + head() + END, id="record without length"),
        pytest.param(extended(b"9 size=x\n") + head() + END, id="size no number"),
        pytest.param(head() + b"a" * 512, id="no head"),
    ],
)
def test_damage_is_told(data: bytes) -> None:
    assert "已损坏" in refusal(data)


@pytest.mark.parametrize(
    "data",
    [
        head("x", tarfile.GNUTYPE_LONGNAME, 8 * 2**30) + END,
        head("x", tarfile.GNUTYPE_LONGLINK, tar.MAX_NAME + 1) + END,
        head("x", tarfile.XHDTYPE, tar.MAX_HEAD + 1) + END,
        head("x", tarfile.XGLTYPE, 2**40) + END,
        extended(b"5010 path=" + b"a" * 4999 + b"\n") + head() + END,
    ],
)
def test_names_and_headers_without_end_are_refused_before_they_are_read(data: bytes) -> None:
    assert "文件名超过" in refusal(data)
    inner = io.BytesIO()
    with tarfile.open(fileobj=inner, mode="w") as file:
        entry = tarfile.TarInfo("in.tar")
        entry.size = len(data)
        file.addfile(entry, io.BytesIO(data))
    assert "文件名超过" in refusal(inner.getvalue())


def test_many_headers_are_refused_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tar, "MAX_HEADS", 2048)
    assert "文件名超过" in refusal(head() * 5 + END)


def test_a_size_no_stream_may_have_is_refused_at_once() -> None:
    assert "解压后分批" in refusal(gzip.compress(head(size=2**60) + END))


def test_an_extended_header_names_and_measures_the_entry_after_it() -> None:
    said = extended(b"13 path=b.md\n10 size=3\n\0")
    assert unpack(said + head() + content(b"abc") + head("c.md") + END) == {
        "b.md": b"abc",
        "c.md": b"",
    }


SPARSE = head("s.md", tarfile.GNUTYPE_SPARSE, 3)


@pytest.mark.parametrize(
    "data",
    [
        head("s.md", tarfile.SYMTYPE),
        head("s.md", tarfile.LNKTYPE),
        head("s.md", tarfile.CHRTYPE),
        head("s.md", tarfile.FIFOTYPE),
        SPARSE + content(b"abc"),
        signed(SPARSE[:_MORE] + b"\1" + SPARSE[_MORE + 1 :]) + b"\0" * 512 + content(b"abc"),
        extended(b"22 GNU.sparse.major=1\n24 GNU.sparse.name=s.md\n") + head("other"),
    ],
)
def test_what_is_no_plain_file_is_told_and_the_others_are_read(data: bytes) -> None:
    faults: list[UnreadableFile] = []
    found = dict(members(data + head("b.md", size=1) + content(b"b") + END, "x.tar", faults.append))
    assert found == {"b.md": b"b"}
    assert [(fault.name, "不是普通文件" in fault.reason.zh) for fault in faults] == [
        ("x.tar/s.md", True)
    ]
