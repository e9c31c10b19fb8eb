"""Pages, over WSGI."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from tadpole.config.processes import Process, listens


class Command(Process):
    help = "Serve pages (services profile). SIGTERM ends what is in hand, then the process; nginx asks another one meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        listens(parser, port=8000)
        parser.add_argument(
            "--threads",
            type=int,
            default=settings.ENV.database_pool,
            help="requests answered at once; as many as the pool has connections (default: TADPOLE_DATABASE_POOL, %(default)s)",
        )
        parser.add_argument(
            "--leave",
            type=float,
            default=3,
            help="seconds after SIGTERM in which it still answers, so that the front can turn elsewhere (default: %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        from granian.constants import HTTPModes, Interfaces, Loops
        from granian.log import LogLevels

        from tadpole.config.leaving import LeavingServer

        server = LeavingServer(
            "tadpole.config.wsgi:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            loop=Loops.asyncio,
            blocking_threads=options["threads"],
            http=HTTPModes.http1,
            websockets=False,
            respawn_failed_workers=True,
            respawn_interval=1,
            workers_kill_timeout=options["grace"],
            log_level=LogLevels.warning,
        )
        server.seconds = options["leave"]
        server.serve()
