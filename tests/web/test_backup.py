"""A backup holds everything, and becomes the same workspace again; of a damaged one, nothing."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

from jiheng.errors import UnreadableFile
from jiheng_web.errors import InvalidInput
from jiheng_web.operations.backup import back_up, models, restore
from jiheng_web.operations.backup_key import key_in

if TYPE_CHECKING:
    from tests.web.city import City


def jiheng(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jiheng_cli", *words, "--lang", "en"]
    clean = {"PATH": "/usr/bin:/bin", "PYTHONPATH": "src", "LANG": "C.UTF-8", **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=clean)


def test_a_backup_names_how_many_records_it_holds(city: City, tmp_path: Path) -> None:
    city.approved(city.project())

    manifest = back_up(tmp_path / "b.tar.gz")

    assert manifest.counts["projects.project"] == 1
    assert manifest.counts["audit.record"] == 7


def test_a_backup_holds_every_kind_of_record() -> None:
    ours = {model for model in apps.get_models() if model.__module__.startswith("jiheng_web.")}
    assert set(models()) == ours


def test_a_backup_keeps_the_documents(city: City, tmp_path: Path, documents: Path) -> None:
    city.project()
    documents.mkdir()
    (documents / "ab").write_bytes(b"kept")
    back_up(tmp_path / "b.tar.gz")

    with tarfile.open(tmp_path / "b.tar.gz") as archive:
        assert "documents/ab" in archive.getnames()


def test_nothing_is_restored_over_people_and_projects(city: City, tmp_path: Path) -> None:
    city.project()
    back_up(tmp_path / "b.tar.gz")

    with pytest.raises(InvalidInput):
        restore(tmp_path / "b.tar.gz")


def test_a_file_that_is_no_backup_is_told(tmp_path: Path) -> None:
    (tmp_path / "no.tar.gz").write_bytes(b"no")

    with pytest.raises(UnreadableFile):
        key_in(tmp_path / "no.tar.gz")


@pytest.mark.parametrize(
    ("data", "why"), [(b"no", "不是 gzip 压缩的 tar 文件，或已损坏"), (b"", "文件是空的")]
)
def test_what_is_wrong_with_a_backup_is_told_in_chinese(
    tmp_path: Path, data: bytes, why: str
) -> None:
    (tmp_path / "no.tar.gz").write_bytes(data)

    with pytest.raises(UnreadableFile) as refused:
        key_in(tmp_path / "no.tar.gz")

    assert f"（{why}）" in refused.value.text("zh")


def test_a_part_that_a_backup_lacks_is_named(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz"):
        pass

    with pytest.raises(UnreadableFile) as refused:
        key_in(tmp_path / "b.tar.gz")

    assert "（缺少 secret.key）" in refused.value.text("zh")


def test_an_earlier_backup_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").write_bytes(b"earlier")

    ended = jiheng("backup", str(tmp_path / "b.tar.gz"), "--home", str(tmp_path))

    assert (ended.returncode, "--force" in ended.stderr) == (2, True)


def test_what_cannot_be_a_hash_is_no_anchor(tmp_path: Path) -> None:
    ended = jiheng("audit", "verify", "--anchor", "abc", "--home", str(tmp_path))

    assert (ended.returncode, "--anchor" in ended.stderr) == (2, True)


def test_only_the_owner_reads_the_database(tmp_path: Path) -> None:
    code = "from pathlib import Path; from jiheng_web.operations import setting_up as s;"
    code += f"s.prepare(Path({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "src"})

    assert stat.S_IMODE((tmp_path / "jiheng.sqlite3").stat().st_mode) == 0o600


@pytest.mark.django_db
def test_a_backup_with_one_altered_record_is_refused(tmp_path: Path) -> None:
    workspace = tmp_path / "office"
    assert jiheng("restore", str(_altered(tmp_path)), "--home", str(workspace)).returncode == 3


def test_a_workspace_comes_back_whole_through_the_command_line(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    _start(first, filled=True)
    backups = tmp_path / "1.tar.gz", tmp_path / "2.tar.gz"
    assert jiheng("backup", str(backups[0]), "--home", str(first)).returncode == 0
    assert jiheng("restore", str(backups[0]), "--home", str(second)).returncode == 0

    told = [jiheng("audit", "verify", "--home", str(one)).stdout for one in (first, second)]
    assert jiheng("backup", str(backups[1]), "--home", str(second)).returncode == 0

    assert told[0] == told[1]
    assert "unbroken" in told[0]
    assert _held(backups[0]) == _held(backups[1])
    assert {"results.selfevaluation", "evaluation.expertsheet"} <= _held(backups[1]).keys()


def _held(backup: Path) -> dict[str, bytes]:
    """Return the records of a backup by their kind, where there are any."""
    with tarfile.open(backup) as archive:
        return {
            Path(member.name).stem: found.read()
            for member in archive.getmembers()
            if member.name.startswith("records/") and member.size
            for found in [archive.extractfile(member)]
            if found is not None
        }


def _start(home: Path, *, filled: bool = False) -> None:
    code = (
        "from pathlib import Path; from jiheng_web.operations import setting_up as s;"
        f"s.prepare(Path({str(home)!r})); s.migrate();"
    )
    code += _FILL if filled else "s.first_administrators()"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "src"})


_FILL = (
    "from jiheng_web.operations.examples import fill;"
    "fill((p.name, p.read_bytes()) for p in sorted(Path('samples').glob('*.txt'))[:2])"
)


def _altered(folder: Path) -> Path:
    home = folder / "home"
    _start(home)
    sound = folder / "sound.tar.gz"
    assert jiheng("backup", str(sound), "--home", str(home)).returncode == 0
    room = folder / "room"
    with tarfile.open(sound) as archive:
        archive.extractall(room, filter="data")
    records = room / "records" / "audit.record.jsonl"
    line = json.loads(records.read_text("utf-8"))
    line["fields"]["actor_name"] = "somebody"
    records.write_text(json.dumps(line) + "\n", "utf-8")
    altered = folder / "altered.tar.gz"
    with tarfile.open(altered, "w:gz") as archive:
        for path in sorted(room.rglob("*")):
            archive.add(path, path.relative_to(room).as_posix(), recursive=False)
    return altered
