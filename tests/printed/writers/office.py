"""LibreOffice without a window: office files to PDF, many in one call."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SOFFICE = shutil.which("soffice")
_SECONDS = 300


def to_pdf(documents: Mapping[str, bytes], suffix: str) -> dict[str, bytes]:
    """Return each office document as PDF."""
    assert SOFFICE is not None
    with TemporaryDirectory() as folder:
        room = Path(folder)
        for name, content in documents.items():
            (room / f"{name}{suffix}").write_bytes(content)
        command = (
            SOFFICE,
            "--headless",
            f"-env:UserInstallation={(room / 'profile').as_uri()}",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *(str(room / f"{name}{suffix}") for name in documents),
        )
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        return {name: (room / f"{name}.pdf").read_bytes() for name in documents}
