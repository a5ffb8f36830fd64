"""`python -m benchmarks.answers`: many people answer a survey at once; none lost, none twice.

Each opens the form by a link of their own and sends it; one in twenty sends it twice at the same
moment, as impatient people and lost connections do. Client, server and database share the
processors of this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import resource
import secrets
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.web.postgres import cluster

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import Iterator

_ROOT = Path(__file__).parents[1]
_CSRF = "a" * 32
_TWICE = 20
"""One in so many is sent twice."""
_SATISFIED = ("very_satisfied", "satisfied", "fair", "dissatisfied", "very_dissatisfied")


@dataclass
class Load:
    """What many people at once showed.

    Attributes:
        server: Seconds that the server worked, its start included.
        client: Seconds that the clients worked.
        forms: Seconds until each form was there.
        answers: Seconds until each answer was confirmed.
        ends: Where people were sent after it → how often.
    """

    seconds: float = 0.0
    server: float = 0.0
    client: float = 0.0
    forms: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    ends: dict[str, int] = field(default_factory=dict)


def main() -> None:
    """Print a line for each database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=22_000)
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--sqlite", action="store_true", help="on SQLite instead of PostgreSQL")
    given = parser.parse_args()
    opened = nullcontext("") if given.sqlite else cluster("-c listen_addresses=''")
    with opened as address, TemporaryDirectory() as home:
        print(f"{'SQLite' if given.sqlite else 'PostgreSQL'}, {_machine()}", flush=True)
        tell(measured(address, Path(home), given.answers, given.clients))


def tell(found: dict[str, object]) -> None:
    """Print what was found, a line each."""
    for name, value in found.items():
        print(f"{name:>28}: {value}")


def measured(
    address: str, home: Path, answers: int, clients: int, twice: int = _TWICE
) -> dict[str, object]:
    """Return the figures of one load on an office of its own; one in `twice` is sent twice."""
    around = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("JIHENG", "DJANGO"))},
        "JIHENG_HOME": str(home),
        "JIHENG_SECRET_KEY": secrets.token_urlsafe(50),
        "JIHENG_DATABASE": address,
        "PYTHONPATH": f"{_ROOT / 'src'}:{_ROOT}",
        "DJANGO_SETTINGS_MODULE": "jiheng_web.settings",
    }
    tokens = json.loads(_asked(around, f"print(json.dumps(begin({answers})))"))
    before = _worked(resource.RUSAGE_CHILDREN), _worked(resource.RUSAGE_SELF)
    with _server(around) as port:
        load = asyncio.run(_loaded(port, tokens, clients, twice))
    load.server = _worked(resource.RUSAGE_CHILDREN) - before[0]
    load.client = _worked(resource.RUSAGE_SELF) - before[1]
    return _figures(load, answers, json.loads(_asked(around, "print(json.dumps(end()))")))


