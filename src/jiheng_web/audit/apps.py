"""Tells Django of this part, and lets no write pass without an act."""

from contextlib import ExitStack

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    """Every write has an actor, a transaction and a record in a chain."""

    name = "jiheng_web.audit"
    label = "audit"

    def ready(self) -> None:
        """Watch every connection from its beginning; migrations are the database's own matter."""
        from jiheng_web.audit.guard import unattended, watch

        connection_created.connect(watch, dispatch_uid="jiheng.audit")
        migrating = ExitStack()

        def begin(**_: object) -> None:
            migrating.enter_context(unattended())

        def end(**_: object) -> None:
            migrating.close()

        pre_migrate.connect(begin, sender=self, weak=False, dispatch_uid="jiheng.audit.begin")
        post_migrate.connect(end, sender=self, weak=False, dispatch_uid="jiheng.audit.end")
