"""What `jiheng read --proof` refuses before any work."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from jiheng_cli.proofs import check_proof
from jiheng_cli.source import Source

_SOURCE = Source(name="甲.pdf", path=Path("甲.pdf"))
_STDIN = Source(name="-", path=None)
_ARCHIVE = Source(name="甲.zip", path=Path("甲.zip"))


def test_one_file_can_be_proved(tmp_path: Path) -> None:
    check_proof(str(tmp_path / "proof.html"), None, [_SOURCE])


@pytest.mark.parametrize("sources", [[_STDIN], [], [_SOURCE, _SOURCE], [_ARCHIVE]])
def test_anything_but_one_file_is_refused(sources: list[Source]) -> None:
    with pytest.raises(click.UsageError):
        check_proof("proof.html", None, sources)


@pytest.mark.parametrize(
    "proof", ["-", "proofs/", "甲.pdf", "no/such/folder/proof.html", "proof.json"]
)
def test_a_page_without_a_file_of_its_own_is_refused(proof: str) -> None:
    with pytest.raises(click.UsageError):
        check_proof(proof, None, [_SOURCE])


def test_data_besides_the_page_is_refused() -> None:
    with pytest.raises(click.UsageError):
        check_proof("proof.html", "json", [_SOURCE])
