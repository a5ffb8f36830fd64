"""Self-contained pages out of templates, in which nothing of a document is taken for markup."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


class PageTemplate:
    """A template and the files beside it, in the folder `templates` of a package."""

    def __init__(self, package: str, name: str) -> None:
        self._loader = PackageLoader(package)
        self._environment = Environment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._name = name

    def file(self, name: str) -> str:
        """Return a file of ours, to be put into the page unescaped."""
        return self._loader.get_source(self._environment, name)[0]

    def page(self, **values: Any) -> bytes:
        """Return the page in UTF-8."""
        page = self._environment.get_template(self._name).render(**values)
        return page.encode("utf-8", "replace")


def digest(script: str) -> str:
    """Return what a page allows a script by."""
    return b64encode(sha256(script.encode()).digest()).decode()
