"""`python -m benchmarks.office`: many people at once, on either database, beside a bare view.

Client, server and database share the processors of this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import secrets
import subprocess
import sys
import time
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypedDict

from tests.web.postgres import cluster

from benchmarks.office.client import Outcome, load
from benchmarks.office.saving import save_request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCUMENTS = 50
"""Handed in at once."""

_CSRF = "a" * 32
_ROOT = Path(__file__).parents[2]


class Filled(TypedDict):
    """Session keys of people, and keys of projects."""

    sessions: list[str]
    projects: list[int]


def main() -> None:
    """Print a table for each database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small, to see that it works")
    parser.add_argument("--projects", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=15.0)
    given = parser.parse_args()
    seconds, projects = (2.0, 300) if given.quick else (given.seconds, given.projects)
    for kind, users in (("PostgreSQL", 100), ("SQLite", 20)):
        opened = cluster("-c listen_addresses=''") if kind == "PostgreSQL" else nullcontext("")
        with opened as address, TemporaryDirectory() as home:
            print(f"\n### {kind}, {projects} projects, {users} people at once, {_machine()}\n")
            print(
                "| what | answers/s | p50 ms | p95 ms | server ms each | statuses | against bare |"
            )
            print("| --- | --- | --- | --- | --- | --- | --- |")
            _measure(address, Path(home), users, projects, seconds)


