"""Close the site behind a page that says so."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from tadpole.operations import switches
from tadpole.operations.switches import MAINTENANCE, REASONS


class Command(BaseCommand):
    help = (
        "on: every page is the maintenance page (503), on every machine within a second. off: as before. "
        "Without any: what is the case. With --here: this machine alone, by a file that a restored database does not "
        "replace. (nginx has pages of its own for when nobody answers behind it.)"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("turn", nargs="?", choices=["on", "off"])
        parser.add_argument("--because", default="upgrade", help=f"a sentence, or one of: {', '.join(REASONS)}")

        parser.add_argument("--here", action="store_true", help="this machine's file alone; for the time of a restore")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["here"]:
                self.turn_here(options["turn"])
            elif options["turn"] == "on":
                switches.turn_on(MAINTENANCE, {"": options["because"]})
            elif options["turn"] == "off":
                switches.turn_off(MAINTENANCE)
        except DatabaseError as problem:  # being restored, or away: the file counts for this machine
            self.turn_here(options["turn"])
            self.stderr.write(
                f"The database does not answer ({type(problem).__name__}); this machine's file alone was changed."
            )
        self.stdout.write(f"maintenance: {'on' if switches.flag().exists() or self.row() else 'off'}")

    def turn_here(self, turn: str | None) -> None:
        if turn == "on":
            switches.flag().touch()
        elif turn == "off":
            switches.flag().unlink(missing_ok=True)

    def row(self) -> bool:
        try:
            return switches.ask().maintenance is not None
        except DatabaseError:
            return False
