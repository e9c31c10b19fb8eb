"""What is left when everybody has spoken: the news is delivered and dated, and most of it has been read."""

from datetime import datetime, timedelta
from typing import TextIO

from django.core.management.base import OutputWrapper
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from tqdm import tqdm

from campaigns.contests.models import Entry, Terms
from community.badges.models import Award
from community.kols.models import Kol
from community.notes.models import Note
from community.notifications.models import Notice
from community.profiles.models import Follow
from community.threads.models import Post, Thread
from search.index.actions import refresh
from tadpole.config.seeding.ground import Ground
from tadpole.events import bus
from tadpole.events.models import Delivery

SLOW = ("pictures",)
"""Left to the workers of the running site: seconds of drawing for each photo. Pages show originals meanwhile."""
BATCH = 500
UNREAD = 4


def deliver(out: TextIO | OutputWrapper) -> int:
    """Everything due but the slow queues, with a bar; how many deliveries."""
    done = 0
    with tqdm(
        total=Delivery.objects.waiting().exclude(queue__in=SLOW).count(),
        desc=f"{'telling everybody':<22}",
        file=out,
        mininterval=0.3,
    ) as bar:
        while batch := bus.due_deliveries(timezone.now(), BATCH, leave=SLOW):
            heard = bus.deliver_together(batch)
            bar.update(heard)
            done += heard
            if not heard:
                break
    return done


def tell_everybody(ground: Ground) -> None:
    """All that happened is heard: badges, notices, discussions under guides, search. The catalogue tells nothing by itself."""
    deliver(ground.out)
    refresh("product", [product.pk for product in ground.products.values()])


def date_the_news(ground: Ground) -> None:
    """Badges and notices get the hour of what they are for; all is read but the parent's newest."""
    with transaction.atomic():
        for award in Award.objects.order_by("pk"):
            when = earned(award) or ground.between(ground.now - timedelta(days=40), ground.now)
            Award.objects.filter(pk=award.pk).update(awarded_at=when)
        posts = {f"post:{pk}": at for pk, at in Post.objects.values_list("pk", "created_at")}
        badges = {f"badge:{pk}": at for pk, at in Award.objects.values_list("pk", "awarded_at")}
        follows = {(one.followed_id, f"followed:{one.follower_id}"): one.created_at for one in Follow.objects.all()}
        for notice in Notice.objects.order_by("pk"):
            known = posts.get(notice.key) or badges.get(notice.key) or follows.get((notice.to_id, notice.key))
            at = known or ground.between(ground.now - timedelta(days=20), ground.now)
            Notice.objects.filter(pk=notice.pk).update(created_at=at, read_at=at + (ground.now - at) / 2)
        fresh = Notice.objects.filter(to=ground.people["阿芷在路上"]).order_by("-created_at", "-pk")[:UNREAD]
        Notice.objects.filter(pk__in=[notice.pk for notice in fresh]).update(read_at=None)


def earned(award: Award) -> datetime | None:
    """When the thing was done that a badge is for; None when it was a sum of many."""
    who = award.user_id
    match award.code:
        case "first_thread":
            return first(Thread.objects.filter(author=who), "created_at")
        case "first_reply":
            return first(Post.objects.filter(author=who).exclude(thread__author=who), "created_at")
        case "first_note":
            return first(Note.objects.filter(author=who), "created_at")
        case "contest_entry":
            return first(Entry.objects.filter(author=who, contest=int(award.because)), "created_at")
        case "contest_winner":
            return first(Terms.objects.filter(contest=int(award.because)), "closed_at")
        case "kol":
            return first(Kol.objects.filter(pk=who), "verified_at")
    return None


def first(rows: object, field: str) -> datetime | None:
    """The earliest of these moments."""
    found: datetime | None = rows.aggregate(found=Min(field))["found"]  # type: ignore[attr-defined]
    return found
