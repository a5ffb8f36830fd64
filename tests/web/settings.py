"""The settings of the office in tests: a key and a folder of their own."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import tempfile

if "JIHENG_HOME" not in os.environ:
    os.environ["JIHENG_HOME"] = tempfile.mkdtemp(prefix="jiheng-web-tests-")
    atexit.register(shutil.rmtree, os.environ["JIHENG_HOME"], ignore_errors=True)
os.environ.setdefault("JIHENG_SECRET_KEY", secrets.token_urlsafe(50))
os.environ["JIHENG_HOSTS"] = "localhost,127.0.0.1,testserver"

from jiheng_web.settings import *  # noqa: F403 - the surroundings come first

# A hash that takes no time: passwords of these people protect nothing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
