"""PDF: cells that are right and time for a page, against seven other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
from tests.printed.score import read_score

from benchmarks.reading.cells import (
    Counts,
    Truth,
    compare,
    joined_lines,
    raw_lines,
    split_rows,
    squeezed,
    truth_of,
)
from benchmarks.reading.documents import Printed, printed, published, real
from benchmarks.reading.measuring import Measured, measure, own_python
from benchmarks.reading.pdf_readers import READERS
from benchmarks.reading.peers import say, versions
from benchmarks.reading.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tests.printed.score import Record, Score

OURS = "jiheng: cells"
RECORDS = "jiheng: records"
CHECKED = "jiheng: records checked"


def section(peers: Mapping[str, Path], *, quick: bool) -> Iterator[str]:
    """Yield the lines of both tables."""
    documents = printed(quick=quick)
    paths = [*(one.path for one in documents), *([] if quick else real())]
    pages = {path: _page_count(path) for path in paths}
    results = {}
    for program in READERS:
        python = own_python() if program.startswith("jiheng") else peers.get(program)
        found = python and measure("pdf", program, python, paths, quick=quick)
        if found:
            results[program] = found
            failed = f", failed on {len(found.errors)} files" if found.errors else ""
            say(f"{program}: {found.runs} runs, {sum(found.cpu.values()):.1f} s{failed}")
    yield from _correctness(documents, results, pages)
    yield from _speed(paths[len(documents) :], results, pages)
    if not quick:
        yield from _together(published())


def _correctness(
    documents: Sequence[Printed], results: Mapping[str, Measured], pages: Mapping[Path, int]
) -> Iterator[str]:
    paths = [one.path for one in documents]
    total = sum(pages[path] for path in paths)
    base = _milliseconds(results[OURS], paths, total)
    records = [
        read_score(one.printout.truth, one.path.read_bytes(), one.path.name) for one in documents
    ]
    rows = []
    for program, found in results.items():
        spent = _milliseconds(found, paths, total)
        scores = _scores(documents, found) if any(found.found.values()) else [""] * 4
        if program == RECORDS:
            scores[-1] = _whole_in_records(documents, records)
        version = versions().get(program, "")
        wall = sum(found.wall[str(path)] for path in paths) / total * 1000
        rows.append(
            [
                f"{program} {version}".strip(),
                *scores,
                f"{spent:.1f}",
                f"{wall:.1f}",
                f"{spent / base:.2f}×",
                str(found.peak),
                str(len(found.errors) or ""),
            ]
        )
    yield f"\n### PDF with known content: {len(documents)} files, {total} pages\n"
    yield from table(
        [
            "program",
            "F1 as read",
            "F1 joined",
            "F1 merged",
            "split rows right",
            "CPU ms/page",
            "wall ms/page",
            "CPU against ours",
            "peak MB",
            "failed files",
        ],
        rows,
    )
    right = sum(one.right for one in records)
    everything = sum(2 * one.right + len(one.missed) + len(one.invented) for one in records)
    yield f"\nRecords (only ours gives them): F1 {2 * right / max(everything, 1):.4f}."


def _scores(documents: Sequence[Printed], found: Measured) -> list[str]:
    raw = joined = merged = Counts()
    split = whole = 0
    for one in documents:
        truth: Truth = truth_of(one.printout)
        read = found.found[str(one.path)] or []
        if truth.merged:
            merged += compare(raw_lines(read, truth), truth)
            continue
        raw += compare(raw_lines(read, truth), truth)
        lines = joined_lines(read, truth)
        joined += compare(lines, truth)
        parted = split_rows(truth, one.pages)
        split += len(parted)
        whole += sum(row in lines for row in parted)
    return [f"{raw.f1:.4f}", f"{joined.f1:.4f}", f"{merged.f1:.4f}", f"{whole} of {split}"]


def _whole_in_records(documents: Sequence[Printed], records: Sequence[Score]) -> str:
    """Return of how many split rows every record was read as it was printed."""
    split = whole = 0
    for one, score in zip(documents, records, strict=True):
        truth = truth_of(one.printout)
        if truth.merged:
            continue
        lost = [_texts(record) for record in score.missed]
        for row in split_rows(truth, one.pages):
            said = squeezed("".join(row))
            split += 1
            whole += not any(all(text in said for text in texts) for texts in lost)
    return f"{whole} of {split}"


def _texts(record: Record) -> list[str]:
    """Return what stands in the row of a record: of an amount the name of its project only."""
    places = {"indicator": (4, 6), "period": (2, 3), "goal": (2,), "name": (2,)}
    return [squeezed(str(record[place])) for place in places.get(str(record[0]), (1,))]


def _speed(
    paths: Sequence[Path], results: Mapping[str, Measured], pages: Mapping[Path, int]
) -> Iterator[str]:
    if not paths:
        return
    yield "\n### Published PDFs: CPU milliseconds a page, and against ours\n"
    rows = []
    for program, found in results.items():
        cells = []
        for path in paths:
            spent = _milliseconds(found, [path], pages[path])
            ours = _milliseconds(results[OURS], [path], pages[path])
            cells.append(
                "failed" if str(path) in found.errors else f"{spent:.1f} ({spent / ours:.2f}×)"
            )
        rows.append([program, *cells])
    yield from table(["program", *(f"{path.stem}, {pages[path]} pages" for path in paths)], rows)


def _together(paths: Sequence[Path]) -> Iterator[str]:
    """Yield what a page of all published documents takes ours."""
    if not paths:
        return
    pages = sum(map(_page_count, paths))
    spent = []
    for program in (RECORDS, CHECKED):
        found = measure("pdf", program, own_python(), paths)
        if found:
            spent.append(f"{program} {_milliseconds(found, paths, pages):.1f} ms a page")
    yield f"\nAll {len(paths)} published PDFs together, {pages} pages: {', '.join(spent)}."


def _milliseconds(found: Measured, paths: Sequence[Path], pages: int) -> float:
    return sum(found.cpu[str(path)] for path in paths) / pages * 1000


def _page_count(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)
