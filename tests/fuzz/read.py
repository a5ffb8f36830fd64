"""Coverage-guided fuzzing of reading, checking and writing: `make fuzz SECONDS=600`."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))
with atheris.instrument_imports(include=["jiheng"]):
    from tests.fuzz.documents import excerpts, written

    from jiheng.errors import JihengError
    from jiheng.pipeline import check, read
    from jiheng.writing import write_tables

DOCUMENTS = [*excerpts(), *written()]
MAX_CHANGES = 60
# The first bytes of an input choose; long inputs from the start, since a short one changes little.
OPTIONS = ["-timeout=20", "-rss_limit_mb=4096", "-max_len=200", "-len_control=0"]


def one(data: bytes) -> None:
    """Damage a document as the bytes say, or take them as they are; read, check and write it."""
    numbers = [number for (number,) in struct.iter_unpack("<H", data[: len(data) // 2 * 2])]
    name = "fuzz"
    if len(numbers) > 1 and numbers[0] % 8:
        document = DOCUMENTS[numbers[0] % len(DOCUMENTS)]
        name, data = document.name, document.damaged(numbers[1], numbers[2:MAX_CHANGES])
    else:
        data = data[2:]
    try:
        tables = read(data, name=name).tables
        for table in tables:
            check(table)
        write_tables(tables, "json")
    except JihengError:
        return


if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *OPTIONS, *sys.argv[1:]], one)
    atheris.Fuzz()
