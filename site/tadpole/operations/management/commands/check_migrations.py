"""Judge the migrations that no site has run yet; part of `make lint`."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

from tadpole.operations import snapshot
from tadpole.operations.judgement import RELEASED, judge, released


class Command(BaseCommand):
    help = "Refuse migrations that code of the last release would not survive. --released: sites have run all there are now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--released", action="store_true", help="write them all into released.txt; at each release")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["released"] and not snapshot.up_to_date():
            raise CommandError("The snapshot of the tables is out of date: make snapshot (docs/operations.md)")
        loader = MigrationLoader(None)
        every = list(ours(loader))
        if options["released"]:
            names = sorted(f"{one.app_label}.{one.name}" for one in every)
            RELEASED.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
            return
        known = released()
        pending = [one for one in every if f"{one.app_label}.{one.name}" not in known]
        faults = judge(pending, lambda one: loader.project_state((one.app_label, one.name), at_end=False))
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"{len(faults)} operations that a running site would not survive (docs/operations.md)")
        self.stdout.write(f"{len(pending)} migrations since the last release, all safe beside old code")


def ours(loader: MigrationLoader) -> Iterator[Migration]:
    """Our own apps' migrations in the order they are applied."""
    labels = {one.label for one in apps.get_app_configs() if "site-packages" not in one.path}
    seen: set[tuple[str, str]] = set()
    for leaf in sorted(loader.graph.leaf_nodes()):
        for key in loader.graph.forwards_plan(leaf):
            if key not in seen:
                seen.add(key)
                if key[0] in labels:
                    yield loader.graph.nodes[key]
