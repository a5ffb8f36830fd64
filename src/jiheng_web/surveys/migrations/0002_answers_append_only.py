"""Let the database itself refuse to change or delete answers; a seal is put on them once."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_COLUMNS = ("id", "round_id", "link_id", "revision", "channel", "group", "day", "content", "digest")
_POSTGRESQL = (
    """
    CREATE FUNCTION surveys_answer_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        IF OLD.seal_id IS NULL AND to_jsonb(NEW) - 'seal_id' = to_jsonb(OLD) - 'seal_id' THEN
          RETURN NEW;
        END IF;
      END IF;
      RAISE EXCEPTION 'answers are append-only';
    END $$
    """,
    """
    CREATE TRIGGER surveys_answer_stays BEFORE UPDATE OR DELETE ON surveys_answer
    FOR EACH ROW EXECUTE FUNCTION surveys_answer_stays()
    """,
    """
    CREATE TRIGGER surveys_answer_all_stay BEFORE TRUNCATE ON surveys_answer
    FOR EACH STATEMENT EXECUTE FUNCTION surveys_answer_stays()
    """,
)
_SQLITE = (
    """
    CREATE TRIGGER surveys_answer_no_update BEFORE UPDATE OF {} ON surveys_answer
    BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END
    """.format(", ".join(f'"{column}"' for column in _COLUMNS)),
    """
    CREATE TRIGGER surveys_answer_sealed_once BEFORE UPDATE ON surveys_answer
    WHEN OLD.seal_id IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END
    """,
    """
    CREATE TRIGGER surveys_answer_no_delete BEFORE DELETE ON surveys_answer
    BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END
    """,
)


def _forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers on either database."""

    dependencies = [("surveys", "0001_initial")]
    operations = [migrations.RunPython(_forwards, migrations.RunPython.noop)]
