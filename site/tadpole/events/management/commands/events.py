"""Who hears what; run what is due; replay."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tadpole.events.bus import replay, run_due
from tadpole.events.models import Delivery
from tadpole.events.registry import EVENTS, listeners_of, shape_of


class Command(BaseCommand):
    help = "Print every event with its fields and its listeners."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--run", action="store_true", help="deliver now all that is due")
        parser.add_argument("--replay", metavar="LISTENER", help="let a listener hear all kept facts again")
        parser.add_argument("--failed", action="store_true", help="list failed deliveries")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["replay"]:
            pks = list(Delivery.objects.filter(listener=options["replay"]).values_list("pk", flat=True))
            self.stdout.write(f"{replay(pks)} deliveries made due again")
        elif options["run"]:
            self.stdout.write(f"{run_due()} delivered")
        elif options["failed"]:
            for row in Delivery.objects.failed().select_related("fact"):
                self.stdout.write(f"{row.pk}\t{row.fact.name}\t{row.listener}\t{row.tries}\t{row.error}")
        else:
            self.table()

    def table(self) -> None:
        for name in sorted(EVENTS):
            fields = ", ".join(f"{field}: {kind}" for field, kind in shape_of(EVENTS[name]).items())
            self.stdout.write(f"{name}({fields})")
            for one in listeners_of(EVENTS[name]):
                self.stdout.write(f"    → {one.name} [{one.queue}]")
