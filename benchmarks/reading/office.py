"""Office files: time for a form against other readers, and forms a second on two processors."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.printed.truth import random_table

from benchmarks.reading.measuring import measure, own_python
from benchmarks.reading.office_readers import READERS, SUFFIXES
from benchmarks.reading.peers import HOME, say, versions
from benchmarks.reading.tables import table
from jiheng.pipeline import read
from jiheng.writing import write_official

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FORM = "declaration"
FORMS = 3_000
OLD = {".xls": ".xlsx", ".doc": ".docx"}


def section(peers: Mapping[str, Path], *, quick: bool) -> Iterator[str]:
    """Yield the lines of both tables."""
    files = _files(2 if quick else 10)
    rows = []
    for suffix, paths in files.items():
        ours = 0.0
        for program in READERS:
            own = program.startswith("jiheng")
            python = own_python() if own else peers.get(program)
            if python is None or (not own and suffix not in SUFFIXES[program]):
                continue
            found = measure("office", program, python, paths, quick=quick)
            if found is None:
                continue
            spent = sum(found.cpu.values()) / len(paths) * 1000
            ours = ours or spent
            seen = sum(count or 0 for count in found.found.values())
            rows.append(
                [
                    suffix,
                    f"{program} {versions().get(program, '')}".strip(),
                    f"{spent:.1f}",
                    f"{spent / ours:.2f}×",
                    str(seen),
                    str(found.peak),
                ]
            )
            say(f"{suffix} {program}: {spent:.1f} ms a file")
    yield "\n### Declaration forms in office files\n"
    yield "A file holds six forms. Found are cells that say something, for records indicators.\n"
    head = ["file", "program", "CPU ms/file", "CPU against ours", "found", "peak MB"]
    yield from table(head, rows)
    yield from _both_processors(FORMS // 10 if quick else FORMS)


def _files(count: int) -> dict[str, list[Path]]:
    """Write forms; the old formats are made from the new ones where LibreOffice is there."""
    folder = HOME / "office"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found: dict[str, list[Path]] = {}
    for file in ("xlsx", "docx"):
        for seed in range(count):
            path = folder / f"{seed}.{file}"
            path.write_bytes(write_official([random_table(seed)], FORM, file))
            found.setdefault(f".{file}", []).append(path)
    for old, new in OLD.items():
        converted = _converted(found[new], old)
        if converted:
            found[old] = converted
    return found


def _converted(paths: Sequence[Path], suffix: str) -> list[Path]:
    soffice = shutil.which("soffice")
    if soffice is None:
        say(f"{suffix}: LibreOffice is not installed")
        return []
    with TemporaryDirectory() as profile:
        command = [soffice, "--headless", f"-env:UserInstallation={Path(profile).as_uri()}"]
        command += ["--convert-to", suffix[1:], "--outdir", str(paths[0].parent), *map(str, paths)]
        subprocess.run(command, check=False, capture_output=True, timeout=300)
    return [path for path in (one.with_suffix(suffix) for one in paths) if path.exists()]


def _both_processors(count: int) -> Iterator[str]:
    """Yield how many forms a second the command and a bare pool of processes read."""
    rows = []
    with TemporaryDirectory() as folder:
        for file in ("xlsx", "docx"):
            room = Path(folder) / file
            room.mkdir()
            for seed in range(count):
                form = write_official([random_table(seed, 1)], FORM, file)
                (room / f"{seed}.{file}").write_bytes(form)
            for jobs in (1, 2):
                say(f"jiheng read -j {jobs}: {count} forms, .{file}")
                rows.append([f".{file}", f"jiheng read -j {jobs}", *_commanded(room, jobs, count)])
            say(f"pool of two: {count} forms, .{file}")
            rows.append([f".{file}", "bare pool of two processes", *_pooled(room, count)])
    yield f"\n### {count} forms, a file each: wall time with start-up\n"
    yield from table(["file", "how", "tables read", "seconds", "forms/s"], rows)


def _commanded(room: Path, jobs: int, count: int) -> tuple[str, str, str]:
    """Return how many tables the command wrote, in which time, and forms a second."""
    program = str(Path(sys.executable).with_name("jiheng"))
    out = room.with_suffix(".jsonl")
    began = time.perf_counter()
    command = [program, "read", str(room), "-q", "--no-cache", "-j", str(jobs), "-o", str(out)]
    subprocess.run(command, check=False, capture_output=True)
    spent = time.perf_counter() - began
    return _told(len(out.read_text("utf-8").splitlines()), spent, count)


def _pooled(room: Path, count: int) -> tuple[str, str, str]:
    paths = sorted(map(str, room.iterdir()))
    began = time.perf_counter()
    with get_context("spawn").Pool(2) as pool:
        found = sum(pool.map(_tables, paths, chunksize=10))
    return _told(found, time.perf_counter() - began, count)


def _told(found: int, seconds: float, count: int) -> tuple[str, str, str]:
    return str(found), f"{seconds:.1f}", f"{count / seconds:.0f}"


def _tables(path: str) -> int:
    return len(read(Path(path).read_bytes(), name=path).tables)
