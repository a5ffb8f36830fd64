"""The published tables that come with the program."""

from __future__ import annotations

from pathlib import Path

from jiheng_cli.source import Source

_INSTALLED = Path(__file__).parent / "samples"
_CHECKED_OUT = Path(__file__).parents[2] / "samples"


def sample_folder() -> Path:
    """Return where the samples are: within the package, or beside the sources it runs from."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKED_OUT


def sample_files() -> tuple[Path, ...]:
    """Return their files in the order of their names."""
    return tuple(sorted(sample_folder().glob("*.txt")))


def samples() -> tuple[Source, ...]:
    """Return the samples in the order of their names."""
    return tuple(Source(path.name, path) for path in sample_files())
