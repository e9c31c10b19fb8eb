"""Let people read and nobody write, without a restart."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from tadpole.operations import switches
from tadpole.operations.switches import READ_ONLY, REASONS


class Command(BaseCommand):
    help = "on: people read, nobody writes, every page says why, workers wait. off: as before. Without either: what is the case."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("turn", nargs="?", choices=["on", "off"])
        parser.add_argument(
            "--because", default="upgrade", help=f"a sentence, or one that is translated: {', '.join(REASONS)}"
        )
        parser.add_argument("--because-zh-hant", default="", help="the sentence in 繁體中文")
        parser.add_argument("--because-en", default="", help="the sentence in English")

    def handle(self, *args: Any, **options: Any) -> None:
        given = {"": options["because"], "zh-hant": options["because_zh_hant"], "en": options["because_en"]}
        try:
            if options["turn"] == "on":
                switches.turn_on(READ_ONLY, {language: text for language, text in given.items() if text})
            elif options["turn"] == "off":
                switches.turn_off(READ_ONLY)
            now = switches.ask().read_only
        except DatabaseError as problem:
            raise CommandError(f"The database takes no switch: {problem}") from None
        if now is not None and options["turn"] == "off":
            self.stdout.write("Still reading only: TADPOLE_READ_ONLY is set, or the database itself takes no writes.")
        self.stdout.write(f"reading only: {switches.reason(now)}" if now is not None else "reading and writing")
