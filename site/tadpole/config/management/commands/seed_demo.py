"""A site to look around in: `manage.py seed_demo`."""

import os
import time
from pathlib import Path
from random import Random
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tadpole.accounts.models import User
from tadpole.config.seeding.closing import finish, leave_news
from tadpole.config.seeding.floors import FLOORS, counted
from tadpole.config.seeding.ground import Ground
from tadpole.events.bus import unhurried


class Command(BaseCommand):
    help = (
        "Fill an empty site with the demo community: people, circles, threads, guides, notes, contests, live sessions."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seed", type=int, default=1, help="the same number gives the same rows (times count from now)"
        )
        parser.add_argument("--leave-news", action="store_true", help="badges, notices and search are left to --finish")
        parser.add_argument(
            "--finish", action="store_true", help="do what --leave-news left, quietly, beside a site that is open"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["finish"]:
            os.nice(5)
            with unhurried(), Path(os.devnull).open("w") as out:
                finish(out, beside=True)
            return
        if User.objects.exists():
            raise CommandError(
                "This site has members already. The demo community is for an empty site: choose another TADPOLE_HOME."
            )
        begun = time.monotonic()
        ground = Ground(now=timezone.now(), dice=Random(options["seed"]), out=self.stderr)
        with unhurried():
            for floor in FLOORS:
                floor(ground)
            leave_news(ground.now, options["seed"])
            if not options["leave_news"]:
                finish(self.stderr)
        for what, count in counted().items():
            self.stdout.write(f"  {what:<18} {count:>6}")
        self.stdout.write(
            self.style.SUCCESS(
                f"Seeded in {time.monotonic() - begun:.0f} s. Small copies of photos are drawn by the running site."
            )
        )
