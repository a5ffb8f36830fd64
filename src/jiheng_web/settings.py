"""Django's settings, every one that differs by place read from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from jiheng_web import environment
from jiheng_web.accounts.sso import configuration

HERE = Path(__file__).parent
HOME = environment.home()
"""Folder of the workspace."""

DEBUG = environment.flag("JIHENG_WEB_DEBUG")
PRODUCTION = not environment.flag("JIHENG_DEVELOPMENT")
if DEBUG and PRODUCTION:
    msg = "JIHENG_WEB_DEBUG=1 is refused unless JIHENG_DEVELOPMENT=1 says this is no real office."
    raise ImproperlyConfigured(msg)
SECRET_KEY = environment.secret_key(HOME)
PROFILE = environment.text("JIHENG_PROFILE", "national")
SCORING = environment.text("JIHENG_SCORING", "national")
"""Name of the profile of rules: national, guangdong, guangzhou."""
DEMO = environment.flag("JIHENG_DEMO")
"""Whether pages say that everything in the workspace is an example."""

ALLOWED_HOSTS = environment.listed("JIHENG_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.listed("JIHENG_ORIGINS", "")
HTTPS = environment.flag("JIHENG_HTTPS")
"""Whether users come by TLS, ended by a server before this one."""
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = environment.number("JIHENG_IDLE_MINUTES", 30) * 60
"""Without a request for so long, a person is logged out (GB/T 22239-2019, 身份鉴别 b)."""
CSRF_FAILURE_VIEW = "jiheng_web.failures.csrf"

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.messages",
    "jiheng_web.accounts",
    "jiheng_web.audit",
    "jiheng_web.projects",
    "jiheng_web.flow",
    "jiheng_web.intake",
    "jiheng_web.disclosure",
    "jiheng_web.surveys",
    "jiheng_web.results",
    "jiheng_web.evaluation",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jiheng_web.protection.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "jiheng_web.access.requests.PrincipalMiddleware",
    "jiheng_web.protection.Errors",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "jiheng_web.urls"
WSGI_APPLICATION = "jiheng_web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "environment": "jiheng_web.pages.environment",
            "context_processors": ["jiheng_web.protection.proof_once"],
        },
    },
]
FORM_RENDERER = "jiheng_web.pages.FormRenderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DATABASES = {"default": environment.database(environment.text("JIHENG_DATABASE"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEST_RUNNER = "django.test.runner.DiscoverRunner"
SESSION_ENGINE = "jiheng_web.accounts.session_store"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["jiheng_web.accounts.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "login"
SIGN_ON = configuration.services()
"""Services for single sign-on, by kind; none unless the environment names one."""

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [HERE / "locale"]
USE_TZ = True
TIME_ZONE = environment.text("JIHENG_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = HERE / "static"
WHITENOISE_AUTOREFRESH = DEBUG
DOCUMENTS = HOME / "documents"
"""Where the files that were handed in are kept, by their hash."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
LARGEST_DOCUMENT = environment.number("JIHENG_LARGEST_MIB", 64) * 1024 * 1024
"""Bytes of one document that may be handed in."""
FILE_UPLOAD_HANDLERS = [
    "jiheng_web.intake.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["ninja.W001"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