def _worked(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def begin(count: int) -> list[str]:
    """Make an office with an open round and its links; return their tokens."""
    from tests.web.city import found_city  # noqa: PLC0415 - needs the settings
    from tests.web.surveying import issued, opened  # noqa: PLC0415 - as above

    from jiheng_web.operations.setting_up import migrate  # noqa: PLC0415 - as above

    migrate()
    city = found_city()
    found = opened(city)
    return issued(city, found, *((f"{n % 35 + 1}号企业群", "") for n in range(count)))


def end() -> dict[str, object]:
    """Close the round and return what is stored."""
    from jiheng_web.accounts.models import User  # noqa: PLC0415 - needs the settings
    from jiheng_web.accounts.principals import principal  # noqa: PLC0415 - as above
    from jiheng_web.audit.acts import Actor  # noqa: PLC0415 - as above
    from jiheng_web.audit.chain import prove as prove_trail  # noqa: PLC0415 - as above
    from jiheng_web.audit.models import Record  # noqa: PLC0415 - as above
    from jiheng_web.surveys import commands, sealing  # noqa: PLC0415 - as above
    from jiheng_web.surveys.models import Answer, Link, Round  # noqa: PLC0415 - as above

    who = principal(User.objects.get(username="clerk"))
    found = commands.close_round(who, Actor.of(who), Round.objects.get().pk)
    sealed = sealing.prove(found.pk)
    contents = Answer.objects.values_list("content", flat=True)
    numbers = [json.loads(one).get("advice") for one in contents]
    return {
        "stored": Answer.objects.count(),
        "different": len({*numbers}),
        "used links": Link.objects.filter(used=1).count(),
        "sealed": sealed.sealed,
        "seals": Record.objects.filter(act="survey.seal").count(),
        "faults": [*sealed.faults],
        "trail broken at": prove_trail().broken,
    }


def _figures(load: Load, answers: int, stored: dict[str, int]) -> dict[str, object]:
    requests = len(load.forms) + len(load.answers)
    return {
        "answers sent": len(load.answers),
        "ends": load.ends,
        "lost": answers - stored["different"],
        "doubles": stored["stored"] - stored["different"],
        **stored,
        "answers a second": round(answers / load.seconds),
        "server, client CPU ms each": (
            f"{load.server * 1000 / requests:.2f}, {load.client * 1000 / requests:.2f}"
        ),
        "form p50 / p95 ms": _quantiles(load.forms),
        "answer p50 / p95 ms": _quantiles(load.answers),
    }


def _quantiles(took: list[float]) -> str:
    return f"{_quantile(took, 0.5):.0f} / {_quantile(took, 0.95):.0f}"


def _quantile(took: list[float], share: float) -> float:
    ordered = sorted(took)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


async def _loaded(port: int, tokens: list[str], clients: int, twice: int) -> Load:
    load, waiting = Load(), iter(enumerate(tokens))
    began = time.perf_counter()
    await asyncio.gather(*(_client(port, waiting, load, twice) for _ in range(clients)))
    load.seconds = time.perf_counter() - began
    return load


class _Way:
    """A connection; one that the server closed, for nobody used it, is opened again."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._open: tuple[StreamReader, StreamWriter] | None = None

    async def ask(self, said: bytes) -> tuple[bytes, str]:
        """Ask, and return the page and where it leads on."""
        for _ in range(3):
            if self._open is None:
                self._open = await asyncio.open_connection("127.0.0.1", self._port)
            try:
                return await _said(*self._open, said)
            except (asyncio.IncompleteReadError, ConnectionError):
                self.close()
        msg = "the server closes every connection"
        raise RuntimeError(msg)

    def close(self) -> None:
        """Close it."""
        if self._open is not None:
            self._open[1].close()
        self._open = None


async def _client(port: int, waiting: Iterator[tuple[int, str]], load: Load, twice: int) -> None:
    ways = [_Way(port), _Way(port)]
    for number, token in waiting:
        began = time.perf_counter()
        page, _to = await ways[0].ask(_get(port, token))
        load.forms.append(time.perf_counter() - began)
        form = re.search(rb'name="form" value="([^"]+)"', page)
        if form is None:
            raise RuntimeError(page[:500])
        asked = _post(port, token, form[1].decode(), number)
        used = ways if number % twice == 0 else ways[:1]
        await asyncio.gather(*(_timed(way, asked, load) for way in used))
    for way in ways:
        way.close()


async def _timed(way: _Way, asked: bytes, load: Load) -> None:
    began = time.perf_counter()
    _page, to = await way.ask(asked)
    load.answers.append(time.perf_counter() - began)
    load.ends[to] = load.ends.get(to, 0) + 1


def _get(port: int, token: str) -> bytes:
    return (
        f"GET /s/{token} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: csrftoken={_CSRF}\r\n\r\n"
    ).encode()


def _post(port: int, token: str, form: str, number: int) -> bytes:
    said = {
        "csrfmiddlewaretoken": _CSRF,
        "form": form,
        "q.overall": _SATISFIED[number % len(_SATISFIED)],
        "q.visits": str(number % 300),
        "q.advice": f"第{number}份",
    }
    body = urlencode(said).encode()
    head = (
        f"POST /s/{token} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: csrftoken={_CSRF}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _said(reader: StreamReader, writer: StreamWriter, asked: bytes) -> tuple[bytes, str]:
    """Ask, and return the page and where it leads on."""
    writer.write(asked)
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    page = await reader.readexactly(int(fields.get(b"content-length", b"0")))
    status = head.split(b" ", 2)[1].decode()
    return page, fields.get(b"location", status.encode()).decode()


def _asked(around: dict[str, str], what: str) -> str:
    code = f"import django, json; django.setup()\nfrom benchmarks.answers import begin, end\n{what}"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=around, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


@contextmanager
def _server(around: dict[str, str]) -> Iterator[int]:
    """Serve as `jiheng serve` does: two processes, four threads each."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = tried.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2"]
    command += ["--blocking-threads", "4", "--port", str(port), "--no-ws", "--no-log"]
    server = subprocess.Popen([*command, "jiheng_web.wsgi:application"], env=around, cwd=_ROOT)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int) -> None:
    """Wait until the server answers, and let every process of it make its first pages."""
    for _ in range(600):
        try:
            asyncio.run(_warmed(port))
        except OSError:
            time.sleep(0.1)
        else:
            return
    msg = "the server does not answer"
    raise RuntimeError(msg)


async def _warmed(port: int) -> None:
    for _ in range(20):
        way = _Way(port)
        await way.ask(_get(port, "thanks/stored"))
        way.close()


def _machine() -> str:
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start"


if __name__ == "__main__":
    main()
