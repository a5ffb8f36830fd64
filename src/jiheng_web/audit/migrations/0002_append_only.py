"""Let the database itself refuse to change or delete records of the audit trail."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_POSTGRESQL = (
    """
    CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'audit records are append-only'; END $$
    """,
    """
    CREATE TRIGGER audit_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()
    """,
)
_SQLITE = tuple(
    f"""
    CREATE TRIGGER audit_record_no_{deed.lower()} BEFORE {deed} ON audit_record
    BEGIN SELECT RAISE(ABORT, 'audit records are append-only'); END
    """
    for deed in ("UPDATE", "DELETE")
)


def _forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers on either database."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(_forwards, migrations.RunPython.noop)]
