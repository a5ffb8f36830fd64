"""The other programs, each pinned, in environments under `out` that this project never uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / "out" / "bench"
PINS = ROOT / "requirements" / "peers.txt"
ALONE = ("pdfplumber-rs",)  # installs a package of the same name as pdfplumber


def versions() -> dict[str, str]:
    """Return the pinned version of each program."""
    lines = [line.split("#")[0].strip() for line in PINS.read_text("utf-8").splitlines()]
    return dict(line.split("==") for line in lines if line)


def installed() -> dict[str, Path]:
    """Install what is missing; return the interpreter of each program that is there."""
    found: dict[str, Path] = {}
    pins = versions()
    groups = [[name for name in pins if name not in ALONE], *([name] for name in ALONE)]
    for names in groups:
        python = _environment("peers" if names[0] not in ALONE else names[0])
        if not _install(python, [f"{name}=={pins[name]}" for name in names]):
            there = [name for name in names if _install(python, [f"{name}=={pins[name]}"])]
        else:
            there = names
        found.update(dict.fromkeys(there, python))
    for name in pins.keys() - found.keys():
        say(f"{name} {pins[name]}: does not install here")
    return found


def say(text: str) -> None:
    """Show progress on one line to people, on many in a log."""
    end = "\r" if sys.stderr.isatty() else "\n"
    print(f"{text:<90}", end=end, file=sys.stderr, flush=True)


def _environment(name: str) -> Path:
    python = HOME / name / "bin" / "python"
    if not python.exists():
        say(f"virtual environment in {HOME / name}")
        subprocess.run([sys.executable, "-m", "venv", str(HOME / name)], check=True)
    return python


def _install(python: Path, pins: list[str]) -> bool:
    say(f"installing {' '.join(pins)}")
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *pins]
    return subprocess.run(pip, check=False, capture_output=True).returncode == 0