def _measure(address: str, home: Path, users: int, projects: int, seconds: float) -> None:
    surroundings = {
        **os.environ,
        "JIHENG_HOME": str(home),
        "JIHENG_SECRET_KEY": secrets.token_urlsafe(50),
        "JIHENG_DATABASE": address,
        "PYTHONPATH": f"{_ROOT / 'src'}:{_ROOT}",
        "DJANGO_SETTINGS_MODULE": "jiheng_web.settings",
    }
    filled = _filled(surroundings, projects, users)
    sessions, keys = filled["sessions"], filled["projects"]
    bare = 0.0
    with _server(surroundings, "benchmarks.office.bare_server:application") as server:
        port = server.port
        ask = _getter(port, sessions, lambda user, turn: f"/projects/{_own(keys, user, turn)}")
        asyncio.run(load(port, 4, 2.0, ask))
        bare = _line("bare view, the same queries", server, users, seconds, ask)
    with _server(surroundings, "jiheng_web.wsgi:application") as server:
        port = server.port
        ask = _getter(port, sessions, lambda user, turn: f"/projects/{_own(keys, user, turn % 2)}")
        asyncio.run(load(port, users, 4.0, ask))  # templates are compiled once
        _line("open a form of 30 rows again, 2 a person", server, users, seconds, ask, bare)
        ask = _getter(port, sessions, lambda user, turn: f"/projects/{_any(keys, user, turn)}")
        _line("open a form never opened before", server, users, seconds, ask, bare)
        save = save_request(port, sessions, keys, _CSRF)
        _line("save a form of 30 rows", server, users, seconds, save, bare)
        _paced(server, sessions, keys, users, seconds)
        ask = _getter(port, sessions, lambda _user, turn: f"/projects?page={turn % 50 + 1}")
        _line("list of projects", server, users, seconds, ask, bare)
        ask = _getter(port, sessions, lambda _user, turn: f"/projects?page={turn % 50 + 1}")
        _line("list of projects, one person", server, 1, seconds / 3, ask, bare)
        ask = _getter(port, sessions, lambda user, turn: f"/projects/{_own(keys, user, turn)}")
        few = max(2, users // 10)
        _line(f"open a form, {few} people", server, few, seconds / 2, ask, bare)
        with _reading(surroundings):
            _line(
                f"the same while {DOCUMENTS} documents are read",
                server,
                few,
                seconds / 2,
                ask,
                bare,
            )
    print(f"\nAudit trail after it: {_proof(surroundings)}", flush=True)


def _paced(
    server: Server, sessions: list[str], keys: list[int], users: int, seconds: float
) -> None:
    """Let people work at a pace of people: what they wait for then, not what the machine bears."""
    port = server.port
    again = _getter(port, sessions, lambda user, turn: f"/projects/{_own(keys, user, turn % 2)}")
    new = _getter(port, sessions, lambda user, turn: f"/projects/{_any(keys, user, turn + 3000)}")
    save = save_request(port, sessions, keys[::-1], _CSRF)
    for what, ask, pace in (
        ("opens a form again four times a second", again, 0.25),
        ("opens a form never opened before every second", new, 1.0),
        ("saves a form every 1.6 seconds", save, 1.6),
    ):
        _line(f"{users} people, each {what}", server, users, seconds, ask, pace=pace)


def _own(keys: list[int], user: int, turn: int) -> int:
    """Return one of twenty projects a person works on."""
    return keys[(user * 20 + turn % 20) % len(keys)]


def _any(keys: list[int], user: int, turn: int) -> int:
    return keys[(2000 + user * 97 + turn * 7919) % len(keys)]


def _line(
    what: str,
    server: Server,
    users: int,
    seconds: float,
    ask: Callable[[int, int], bytes],
    bare: float = 0.0,
    *,
    pace: float = 0.0,
) -> float:
    before = server.spent()
    outcome: Outcome = asyncio.run(load(server.port, users, seconds, ask, pace))
    spent = (server.spent() - before) * 1000 / max(1, len(outcome.took))
    rate = outcome.rate()
    said = ", ".join(f"{status} × {count}" for status, count in sorted(outcome.statuses.items()))
    ratio = f"{rate / bare:.2f}×" if bare else ""
    quantiles = f"{outcome.quantile(0.5):.0f} | {outcome.quantile(0.95):.0f}"
    print(f"| {what} | {rate:.0f} | {quantiles} | {spent:.1f} | {said} | {ratio} |", flush=True)
    return rate


def _getter(
    port: int, sessions: list[str], path: Callable[[int, int], str]
) -> Callable[[int, int], bytes]:
    def ask(user: int, turn: int) -> bytes:
        return (
            f"GET {path(user, turn)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Cookie: sessionid={sessions[user % len(sessions)]}; csrftoken={_CSRF}\r\n\r\n"
        ).encode()

    return ask


def _filled(surroundings: dict[str, str], projects: int, people: int) -> Filled:
    code = (
        "import django, json; django.setup()\n"
        "from jiheng_web.operations.setting_up import migrate\n"
        "from benchmarks.office.filling import fill\n"
        f"migrate(); sessions, projects, _ = fill({projects}, {people})\n"
        "print(json.dumps({'sessions': sessions, 'projects': projects}))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True)
    found: Filled = json.loads(done.stdout)
    return found


@dataclass(frozen=True)
class Server:
    """A server that is running."""

    port: int
    pid: int

    def spent(self) -> float:
        """Return the seconds of processor time its processes took so far, database not counted.

        Other work on the machine makes answers slow; this it leaves as it is.
        """
        total = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
                if self.pid in (int(stat.parent.name), int(fields[1])):
                    total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")


@contextmanager
def _server(surroundings: dict[str, str], application: str) -> Iterator[Server]:
    """Serve an application as `jiheng serve` does: two processes, four threads each."""
    port = 8900 + secrets.randbelow(90)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2"]
    command += ["--blocking-threads", "4", "--port", str(port), "--no-ws", "--no-log", application]
    server = subprocess.Popen(command, env=surroundings, cwd=_ROOT)
    try:
        _wait(port)
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            asyncio.run(load(port, 1, 0.01, _getter(port, ["none"], lambda _u, _t: "/login")))
        except OSError:
            time.sleep(0.1)
        else:
            return
    msg = "the server does not answer"
    raise RuntimeError(msg)


@contextmanager
def _reading(surroundings: dict[str, str]) -> Iterator[None]:
    """Hand many documents in at once, and keep the process that reads them."""
    code = (
        "import django; django.setup()\n"
        "from benchmarks.office.filling import hand_in_many\n"
        f"hand_in_many({DOCUMENTS})"
    )
    subprocess.run([sys.executable, "-c", code], env=surroundings, check=True)
    command = [sys.executable, "-P", "-m", "jiheng_web.intake.runner"]
    with subprocess.Popen(command, env=surroundings, stdin=subprocess.PIPE) as runner:
        yield
        runner.terminate()


def _proof(surroundings: dict[str, str]) -> str:
    code = "import django; django.setup(); from jiheng_web.audit.chain import prove; print(prove())"
    done = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _machine() -> str:
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("ascii"))
    cores, load1 = os.cpu_count(), os.getloadavg()[0]
    return f"{cores} cores ({model[1] if model else 'unknown'}), load {load1:.1f} at the start"


if __name__ == "__main__":
    main()
