"""A workspace for runners that are processes of their own: `python -m tests.web.intake_office`."""

from __future__ import annotations

import io
import json
import sys
from datetime import timedelta

import django


def main(what: str) -> None:
    """Found the office, tell how its jobs are, or run."""
    django.setup()
    if what == "run":
        from jiheng_web.intake import runner  # noqa: PLC0415 - Django comes first

        runner.main()
    else:
        sys.stdout.write(_DEEDS[what]())


def _found_slow() -> str:
    """Hand in one workbook that takes some seconds to read."""
    from tests.web.city import sound_table  # noqa: PLC0415

    from jiheng.pipeline import read  # noqa: PLC0415
    from jiheng.writing import xlsx  # noqa: PLC0415

    tables = [sound_table(f"项目{number}") for number in range(40)]
    data = xlsx.write(tables)
    assert sum(len(table.rows) for table in read(data, name="a.xlsx").tables) == 40
    return _found([data])


def _found_many() -> str:
    from tests.web.city import sound_table  # noqa: PLC0415

    from jiheng.writing import json as json_form  # noqa: PLC0415

    return _found([json_form.write([sound_table(f"项目{number}")]) for number in range(8)])


def _found(documents: list[bytes]) -> str:
    from django.core.management import call_command  # noqa: PLC0415
    from tests.web.city import found_city  # noqa: PLC0415

    from jiheng_web.intake import commands  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    city = found_city()
    who = city.principal("clerk"), city.actor("clerk"), city.organizations["101"]
    for data in documents:
        commands.hand_in(*who, 2026, "a", io.BytesIO(data))
    return ""


def _fall_silent() -> str:
    from django.utils import timezone  # noqa: PLC0415

    from jiheng_web.audit.guard import unattended  # noqa: PLC0415
    from jiheng_web.intake.jobs import SILENCE  # noqa: PLC0415
    from jiheng_web.intake.models import Job  # noqa: PLC0415

    with unattended():
        Job.objects.update(alive=timezone.now() - timedelta(seconds=SILENCE + 1))
    return ""


def _sums() -> str:
    from jiheng_web.audit.chain import prove  # noqa: PLC0415
    from jiheng_web.audit.models import Record  # noqa: PLC0415
    from jiheng_web.intake.models import Item  # noqa: PLC0415

    reads = Record.objects.filter(act="document.read").count()
    return json.dumps({"items": Item.objects.count(), "reads": reads, "broken": prove().broken})


_DEEDS = {
    "found-slow": _found_slow,
    "found-many": _found_many,
    "fall-silent": _fall_silent,
    "sums": _sums,
}

if __name__ == "__main__":
    main(sys.argv[1])
