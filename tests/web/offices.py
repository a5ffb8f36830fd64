"""Offices in processes of their own, for tests that need a real server or real runners."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Office:
    """An office that is served.

    Attributes:
        address: Such as `http://127.0.0.1:40123`.
        keys: What was made in it: kind → keys.
        sessions: User name → the cookie with which this person is logged in.
        process: The server.
    """

    address: str
    keys: dict[str, list[object]]
    sessions: dict[str, str]
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        """The port of its address."""
        return int(self.address.rpartition(":")[2])


@contextmanager
def served(home: Path, filling: str = "", *, whole: bool = False) -> Iterator[Office]:
    """Serve an office with the people of the city in it; end it afterwards.

    Args:
        home: A folder for its workspace.
        filling: What is in it besides, as `module:function`: is handed the `City`, returns what
            it made as kind → keys, which `Office.keys` says then.
        whole: With the server and the reader of documents that `jiheng serve` starts; without,
            Django's own server answers and nobody reads documents, which starts sooner.
    """
    command = [sys.executable, "-m", "tests.web.office_process", str(home), filling]
    with subprocess.Popen(
        [*command, "whole"] if whole else command,
        cwd=ROOT,
        env=surroundings(),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        told = json.loads(process.stdout.readline())
        try:
            address = f"http://127.0.0.1:{told['port']}"
            yield Office(address, told["keys"], told["sessions"], process)
        finally:
            process.terminate()


def surroundings(**more: str) -> dict[str, str]:
    """Return the environment of a process that is no part of the test's own office."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JIHENG", "DJANGO"))}
    return kept | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))} | more
