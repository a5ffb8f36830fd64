"""A whole office in a process of its own: server and reader of documents, as `jiheng serve` has."""

from __future__ import annotations

import sys
from pathlib import Path

from jiheng_web.operations.setting_up import migrate, prepare


def main(home: Path) -> None:
    """Set the city of the tests up in a folder, say at which port it is served, and serve."""
    prepare(home)
    migrate()
    from tests.web.city import found_city

    from jiheng_web.operations.serving import free_port, run

    found_city()
    port = free_port("127.0.0.1")
    print(port, flush=True)
    run("127.0.0.1", port, 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
