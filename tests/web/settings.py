"""The settings of the office in tests: a key and a folder of their own."""

from __future__ import annotations

import os
import secrets
import tempfile

os.environ.setdefault("JIHENG_HOME", tempfile.mkdtemp(prefix="jiheng-web-tests-"))
os.environ.setdefault("JIHENG_SECRET_KEY", secrets.token_urlsafe(50))
os.environ["JIHENG_HOSTS"] = "localhost,127.0.0.1,testserver"

from jiheng_web.settings import *  # noqa: F403 - the surroundings come first

# A hash that takes no time: passwords of these people protect nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
