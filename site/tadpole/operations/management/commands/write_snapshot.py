"""Write the snapshot of the embedded profile's tables anew; after every new migration or dependency."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from tadpole.operations import snapshot


class Command(BaseCommand):
    help = "Run all migrations in a temporary SQLite database and keep what they made as SQL, for quick first starts."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("The snapshot is of the embedded profile: run this without the services' settings.")
        with tempfile.TemporaryDirectory() as folder:
            connection.close()
            usual, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], Path(folder) / "new.sqlite3"
            try:
                call_command("migrate", no_snapshot=True, verbosity=0)
                made = snapshot.dump(connection)
            finally:
                connection.close()
                connection.settings_dict["NAME"] = usual
        snapshot.KEPT.write_text(made, encoding="utf-8")
