"""The newcomer's one command behind `make run`."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from tadpole.accounts.models import User
from tadpole.config.demo.sign_ins import SIGN_INS
from tadpole.config.seeding.closing import note_path
from tadpole.operations import snapshot


class Command(BaseCommand):
    help = "Bring the database up to date, seed it on the first start, and serve."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-seed", action="store_true", help="start with an empty site")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PROFILE == "services":
            raise CommandError(
                "The services profile is four kinds of processes: manage.py web, sockets, worker and beat."
            )
        origin = f"http://localhost:{options['port']}"
        if "localhost" in settings.ORIGIN and origin != settings.ORIGIN:
            raise CommandError(
                f"Sockets and passkeys are bound to {settings.ORIGIN}. For this port set TADPOLE_ORIGIN={origin}"
            )
        if snapshot.waiting(connection):
            call_command("migrate", verbosity=0)
        if not options["no_seed"] and not User.objects.exists():
            self.stdout.write("First start: filling the site with a demo community …")
            call_command("seed_demo", leave_news=True)
        connection.close()
        self.stdout.write(self.style.SUCCESS(f"\n{settings.WAGTAIL_SITE_NAME}  http://localhost:{options['port']}\n"))
        for who, email, password in SIGN_INS:
            self.stdout.write(f"  {who:<14} {email:<24} {password}")
        self.stdout.write("")
        if note_path().exists():
            self.stdout.write("Likes, badges, notices and what the search knows follow within a minute or two.\n")
        with finishing():
            uvicorn.run(
                "tadpole.config.asgi:application",
                host=options["host"],
                port=options["port"],
                ws="websockets-sansio",
                lifespan="on",
                log_level="warning",
                proxy_headers=False,  # whom to believe is said once, by TADPOLE_PROXIES
                server_header=False,
            )


@contextmanager
def finishing() -> Iterator[None]:
    """What a seed left (badges, notices, search) is done beside the site, in a process of its own: pages do not wait for it.

    One that was interrupted goes on at the next start.
    """
    if not note_path().exists():
        yield
        return
    process = subprocess.Popen([sys.executable, sys.argv[0], "seed_demo", "--finish"], start_new_session=True)
    try:
        yield
    finally:
        process.terminate()
        process.wait()
