"""An office of its own in a process of its own, for tests with a real browser."""

from __future__ import annotations

import sys
from pathlib import Path

from jiheng_web.operations.setting_up import migrate, prepare


def main(home: Path) -> None:
    """Set the city of the tests up in a folder, say at which port it is served, and serve."""
    prepare(home)
    migrate()
    from django.core.servers.basehttp import (  # noqa: PLC0415 - needs the settings
        ThreadedWSGIServer,
        WSGIRequestHandler,
    )
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - as above
    from tests.web.city import found_city  # noqa: PLC0415 - as above

    project = found_city().project()
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    print(server.server_port, project.pk, flush=True)  # noqa: T201 - the test waits for it
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
