"""Run a command on a PostgreSQL cluster made for it alone: python -m tests.web.postgres -- pytest …

The cluster listens on a socket in its own folder, knows no network, and is gone afterwards.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"
"""Nothing of a test has to survive a loss of power."""


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    named = shutil.which("initdb")
    return Path(named).parent if named else None


@contextmanager
def cluster(settings: str = _FAST) -> Iterator[str]:
    """Start a cluster, give the address of a database in it, and remove all of it.

    Args:
        settings: Given to the server.

    Raises:
        FileNotFoundError: PostgreSQL is not installed.
    """
    folder = programs()
    if folder is None:
        msg = "PostgreSQL is not installed (Debian: apt install postgresql)."
        raise FileNotFoundError(msg)
    with tempfile.TemporaryDirectory(prefix="jiheng-pg-") as made:
        home = Path(made)
        if os.geteuid() == 0:
            shutil.chown(home, "postgres")
        data, log = str(home / "data"), str(home / "log")
        made_for = ("-A", "trust", "-U", "jiheng", "-E", "UTF8", "--lc-messages=C")
        _run(folder / "initdb", "-D", data, "-N", *made_for)
        options = f"{settings} -k {home}"
        _run(folder / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            yield f"postgresql://jiheng@/postgres?host={quote(made, safe='')}"
        finally:
            _run(folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _run(program: Path, *arguments: str) -> None:
    # The server refuses to run as root: there it runs as the user that the package made.
    start = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    command = [*(start if os.geteuid() == 0 else []), str(program), *arguments]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)


def _version(initdb: Path) -> float:
    return float(initdb.parent.parent.name)


def main(arguments: list[str]) -> int:
    """Run a command with JIHENG_DATABASE set, and return how it ended."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if command[:1] == ["pytest"]:
        command = [sys.executable, "-m", *command]
    if programs() is None:
        print("PostgreSQL is not installed: the office was tested on SQLite only.")
        return 0
    # Whoever ends this ends the cluster, too: leaving by an exception stops it on the way.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster() as address:
        surroundings = os.environ | {"JIHENG_DATABASE": address}
        return subprocess.run(command, env=surroundings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
