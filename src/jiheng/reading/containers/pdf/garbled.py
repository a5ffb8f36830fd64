"""Pages of a PDF whose text says other characters than are seen.

The table by which a font tells its characters may be lost or wrong, for example after another
program has printed the file anew: the page looks right and its text is not.
"""

from __future__ import annotations

import re

_STRANGE = re.compile(
    "(?<![A-Za-z])[\x80-\x9f\xa1-\xa6\xa8-\xaf\xb4\xb6\xb8-\xd6\xd8-\xf6\xf8-\u024f\ue000-\uf8ff\ufffd](?![A-Za-z])"
)
"""Letters of other scripts, private ones, controls, but for those of words such as Café: what no
form in Chinese prints often."""

_BLANK = re.compile(r"\s+")
FEW = 4
"""Strange characters that a page may have for a name or a sign."""

SHARE = 0.02
"""Of all characters of a page, from which they are no exception."""


def is_garbled(words: str) -> bool:
    """Return whether the text of a page cannot be what the page shows."""
    strange = len(_STRANGE.findall(words))
    return strange > FEW and strange >= SHARE * len(_BLANK.sub("", words))
