"""Coverage-guided fuzzing of reading, checking and writing: `make fuzz SECONDS=600`.

The first byte of an input says what the rest is: damage to a document, or a part of a sound one of
some kind. `kind=pdf` before other arguments keeps to that kind.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))
with atheris.instrument_imports(include=["jiheng"]):
    from tests.fuzz.documents import excerpts, published, written
    from tests.fuzz.seeds import seeds

    from jiheng.errors import JihengError
    from jiheng.pipeline import check, read
    from jiheng.reading.containers.archives.unpacking import holds_documents, members
    from jiheng.writing import write_tables

DOCUMENTS = [*excerpts(), *written()]
SEEDS = seeds(read(published()[0].damaged(0, [])[:3000], name="seed.txt").tables)
MAX_CHANGES = 60
# The first bytes of an input choose; long inputs from the start, since a short one changes little.
OPTIONS = ["-timeout=20", "-rss_limit_mb=4096", "-max_len=65536", "-len_control=0"]


def document_of(data: bytes, kind: str = "") -> tuple[str, bytes]:
    """Return the name and the bytes of the document that an input of the fuzzer stands for."""
    chosen = [seed for seed in SEEDS if seed.name.endswith(kind)]
    number = data[0] % (len(chosen) + (not kind))
    if number < len(chosen):
        seed = chosen[number]
        return seed.name, seed.with_part(data[1], data[2:])
    data = data[1:]
    numbers = [number for (number,) in struct.iter_unpack("<H", data[: len(data) // 2 * 2])]
    if len(numbers) > 1 and numbers[0] % 8:
        document = DOCUMENTS[numbers[0] % len(DOCUMENTS)]
        return document.name, document.damaged(numbers[1], numbers[2:MAX_CHANGES])
    return "fuzz", data[2:]


def one(data: bytes, kind: str = "") -> None:
    """Read, check and write the document that an input stands for, or those in an archive."""
    if len(data) < 2:
        return
    name, document = document_of(data, kind)
    try:
        held = members(document, name) if holds_documents(document) else [(name, document)]
        for path, said in held:
            tables = read(said, name=path).tables
            for table in tables:
                check(table)
            write_tables(tables, "json")
    except JihengError:
        return


def plant(corpus: Path, kind: str = "") -> None:
    """Write an input for each part of each sound document, for the fuzzer to start from."""
    chosen = [seed for seed in SEEDS if seed.name.endswith(kind)]
    for number, seed in enumerate(chosen):
        for part, data in enumerate(seed.parts):
            path = corpus / f"{seed.name}-{part}"
            path.write_bytes(bytes((number, part)) + data)


def main(arguments: list[str]) -> None:
    """Fuzz, from the corpus in the first folder that is named."""
    only = "".join(found.removeprefix("kind=") for found in arguments if found.startswith("kind="))
    if not any(seed.name.endswith(only) for seed in SEEDS):
        sys.exit(f"no sound document ends in {only}")
    rest = [found for found in arguments if not found.startswith("kind=")]
    for folder in [Path(found) for found in rest if not found.startswith("-")][:1]:
        if folder.is_dir():
            plant(folder, only)
    atheris.Setup([sys.argv[0], *OPTIONS, *rest], lambda data: one(data, only))
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
