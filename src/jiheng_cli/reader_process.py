"""A process that reads one document: bytes on standard input, the pickled result on its output.

Started by `jiheng_cli.limits` for documents that no timer can interrupt.
"""

from __future__ import annotations

import pickle
import sys

from jiheng.errors import UnreadableFile
from jiheng.pipeline import read

_MEMORY = 2 * 1024**3


def main() -> None:
    """Read and answer; an unreadable document is an answer, any other error ends the process."""
    _bound_memory()
    name = sys.argv[1]
    data = sys.stdin.buffer.read()
    try:
        answer: object = read(data, name=name)
    except UnreadableFile as error:
        answer = (error.name, error.reason)
    sys.stdout.buffer.write(pickle.dumps(answer))


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
