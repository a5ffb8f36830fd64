"""Files that are damaged, locked or made to do harm: each is read or refused, and soon."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from tests.unit.reading.containers.pdf.written_pdf import (
    EXTRA,
    FOUR,
    FOUR_TEXTS,
    WrittenPage,
    assembled,
    contents,
    filled,
    form,
    frame,
    line,
    ruled,
    stream,
    texts,
    words,
    written,
)

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.pdf import document
from jiheng.reading.containers.pdf.document import read_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE = f"{ruled()}\n{FOUR}"
SOUND = written(TABLE)
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FORMED = f"/XObject << /X {EXTRA} 0 R >>"


def locked(password: str) -> bytes:
    stored = BytesIO()
    canvas = Canvas(stored, encrypt=StandardEncryption(password, "owner", strength=128))
    canvas.drawString(50, 50, "text")
    canvas.save()
    return stored.getvalue()


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_pdf(data, "表.pdf")
    return caught.value.reason.zh


def test_a_file_with_a_password_is_refused_with_what_to_do() -> None:
    assert "密码" in reason(locked("secret"))


def test_a_file_that_only_forbids_to_print_is_read() -> None:
    assert read_pdf(locked(""), "表.pdf").count == 1


DAMAGED = {
    "a mark and no more": b"%PDF-1.7\n",
    "noise": b"%PDF-1.7\n" + random.Random(0).randbytes(5000),  # noqa: S311 - the same noise each time
    "the first half": SOUND[: len(SOUND) // 2],
    "no end": written(*[TABLE] * 20)[:-3000],
    "no pages": assembled({1: CATALOG, 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
    "no catalog": assembled({1: b"<< >>"}),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_file_that_is_no_sound_pdf_is_refused(data: bytes) -> None:
    assert "不是完好的 PDF" in reason(data)


def test_more_pages_than_any_document_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_PAGES", 2)
    assert "3 页，超过上限 2 页" in reason(written(*[TABLE] * 3))


REPAIRED = {
    "a line of a server before it": b"HTTP/1.1 200 OK\r\n" * 20 + SOUND,
    "a table of objects that names itself": SOUND.replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % SOUND.rindex(b"xref\n0")
    ),
    "a table of objects that is not there": SOUND[: SOUND.rindex(b"startxref")]
    + b"startxref\n0\n%%EOF",
    "a number of pages that is too large": SOUND.replace(b"/Count 1", b"/Count 999999999"),
    "a number of pages below nought": SOUND.replace(b"/Count 1", b"/Count -5"),
    "a page without a size": written(TABLE).replace(b"/MediaBox [0 0 300 200]", b""),
    "a page whose size is no number": written(WrittenPage(TABLE, box="(a) null")),
    "a page of no size": written(WrittenPage(TABLE, box="0 0 0 0")),
    "a page of the largest size": written(WrittenPage(TABLE, box="0 0 14400 14400")),
    "a page larger than any paper": written(WrittenPage(TABLE, box="0 0 1000000000 1000000000")),
    "a page of unheard-of numbers": written(
        WrittenPage(TABLE, box="-1e30 0 1e38 99999999999999999999999999999999")
    ),
    "a form that draws itself": written(
        WrittenPage(f"{TABLE} /X Do", resources=FORMED),
        extra=[form("/X Do", resources=FORMED)],
    ),
    "states within states": written("q " * 200_000 + TABLE),
    "numbers that are none": written(
        f"{TABLE} NaN nan m inf inf l S 1e400 1e400 m -1e400 5 l S "
        "q 1e38 0 0 1e38 1e38 1e38 cm 1e38 1e38 m 1e38 -1e38 l S Q "
        f"q 0 0 0 0 0 0 cm {ruled()} Q"
    ),
}


@pytest.mark.parametrize("data", REPAIRED.values(), ids=REPAIRED)
def test_what_a_viewer_shows_in_spite_of_its_faults_is_read(data: bytes) -> None:
    assert texts(read_pdf(data, "表.pdf").sheet) == FOUR_TEXTS


def test_a_page_smaller_than_its_text_shows_none_of_it() -> None:
    assert not any(
        cell
        for row in read_pdf(written(WrittenPage(TABLE, box="0 0 1 1")), "表.pdf").sheet.rows
        for cell in row
    )


LOOP = {
    1: CATALOG,
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 2 >>",
    3: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 2 >>",
}
DEEP = {
    1: CATALOG,
    **{key: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (key + 1) for key in range(2, 5000)},
    5000: b"<< /Type /Page /MediaBox [0 0 9 9] >>",
}
NO_PAGE = {1: CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: b"(no page)"}


@pytest.mark.parametrize(
    ("objects", "pages"), [(LOOP, 2), (DEEP, 1), (NO_PAGE, 1)], ids=["loop", "deep", "no page"]
)
def test_pages_that_cannot_be_found_are_told(objects: dict[int, bytes], pages: int) -> None:
    found = read_pdf(assembled(objects), "表.pdf")
    assert found.count == pages
    assert [(p.code, p.span[0].page) for p in found.sheet.problems] == [
        ("damaged-page", number) for number in range(1, pages + 1)
    ]


def test_a_damaged_page_does_not_take_the_others_along() -> None:
    data = written(TABLE, "q", TABLE)
    broken = data.replace(b"/Type /Page /Parent", b"/Type /Nope /Parent", 1)
    assert texts(read_pdf(broken, "表.pdf").sheet)[-2:] == FOUR_TEXTS


def test_pages_are_told_as_they_are_done() -> None:
    told: list[tuple[int, int]] = []
    read_pdf(written(TABLE, TABLE), "表.pdf", lambda done, pages: told.append((done, pages)))
    assert told == [(1, 2), (2, 2)]


_CHILD = """
import re, sys
from jiheng.errors import UnreadableFile
from jiheng.reading.containers.pdf.document import read_pdf
try:
    found = read_pdf(sys.stdin.buffer.read(), "表.pdf")
    cells = sum(map(len, found.sheet.rows))
