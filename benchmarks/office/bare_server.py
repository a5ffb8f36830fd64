"""The bare view as a server: the framework without any of the office's middleware."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiheng_web.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.ROOT_URLCONF = "benchmarks.office.bare"
settings.MIDDLEWARE = []
application = get_wsgi_application()
