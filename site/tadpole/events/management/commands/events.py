"""Who hears what; run what is due; replay."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tadpole.events.bus import replay_all, run_due
from tadpole.events.models import Delivery
from tadpole.events.registry import EVENTS, LISTENERS, listeners_of, shape_of


class Command(BaseCommand):
    help = "Print every event with its fields and its listeners."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--run", action="store_true", help="deliver now all that is due")
        parser.add_argument("--replay", metavar="LISTENER", help="let a listener hear all kept facts again")
        parser.add_argument("--failed", action="store_true", help="list failed deliveries")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["replay"]:
            self.replay(options["replay"])
        elif options["run"]:
            self.stdout.write(f"{run_due()} delivered")
        elif options["failed"]:
            for row in Delivery.objects.failed().select_related("fact"):
                self.stdout.write(f"{row.pk}\t{row.fact.name}\t{row.listener}\t{row.tries}\t{row.error}")
        else:
            self.table()

    def replay(self, listener: str) -> None:
        """Every kept fact, also those from before the listener was written."""
        if listener not in LISTENERS:
            raise CommandError(f"Nobody is called {listener!r}. Who hears what: manage.py events")
        self.stdout.write(f"{replay_all(listener)} deliveries made due again; the sweep, or --run, delivers them")

    def table(self) -> None:
        for name in sorted(EVENTS):
            fields = ", ".join(f"{field}: {kind}" for field, kind in shape_of(EVENTS[name]).items())
            self.stdout.write(f"{name}({fields})")
            for one in listeners_of(EVENTS[name]):
                self.stdout.write(f"    → {one.name} [{one.queue}]")
