from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from jiheng_cli.source import RealPaths, Source, real_paths

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "named", ["a.txt", "link.txt", "linked/a.txt", "dead.txt", "sub/..", "sub/../a.txt", "none.txt"]
)
def test_a_path_leads_where_the_system_says(tmp_path: Path, named: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").touch()
    (tmp_path / "link.txt").symlink_to("a.txt")
    (tmp_path / "linked").symlink_to(tmp_path)
    (tmp_path / "dead.txt").symlink_to("nowhere")
    real = RealPaths()
    for _twice in range(2):
        assert real.of(tmp_path / named) == os.path.realpath(tmp_path / named)


def test_a_name_that_no_file_can_have_leads_where_it_says(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 300 + ".pdf")
    assert RealPaths().of(path) == os.path.realpath(path)


def test_the_standard_input_leads_nowhere(tmp_path: Path) -> None:
    given = [Source("-", None), Source("a", tmp_path / "a")]
    assert real_paths(given) == {os.path.realpath(tmp_path / "a")}
