from __future__ import annotations

import hashlib
import tomllib

from jiheng_cli.sample_tables import sample_folder, samples


def test_the_manifest_describes_every_sample_by_its_digest() -> None:
    manifest = tomllib.loads((sample_folder() / "manifest.toml").read_text(encoding="utf-8"))
    described = {entry["file"]: entry["sha256"] for entry in manifest["documents"]}
    found = {
        source.name: hashlib.sha256(source.path.read_bytes()).hexdigest()
        for source in samples()
        if source.path
    }
    assert described == found


def test_there_are_five_samples() -> None:
    assert len(samples()) == 5
