"""`manage.py seed_scale --posts 1000000`: a big community for measuring. See docs/scaling.md."""

import time
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from community.threads.models import Post, Thread
from tadpole.accounts.models import User
from tadpole.config.crowd.people import DOMAIN, count_people, open_circles, people_done, settle_people
from tadpole.config.crowd.plan import Plan
from tadpole.config.crowd.tables import highest, look_again, reserve, room_taken
from tadpole.config.crowd.talk import Talk, count_threads, open_threads, threads_done
from tadpole.events.bus import unhurried
from tadpole.events.models import Fact

FACT = "config.CrowdPlanned"
"""Written once: what an interrupted run goes on with. Nobody listens."""


class Command(BaseCommand):
    help = "Fill a site with a made-up community of any size. Interrupted, the same command goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--posts", type=int, default=1_000_000)
        parser.add_argument("--members", type=int, help="a twentieth of the posts")
        parser.add_argument("--threads", type=int, help="a tenth of the posts")
        parser.add_argument(
            "--seed", type=int, default=1, help="the same number gives the same words (times count from now)"
        )
        parser.add_argument("--among-members", action="store_true", help="also on a site that has people")
        parser.add_argument("--index", action="store_true", help="build the search index afterwards")

    def handle(self, *args: Any, **options: Any) -> None:
        begun, before = time.monotonic(), room_taken()
        plan = self.plan(options)
        circles = open_circles(plan)
        bars = {"unit": " rows", "unit_scale": True, "disable": options["verbosity"] == 0}
        with unhurried():
            with tqdm(total=plan.members, initial=people_done(plan), desc="people", **bars) as bar:
                settle_people(plan, circles, bar.update)
            with tqdm(total=plan.threads, initial=threads_done(plan), desc="threads", **bars) as bar:
                open_threads(plan, circles, bar.update)
            talk = Talk(plan, circles)
            with tqdm(total=plan.posts, initial=talk.done(), desc="posts", **bars) as bar:
                talk.go_on(bar.update)
            count_people(plan, circles)
            count_threads(circles)
        look_again()
        self.stdout.write(
            f"{plan.posts:,} posts in {plan.threads:,} threads by {plan.members:,} people: "
            f"{time.monotonic() - begun:.0f} s, {(room_taken() - before) / 1e6:,.0f} MB more."
        )
        if options["index"]:
            call_command("search_reindex", verbosity=options["verbosity"], stdout=self.stdout)

    def plan(self, options: dict[str, Any]) -> Plan:
        """The one an earlier run began with, or a new one that takes its numbers."""
        posts = options["posts"]
        wanted = {
            "seed": options["seed"],
            "posts": posts,
            "members": options["members"] or max(2, posts // 20),
            "threads": options["threads"] or max(1, posts // 10),
        }
        if not 0 < wanted["threads"] <= posts or wanted["members"] < 2:
            raise CommandError("There have to be two people, a thread, and as many posts as threads.")
        known = Fact.objects.filter(name=FACT, key=str(options["seed"])).first()
        if known is None:
            self.refuse_people(options)
            return take_numbers(wanted)
        if any(known.payload[name] != value for name, value in wanted.items()):
            raise CommandError(
                f"With this seed the site was begun to be filled with {known.payload}. Go on with these numbers, or use another --seed."
            )
        return planned(known.payload)

    def refuse_people(self, options: dict[str, Any]) -> None:
        people = User.objects.exclude(email__endswith=f"@{DOMAIN}").count()
        if people and not options["among_members"]:
            raise CommandError(
                f"This site has {people:,} people who are not made up. The crowd is for measuring; say --among-members if you mean it."
            )


@transaction.atomic
def take_numbers(wanted: dict[str, int]) -> Plan:
    """Nobody else is given these numbers from now on."""
    firsts = {}
    for name, model, most in (
        ("users_from", User, wanted["members"]),
        ("threads_from", Thread, wanted["threads"]),
        ("posts_from", Post, wanted["posts"]),
    ):
        firsts[name] = highest(model) + 1
        reserve(model, highest(model) + most)
    payload = {**wanted, **firsts, "now": timezone.now().replace(microsecond=0).isoformat()}
    Fact.objects.create(name=FACT, key=str(wanted["seed"]), payload=payload)
    return planned(payload)


def planned(payload: dict[str, Any]) -> Plan:
    return Plan(**{**payload, "now": datetime.fromisoformat(payload["now"])})
