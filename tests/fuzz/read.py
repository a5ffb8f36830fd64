"""Coverage-guided fuzzing of reading and checking: `make fuzz SECONDS=600`."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["jiheng"]):
    from jiheng.errors import JihengError
    from jiheng.pipeline import check, read
    from jiheng.writing import write_tables

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.fuzz.damage import damaged

SAMPLES = [
    path.read_text("utf-8")
    for path in sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
]
MAX_CHANGES = 60


def one(data: bytes) -> None:
    """Read raw bytes, or a sample damaged as the bytes say, and check and write what is there."""
    if len(data) > 1 and data[0] % 4:
        numbers = [n for (n,) in struct.iter_unpack("<H", data[1 : 1 + len(data[1:]) // 2 * 2])]
        sample = SAMPLES[data[0] % len(SAMPLES)]
        start = numbers[0] % len(sample) if numbers else 0
        text = sample[:200] + sample[start : start + 4000]
        data = damaged(text, numbers[1:MAX_CHANGES]).encode("utf-8", "replace")
    else:
        data = data[1:]
    try:
        tables = read(data, name="fuzz").tables
        for table in tables:
            check(table)
        write_tables(tables, "json")
    except JihengError:
        return


if __name__ == "__main__":
    atheris.Setup([*sys.argv, "-timeout=20", "-rss_limit_mb=4096"], one)
    atheris.Fuzz()