except UnreadableFile:
    cells = -1
with open("/proc/self/status") as status:
    print(cells, int(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1]) // 1024)
"""

SOON = 60
"""Seconds: three times what the slowest may take, on a machine that does much else."""


@dataclass(frozen=True)
class Measured:
    cells: int
    megabytes: int


def measured(data: bytes) -> Measured:
    """Return what reading takes in a process of its own."""
    begun = time.monotonic()
    child = subprocess.run(
        [sys.executable, "-c", _CHILD], input=data, capture_output=True, check=True, timeout=SOON
    )
    cells, megabytes = map(int, child.stdout.split())
    print(f"{time.monotonic() - begun:.1f} s, {megabytes} MB")  # noqa: T201 - a figure to look at
    return Measured(cells, megabytes)


def scattered(draw: Callable[[float, float], str], count: int) -> bytes:
    """Return a page on which many things lie about beside a table."""
    chance = random.Random(0)  # noqa: S311 - the same places each time
    drawn = (draw(chance.random() * 280, chance.random() * 180) for _ in range(count))
    return written(beside(contents(drawn)))


def beside(drawing: str) -> str:
    return f"{TABLE}\n{drawing}"


def bomb(said: bytes) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return assembled({1: CATALOG, 2: pages, 3: page, 4: stream(said)})


HEAVY: dict[str, tuple[Callable[[], bytes], int]] = {
    "2,000 pages": (lambda: written(*[TABLE] * 2000), 600),
    "5,000 pages": (lambda: written(*[TABLE] * 5000), 600),
    "100,000 boxes": (
        lambda: scattered(lambda x, y: frame(x, y, x + 5, y + 5), 100_000),
        600,
    ),
    "100,000 thin boxes": (
        lambda: scattered(lambda x, y: filled(x, y, x + 5, y + 0.3), 100_000),
        600,
    ),
    "100,000 lines": (
        lambda: scattered(lambda x, y: line(x, y, x + 20, y), 100_000),
        600,
    ),
    "a grid of more cells than any form": (
        lambda: written(
            f"{words(25, 55, '绩效指标')} {ruled(range(0, 9000, 6), range(0, 9000, 6))}"
        ),
        600,
    ),
    "a path of 1,000,000 points": (
        lambda: written(
            f"{TABLE} 0 0 m {' '.join(f'{n % 300} {n % 199} l' for n in range(1_000_000))} S"
        ),
        600,
    ),
    "a clip of 1,000,000 points": (
        lambda: written(
            f"{TABLE} 0 0 m {' '.join(f'{n % 300} {n % 199} l' for n in range(1_000_000))} W n "
            + words(25, 85, "数量")
        ),
        600,
    ),
    "300,000 characters": (
        lambda: scattered(lambda x, y: words(x, y, "数" * 30, 1), 10_000),
        600,
    ),
    "300,000 characters of one line": (
        lambda: written(beside(words(0, 150, "数量" * 150_000, 0.001))),
        600,
    ),
    "300,000 characters of one cell": (
        lambda: written(
            beside(contents(words(21, 71 + n * 0.003, "数" * 30, 0.003) for n in range(10_000)))
        ),
        600,
    ),
    "blanks packed a thousand to one": (lambda: bomb(b" " * 100_000_000), 900),
    "paths packed a thousand to one": (lambda: bomb(b"0 0 m 9 9 l S " * 1_000_000), 900),
    "many pages of one packed stream": (
        lambda: written(*[TABLE + " " * 1_000_000] * 200),
        600,
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells the memory that was used")
@pytest.mark.parametrize(("make", "megabytes"), HEAVY.values(), ids=HEAVY)
def test_what_is_made_to_be_heavy_takes_bounded_time_and_memory(
    make: Callable[[], bytes], megabytes: int
) -> None:
    assert measured(make()).megabytes < megabytes
