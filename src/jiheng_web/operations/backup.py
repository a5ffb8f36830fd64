"""One file that holds a workspace: every record, every document, the key; and back again.

Independent of the database: what was backed up from SQLite may be restored to PostgreSQL.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, transaction

from jiheng import __version__
from jiheng.bilingual import Bilingual
from jiheng_web.audit.chain import prove
from jiheng_web.audit.guard import unattended
from jiheng_web.errors import InvalidInput
from jiheng_web.operations.backup_key import FAULTS, KEY, told, unsound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

FORMAT = "jiheng/backup/1"
_MANIFEST = "manifest.json"
_DOCUMENTS = "documents/"
_RECORDS = "records/"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    Attributes:
        counts: Model → number of records.
        digests: Name in the archive → SHA-256.
        chain: Hash at the end of the audit trail.
    """

    format: str
    version: str
    counts: dict[str, int]
    digests: dict[str, str]
    chain: str


def models() -> list[type[Model]]:
    """Return what is backed up, referenced before what refers to it; sessions are left out."""
    ours = (app for app in apps.get_app_configs() if app.name.startswith("jiheng_web."))
    named = [model for app in ours for model in app.get_models()]
    ordered: list[type[Model]] = []
    while named:
        for model in named:
            needed = {f.related_model for f in model._meta.get_fields() if f.many_to_one}
            if not (needed - {model}) & set(named):
                ordered.append(model)
                named.remove(model)
                break
    return ordered


def back_up(path: Path) -> Manifest:
    """Write a backup; the file appears whole or not at all.

    Raises:
        InvalidInput: The audit trail does not hold: a backup would seal the damage.
    """
    proof = prove()
    if proof.why is not None:
        raise InvalidInput({"audit": _broken(proof.broken, proof.why)})
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            manifest = _write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return manifest


def restore(path: Path) -> Manifest:
    """Fill an empty workspace with a backup; all of it or nothing.

    Raises:
        UnreadableFile: It is no backup, or it was altered.
        InvalidInput: The workspace is not empty.
    """
    if any(model.objects.exists() for model in models()):  # type: ignore[attr-defined]
        why = Bilingual("工作区不是空的。", "The workspace is not empty.")
        raise InvalidInput({"home": why})
    try:
        with tarfile.open(path, "r:gz") as archive:
            manifest = _manifest(archive, path)
            _check(archive, manifest, path)
            with unattended(), transaction.atomic():
                _load(archive, manifest)
                proof = prove(manifest.chain)
                if proof.why is not None:
                    raise unsound(path, proof.why)
                _documents(archive)
    except FAULTS as fault:
        raise unsound(path, told(fault, path)) from fault
    return manifest


def _write(stream: io.BufferedWriter) -> Manifest:
    counts: dict[str, int] = {}
    digests: dict[str, str] = {}
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        with transaction.atomic(), tempfile.TemporaryDirectory() as room:
            if connection.vendor == "postgresql" and not connection.savepoint_ids:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            chain = prove().last
            for model in models():
                label = model._meta.label_lower
                part = Path(room) / label
                counts[label] = _dump(model, part)
                _add(archive, f"{_RECORDS}{label}.jsonl", part, digests)
        for kept in sorted(Path(settings.DOCUMENTS).rglob("*")):
            if kept.is_file():
                name = f"{_DOCUMENTS}{kept.relative_to(settings.DOCUMENTS).as_posix()}"
                _add(archive, name, kept, digests)
        _say(archive, KEY, settings.SECRET_KEY.encode(), digests)
        manifest = Manifest(FORMAT, __version__, counts, digests, chain)
        said = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        _say(archive, _MANIFEST, said, {})
    return manifest


def _dump(model: type[Model], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as lines:
        rows = model._default_manager.order_by("pk").iterator(chunk_size=_BATCH)
        for row in rows:
            # Django's own JSON drops microseconds, which the chain and signatures hold.
            (record,) = serializers.serialize("python", [row])
            lines.write(json.dumps(record, ensure_ascii=False, default=str) + "\n")
            count += 1
    return count


def _add(archive: tarfile.TarFile, name: str, path: Path, digests: dict[str, str]) -> None:
    with path.open("rb") as stream:
        digests[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    archive.add(path, name, recursive=False)


def _say(archive: tarfile.TarFile, name: str, data: bytes, digests: dict[str, str]) -> None:
    digests[name] = hashlib.sha256(data).hexdigest()
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), 0o600
    archive.addfile(info, io.BytesIO(data))


def _manifest(archive: tarfile.TarFile, path: Path) -> Manifest:
    said = json.load(_member(archive, _MANIFEST))
    if said.get("format") != FORMAT:
        raise unsound(path, Bilingual("格式不明", "unknown format"))
    return Manifest(**said)


def _member(archive: tarfile.TarFile, name: str) -> io.BufferedReader:
    found = archive.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found  # type: ignore[return-value]


def _check(archive: tarfile.TarFile, manifest: Manifest, path: Path) -> None:
    for name, digest in manifest.digests.items():
        if hashlib.file_digest(_member(archive, name), "sha256").hexdigest() != digest:
            why = Bilingual(f"{name} 与清单不符", f"{name} is not as the manifest says")
            raise unsound(path, why)


def _load(archive: tarfile.TarFile, manifest: Manifest) -> None:
    # A backup of an older version knows fewer kinds of records.
    loaded = [model for model in models() if model._meta.label_lower in manifest.counts]
    for model in loaded:
        name = f"{_RECORDS}{model._meta.label_lower}.jsonl"
        for row in _rows(_member(archive, name)):
            row.save()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), loaded):
            cursor.execute(statement)


def _rows(lines: io.BufferedReader) -> Iterator[serializers.base.DeserializedObject]:
    for line in lines:
        yield from serializers.deserialize("json", f"[{line.decode()}]")


def _documents(archive: tarfile.TarFile) -> None:
    room = Path(settings.DOCUMENTS)
    for member in archive.getmembers():
        if member.isfile() and member.name.startswith(_DOCUMENTS):
            place = (room / member.name.removeprefix(_DOCUMENTS)).resolve()
            if not place.is_relative_to(room.resolve()):
                raise KeyError(member.name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(_member(archive, member.name).read())


def _broken(number: int | None, why: Bilingual) -> Bilingual:
    return Bilingual(
        f"审计日志在第 {number} 条处不连续（{why.zh}），未备份。请先查明原因。",
        f"The audit trail breaks at record {number} ({why.en}); find out the reason first.",
    )
