"""The process behind `tests.web.offices.served`: sets an office up, tells of it, serves it."""

from __future__ import annotations

import json
import socket
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread

from jiheng_web.operations.setting_up import migrate, prepare


def main(home: str, filling: str, *more: str) -> None:
    """Fill an office, tell its port, its keys and who is logged in by which cookie; serve it."""
    prepare(Path(home))
    migrate()
    from django.conf import settings  # noqa: PLC0415 - needs the settings
    from django.test import Client  # noqa: PLC0415 - as above
    from tests.web.city import found_city  # noqa: PLC0415 - as above

    city = found_city()
    module, _, function = filling.partition(":")
    keys = getattr(import_module(module), function)(city) if module else {}
    sessions = {}
    for name, user in city.people.items():
        client = Client()
        # Named, or Django looks for backends of its own, which are not installed here.
        client.force_login(user, "none")
        sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    told = {"keys": keys, "sessions": sessions}
    if more:
        _serve_whole(told)
    else:
        _serve(told)


def _serve(told: dict[str, object]) -> None:
    from django.core.servers.basehttp import (  # noqa: PLC0415 - needs the settings
        ThreadedWSGIServer,
        WSGIRequestHandler,
    )
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - as above

    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    _tell(told, server.server_port)
    server.serve_forever()


def _serve_whole(told: dict[str, object]) -> None:
    from jiheng_web.operations.serving import free_port, run  # noqa: PLC0415 - needs the settings

    port = free_port("127.0.0.1")
    Thread(target=_tell_once_open, args=(told, port), daemon=True).start()
    run("127.0.0.1", port, 1)


def _tell_once_open(told: dict[str, object], port: int) -> None:
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            break
        time.sleep(0.05)
    _tell(told, port)


def _tell(told: dict[str, object], port: int) -> None:
    print(json.dumps(told | {"port": port}), flush=True)  # noqa: T201 - the test waits for it


if __name__ == "__main__":
    main(*sys.argv[1:])
