"""Run the real program as a user's shell would."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from jiheng_cli.main import main

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLES = Path(__file__).parents[2] / "samples"
TIDY = SAMPLES / "guangzhou-huangpu-keji.txt"
DAMAGED = SAMPLES / "guangzhou-panyu-kegongshangxin.txt"

TABLE = (
    "项目支出绩效目标表\n"
    "部门名称：某局\n"
    "单位：万元\n"
    "项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标\n"
    "宣传经费\t10.00\t10.00\t\t\t做好宣传。\t"
    "1、1-产出指标;11-数量指标;宣传次数;实施周期指标值:≥5次;年度指标值:≥5次。"
    "2、2-效益指标;22-社会效益;知晓率;实施周期指标值:≥90%;年度指标值:≥90%。\n"
)


_ENVIRONMENT = {
    "JIHENG_LANG": "en",
    "PYTHONWARNINGS": "error",
    "COLUMNS": "100",
    "XDG_CACHE_HOME": os.devnull,  # no folder, hence no cache
}

_MEASURED = """
import re, sys
from pathlib import Path
from jiheng_cli.main import main
code = main(sys.argv[1:])
peak = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]
sys.stderr.write(f"peak={peak}")
sys.exit(code)
"""
"""`getrusage` would count the memory of the process that started this one as well."""


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended."""

    code: int
    out: bytes
    err: str
    peak: int = 0
    """MiB of memory the process held at most."""

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")


def jiheng(
    *arguments: object,
    stdin: bytes = b"",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> Ended:
    """Run the program within this process, which is quicker than a process of its own."""
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="gbk") for data in (stdin, b"", b"")]
    said = {**_ENVIRONMENT, **(env or {})}
    with (
        patch.dict(os.environ, said),
        patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
        chdir(cwd or Path.cwd()),
    ):
        code = main([str(argument) for argument in arguments])
    out, err = (_written(stream) for stream in streams[1:])
    return Ended(code, out, err.decode("utf-8"))


def _written(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


def process(*arguments: object, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Ended:
    """Run the program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, **_ENVIRONMENT, **(env or {})},
        check=False,
        timeout=120,
    )
    err, _mark, peak = done.stderr.decode("utf-8").rpartition("peak=")
    return Ended(done.returncode, done.stdout, err, int(peak) // 1024)
