"""What the commands of the services profile's four processes share."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Process(BaseCommand):
    """One kind of process. Its checks are those of the profiles: `manage.py check --deploy` does the rest before a start."""

    requires_system_checks = ["profiles"]

    def execute(self, *args: Any, **options: Any) -> str | None:
        if settings.PROFILE != "services":
            raise CommandError(
                "The embedded profile is one process: manage.py serve. This one is of the services profile."
            )
        return super().execute(*args, **options)


def listens(parser: CommandParser, *, port: int) -> None:
    """Where a process that is asked by others listens, and how long it takes to stop."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=port, help="port to listen on (default: %(default)s)")
    parser.add_argument(
        "--grace",
        type=int,
        default=30,
        help="seconds that work in hand has to end after SIGTERM, then it is cut (default: %(default)s)",
    )
