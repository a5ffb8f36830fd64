"""Ledgers that are there already: whose is told by the role of who handed them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _forwards(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    membership = apps.get_model("accounts", "Membership")
    finance = membership.objects.filter(role="finance_reviewer").values("user")
    apps.get_model("results", "Ledger").objects.filter(handed_in_by__in=finance).update(
        of_finance=True
    )


class Migration(migrations.Migration):
    dependencies = [("results", "0002_withdrawn_ledgers")]

    operations = [migrations.RunPython(_forwards, migrations.RunPython.noop)]
