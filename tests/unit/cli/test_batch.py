from __future__ import annotations

import signal

import pytest

from jiheng.bilingual import Bilingual
from jiheng.model import Place, Problem, ProblemSeverity
from jiheng_cli.batch import problem_line, stoppable


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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_being_told_to_end_is_an_interrupt(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), stoppable():
        signal.raise_signal(number)
    assert signal.getsignal(number) == before
