from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from jiheng_cli.hand_edited import refuse_existing

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_is_there_is_refused_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"edited")
    refuse_existing(str(path), force=True)
    with pytest.raises(click.UsageError, match="--force"):
        refuse_existing(str(path), force=False)


@pytest.mark.parametrize("output", [None, "-", "not-there", "/dev/null"])
def test_what_no_hand_has_edited_is_written(output: str | None) -> None:
    refuse_existing(output, force=False)
