"""A client that keeps many connections busy and notes how long each answer took."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Outcome:
    """What a load showed.

    Attributes:
        took: Seconds of each answer.
        statuses: Status → how often.
    """

    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    def rate(self) -> float:
        """Return answers a second."""
        return len(self.took) / self.seconds if self.seconds else 0.0

    def quantile(self, share: float) -> float:
        """Return the milliseconds within which a share of the answers came."""
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


async def load(
    port: int,
    users: int,
    seconds: float,
    ask: Callable[[int, int], bytes],
    pace: float = 0.0,
) -> Outcome:
    """Let users ask again and again.

    Args:
        ask: User and turn → the bytes of a request.
        pace: Seconds from one request of a user to the next, as people take them; 0 asks as soon
            as the answer is there.
    """
    outcome = Outcome()
    end = time.perf_counter() + seconds
    began = time.perf_counter()
    await asyncio.gather(
        *(
            _user(port, user, end, ask, outcome, Pace(pace, pace * user / users))
            for user in range(users)
        )
    )
    outcome.seconds = time.perf_counter() - began
    return outcome


@dataclass(frozen=True)
class Pace:
    """When a user asks: each some seconds, the first time after a while."""

    each: float
    first: float

    async def wait(self, began: float, turn: int) -> None:
        """Wait until a turn is due; a late one is not made up for."""
        due = began + self.each if turn else began + self.first
        await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def _user(
    port: int,
    user: int,
    end: float,
    ask: Callable[[int, int], bytes],
    outcome: Outcome,
    pace: Pace,
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    turn, began = 0, time.perf_counter()
    try:
        while True:
            await pace.wait(began, turn)
            began = time.perf_counter()
            if began >= end:
                break
            writer.write(ask(user, turn))
            await writer.drain()
            status, closing = await _answer(reader)
            outcome.took.append(time.perf_counter() - began)
            outcome.statuses[status] = outcome.statuses.get(status, 0) + 1
            turn += 1
            if closing:
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
    finally:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    if b"transfer-encoding: chunked" in head:
        while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    else:
        found = head.partition(b"content-length:")[2].split(b"\r\n", 1)[0]
        await reader.readexactly(int(found or 0))
    return status, b"connection: close" in head
