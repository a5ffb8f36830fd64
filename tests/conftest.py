"""Hypothesis: new examples here, the same ones in continuous integration."""

from __future__ import annotations

import os

from hypothesis import settings

# Examples are slow under coverage and on shared machines; a time limit would only make noise.
settings.register_profile("here", deadline=None)
settings.register_profile("continuous-integration", deadline=None, derandomize=True)
settings.load_profile("continuous-integration" if os.environ.get("CI") else "here")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name cases of bytes by their argument: an archive holds the time at which it was made."""
    return argname if isinstance(val, bytes) else None
