from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from jiheng.bilingual import Bilingual
from jiheng.model import Place, Problem, ProblemSeverity
from jiheng.reading.documents import ReadResult
from jiheng_cli.batch import Batch, problem_line, stoppable
from jiheng_cli.cache import Cache
from jiheng_cli.exit_codes import Terminated
from jiheng_cli.source import Source


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (Place(line=3, start=4, end=9), "x:3:5"),
        (Place(sheet="表1", cell="B7", start=0, end=1), "x:表1!B7"),
        (Place(cell="B7", start=0, end=1), "x:B7"),
        (Place(page=2, start=0, end=1), "x, page 2"),
        (Place(start=0, end=1), "x"),
    ],
    ids=["line", "sheet", "cell", "page", "unknown"],
)
def test_a_problem_is_told_with_its_place(place: Place, where: str) -> None:
    problem = Problem(
        code="lost",
        message=Bilingual("缺失", "lost"),
        severity=ProblemSeverity.ERROR,
        span=(place,),
    )
    assert problem_line("x", problem, "en") == f"{where}: error: lost [lost]"


def _where_made(_result: ReadResult) -> int:
    return os.getpid()


@pytest.mark.parametrize("reopens", [False, True])
def test_work_that_opens_the_document_again_is_done_where_that_is_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, reopens: bool
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    path = tmp_path / "x.pdf"
    canvas = Canvas(str(path), pageCompression=0)
    canvas.drawString(100, 700, "x" * 40_000)
    canvas.save()
    cache = Cache(tmp_path / "cache")
    cache.keep(path.read_bytes(), "x.pdf", ReadResult(tables=()))
    batch = Batch([Source("x.pdf", path)], "en", 8, 60, cache=cache)
    ((_source, number),) = batch.go(_where_made, reopens=reopens)
    assert (number != os.getpid()) is reopens


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_being_told_to_end_is_an_interrupt(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt) as caught, stoppable():
        signal.raise_signal(number)
    assert isinstance(caught.value, Terminated) is (number == signal.SIGTERM)
    assert signal.getsignal(number) == before
