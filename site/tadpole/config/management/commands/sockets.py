"""Sockets, over ASGI."""

from typing import Any

import uvicorn
from django.core.management.base import CommandParser

from tadpole.config.processes import Process, listens


class Command(Process):
    help = "Serve /ws/ and nothing else (services profile). SIGTERM closes the sockets, then writes down what was said."

    def add_arguments(self, parser: CommandParser) -> None:
        listens(parser, port=8001)

    def handle(self, *args: Any, **options: Any) -> None:
        uvicorn.run(
            "tadpole.config.asgi:application",
            host=options["host"],
            port=options["port"],
            ws="websockets-sansio",
            lifespan="on",
            log_level="warning",
            timeout_graceful_shutdown=options["grace"],
        )
