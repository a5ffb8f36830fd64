"""Old Office files, made by hand: what tests of their readers start from."""

from __future__ import annotations

import struct

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def ole(**streams: bytes) -> bytes:
    """Return a compound file with the streams given, each long enough for whole sectors."""
    sectors: list[bytes] = []
    table: list[int] = []
    entries = []

    def store(said: bytes) -> int:
        first, count = len(sectors), max(-(-len(said) // SECTOR), 1)
        for index in range(count):
            sectors.append(said[index * SECTOR : (index + 1) * SECTOR].ljust(SECTOR, b"\0"))
            table.append(first + index + 1 if index + 1 < count else END)
        return first

    for number, (name, said) in enumerate(streams.items(), 1):
        after = number + 1 if number < len(streams) else FREE
        padded = said.ljust(4096, b"\0")
        entries.append(entry(name, 2, store(padded), len(padded), right=after))
    root = entry("Root Entry", 5, END, 0, child=1 if streams else FREE)
    directory = store(root + b"".join(entries))
    first = len(sectors)
    count = -(-(first + 1) // 127)
    table += [FAT] * count
    table += [FREE] * (count * 128 - len(table))
    said = struct.pack(f"<{len(table)}I", *table)
    fat = [first + index for index in range(count)]
    header = struct.pack(
        "<8s16xHHHHH10xII4xIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6, count, directory, 4096, END, 0, END, 0,
    )  # fmt: skip
    listed = struct.pack("<109I", *(fat + [FREE] * (109 - len(fat))))
    return header + listed + b"".join(sectors) + said


def entry(
    name: str, kind: int, start: int, size: int, *, right: int = FREE, child: int = FREE
) -> bytes:
    """Return an entry of the directory of a compound file."""
    coded = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ", coded, len(coded) + 2, kind, 1, FREE, right, child, start, size
    )


def record(kind: int, said: bytes = b"") -> bytes:
    """Return a record of an old workbook."""
    return struct.pack("<HH", kind, len(said)) + said


def biff(
    *cells: bytes,
    formats: tuple[str, ...] = (),
    extra: bytes = b"",
    state: int = 0,
    version: int = 0x600,
) -> bytes:
    """Return the stream of a workbook of one sheet; style n has the n-th format, from 1."""
    beginning = record(0x809, struct.pack("<HHHHII", version, 5, 0, 0, 0, 0)) + extra
    for number, code in enumerate(formats, 200):
        coded = code.encode("utf-16-le")
        beginning += record(0x41E, struct.pack("<HHB", number, len(code), 1) + coded)
    for number in (0, *range(200, 200 + len(formats))):
        beginning += record(0xE0, struct.pack("<HH16x", 0, number))
    name = "表".encode("utf-16-le")
    start = len(beginning) + 4 + 8 + len(name) + 4
    listed = record(0x85, struct.pack("<IBBBB", start, state, 0, 1, 1) + name)
    sheet = record(0x809, struct.pack("<HHHHII", version, 0x10, 0, 0, 0, 0))
    return beginning + listed + record(0x0A) + sheet + b"".join(cells) + record(0x0A)


def sprm(kind: int, operand: bytes) -> bytes:
    """Return one property of a paragraph of an old Word document."""
    return struct.pack("<H", kind) + operand


def row_end(*edges: int, flags: tuple[int, ...] = (), more: bytes = b"") -> bytes:
    """Return the properties at the end of a row of a table with cells between these edges."""
    count = len(edges) - 1
    cells = b"".join(struct.pack("<H18x", flag) for flag in (flags or (0,) * count))
    said = struct.pack(f"<B{count + 1}h", count, *edges) + cells
    table = sprm(0xD608, struct.pack("<H", len(said) + 1) + said)
    return sprm(0x2416, b"\1") + sprm(0x2417, b"\1") + table + more


IN_TABLE = sprm(0x2416, b"\1")


def word(
    *paragraphs: tuple[str, bytes], flags: int = 0x200, version: int = 0xC1, boxes: int = 0
) -> dict[str, bytes]:
    """Return the streams of a document; each paragraph carries its mark and its properties.

    Args:
        paragraphs: In the order of reading.
        flags: Those of the file's head.
        version: Of the format.
        boxes: How many of the paragraphs, from the end, stand in text boxes.
    """
    text = "".join(said for said, _ in paragraphs)
    size = len(text.encode("utf-16-le")) // 2
    boxed = sum(len(said) for said, _ in paragraphs[len(paragraphs) - boxes :]) if boxes else 0
    begin = 1024
    pages, starts = b"", []
    position = begin
    for said, properties in paragraphs:
        width = len(said.encode("utf-16-le"))
        stored = b"\0\0" + properties
        stored += b"\0" * (len(stored) % 2)
        page = struct.pack("<II", position, position + width) + struct.pack("<B12x", 128)
        page = page.ljust(256, b"\0") + struct.pack("<BB", 0, len(stored) // 2) + stored
        pages += page.ljust(511, b"\0") + b"\1"
        starts.append(position)
        position += width
    first = -(-position // 512)
    main = bytearray(begin)
    struct.pack_into("<HH6xH", main, 0, 0xA5EC, version, flags)
    struct.pack_into("<I", main, 0x4C, size - boxed)
    struct.pack_into("<I", main, 0x64, boxed)
    clx = b"\1" + struct.pack("<H", 2) + b"\0\0"
    clx += b"\2" + struct.pack("<III", 16, 0, size) + struct.pack("<HIH", 0, begin, 0)
    listed = struct.pack(f"<{len(starts) + 1}I", *starts, position)
    listed += struct.pack(f"<{len(starts)}I", *(first + at for at in range(len(starts))))
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    struct.pack_into("<II", main, 0x102, len(clx), len(listed))
    body = bytes(main) + text.encode("utf-16-le")
    name = "1Table" if flags & 0x200 else "0Table"
    return {"WordDocument": body.ljust(first * 512, b"\0") + pages, name: clx + listed}
