"""An office with something in every corner, in a process of its own, for a browser."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from jiheng_web.operations.setting_up import migrate, prepare


def main(home: Path) -> None:
    """Fill an office, tell its port, its keys and who is logged in by which cookie; serve it."""
    prepare(home)
    migrate()
    from django.conf import settings  # noqa: PLC0415 - needs the settings
    from django.core.servers.basehttp import (  # noqa: PLC0415 - as above
        ThreadedWSGIServer,
        WSGIRequestHandler,
    )
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - as above
    from django.test import Client  # noqa: PLC0415 - as above
    from tests.web.city import found_city  # noqa: PLC0415 - as above
    from tests.web.filling import fill  # noqa: PLC0415 - as above

    city = found_city()
    keys = fill(city)
    sessions = {}
    for name, user in city.people.items():
        client = Client()
        # Named, or Django looks for backends of its own, which are not installed here.
        client.force_login(user, "none")
        sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    told = {"port": server.server_port, "keys": keys, "sessions": sessions}
    print(json.dumps(told), flush=True)  # noqa: T201 - the test waits for it
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
