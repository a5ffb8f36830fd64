from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import click
import pytest

from jiheng_cli.inputs import find_sources, passed_over

if TYPE_CHECKING:
    from pathlib import Path


def _names(*paths: object) -> list[str]:
    return [source.name for source in find_sources([str(path) for path in paths])]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.md", "sub/.hidden.txt", "note.odp", "~$open.xlsx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    return tmp_path


def test_a_folder_gives_its_documents_and_those_below_in_order(folder: Path) -> None:
    assert _names(folder) == [str(folder / name) for name in ("a.txt", "b.txt", "sub/c.md")]


@pytest.mark.parametrize("name", ["b.xlsm", "b.xltx", "b.xlt", "b.ett", "b.docm"])
def test_a_folder_gives_documents_with_macros_and_those_kept_as_patterns(
    folder: Path, name: str
) -> None:
    (folder / name).write_text("x")
    assert str(folder / name) in _names(folder)


def test_files_keep_the_order_they_are_named_in(folder: Path) -> None:
    assert _names(folder / "b.txt", folder / "a.txt") == [
        str(folder / "b.txt"),
        str(folder / "a.txt"),
    ]


def test_a_file_named_itself_is_taken_whatever_its_suffix(folder: Path) -> None:
    assert _names(folder / "note.odp") == [str(folder / "note.odp")]


def test_a_pattern_gives_what_matches_in_order(folder: Path) -> None:
    assert _names(folder / "**" / "*.md") == [str(folder / "sub/c.md")]
    assert _names(folder / "?.txt") == [str(folder / "a.txt"), str(folder / "b.txt")]


def test_a_file_whose_name_looks_like_a_pattern_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "表[1].txt"
    path.write_text("x")
    assert _names(path) == [str(path)]


def test_a_document_reached_twice_is_taken_once(folder: Path) -> None:
    (folder / "again.txt").symlink_to(folder / "a.txt")
    assert _names(folder / "a.txt", folder / "again.txt", folder / "sub" / ".." / "a.txt") == [
        str(folder / "a.txt")
    ]


def test_a_folder_linked_into_itself_ends(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    assert len(_names(folder)) == 3


def test_the_standard_input_is_taken_once(folder: Path) -> None:
    sources = find_sources(["-", str(folder / "a.txt"), "-"])
    assert [source.path for source in sources] == [None, folder / "a.txt"]


def test_a_missing_file_is_refused_with_those_like_it(folder: Path) -> None:
    (folder / "targets.txt").write_text("x")
    with pytest.raises(click.UsageError, match=r"target\.txt does not exist.*targets\.txt"):
        find_sources([str(folder / "target.txt")])


def test_a_pattern_without_match_is_refused(folder: Path) -> None:
    with pytest.raises(click.UsageError, match="Nothing matches"):
        find_sources([str(folder / "*.html")])


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="No document to read"):
        find_sources([str(tmp_path)])


def test_a_folder_below_that_may_not_be_entered_is_not_passed_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refuse(place: str) -> object:
        if place == str(folder / "sub"):
            raise PermissionError(errno.EACCES, "forbidden", place)
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refuse)
    assert _names(folder) == [str(folder / name) for name in ("a.txt", "b.txt", "sub")]


def test_a_path_nobody_may_look_at_is_left_to_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> os.stat_result:
        raise PermissionError(errno.EACCES, "forbidden", path)

    monkeypatch.setattr(os, "lstat", refuse)
    assert _names(tmp_path / "x.txt") == [str(tmp_path / "x.txt")]


def test_a_name_in_gbk_is_shown_in_chinese_and_still_opened(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("目标表.txt".encode("gbk"))
    path.write_text("x")
    (source,) = find_sources([str(tmp_path)])
    assert (source.name, source.path) == (str(tmp_path / "目标表.txt"), path)


def test_a_missing_name_in_gbk_is_shown_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="目标表"):
        find_sources([str(tmp_path / os.fsdecode("目标表.txt".encode("gbk")))])


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.raises(click.UsageError, match="link to nothing"):
        find_sources([str(tmp_path / "dead.txt")])


def test_what_only_speaks_of_a_folder_is_no_document_of_it_but_is_read_when_named(
    folder: Path,
) -> None:
    for name in ("README.md", "sub/LICENSE.txt"):
        (folder / name).write_text("x")
    assert not any("README" in name or "LICENSE" in name for name in _names(folder))
    assert _names(folder / "README.md") == [str(folder / "README.md")]


def test_files_that_are_no_documents_are_named_on_request(folder: Path) -> None:
    (folder / "README.md").write_text("x")
    found = passed_over([str(folder), str(folder / "a.txt"), str(folder / "su*")])
    others = ("README.md", "note.odp", "sub/.hidden.txt", "~$open.xlsx")
    assert found == [str(folder / name) for name in others]


def test_a_file_without_suffix_is_a_document_by_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "form").write_bytes(b"%PDF-1.7")
    (tmp_path / "notes").write_bytes(b"of a meeting")
    (tmp_path / "closed").symlink_to("gone")
    os.mkfifo(tmp_path / "pipe")
    assert _names(tmp_path) == [str(tmp_path / "form")]


def test_a_document_that_is_a_link_to_nothing_or_to_itself_is_not_passed_over(
    tmp_path: Path,
) -> None:
    (tmp_path / "dead.txt").symlink_to("gone.txt")
    (tmp_path / "dead.odp").symlink_to("gone.odp")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert _names(tmp_path) == [str(tmp_path / name) for name in ("dead.txt", "loop.txt")]
    others = [str(tmp_path / name) for name in ("dead.odp", "pipe.txt")]
    assert passed_over([str(tmp_path)]) == others


def test_of_several_paths_one_that_names_nothing_keeps_no_other_from_being_read(
    folder: Path,
) -> None:
    (folder / "empty").mkdir()
    (folder / "dead.txt").symlink_to("nothing")
    absent = [folder / "gone.txt", folder / "*.html", folder / "empty", folder / "dead.txt"]
    found = find_sources([*map(str, absent), "", str(folder / "a.txt")])
    assert (found[-2].name, str(found[-2].absent)[:15]) == ("“”", "A path is empty")
    assert [source.path for source in found if not source.absent] == [folder / "a.txt"]
    assert len(found) == len(absent) + 2


def test_an_empty_path_is_refused() -> None:
    with pytest.raises(click.UsageError, match="A path is empty"):
        find_sources([""])
