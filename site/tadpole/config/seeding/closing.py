"""What is left when everybody has spoken: replies are liked, the news is delivered and dated, and most of it has been read.

No first page needs it, and it takes as long as all before: `leave_news` notes that it is to be done, `finish` does it, perhaps beside
a site that is open already, perhaps after a `finish` that was interrupted.
"""

import json
import time
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TextIO

from django.conf import settings
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
from community.products.models import Product
from community.profiles.models import Follow, Profile
from community.threads.models import Post, Thread
from search.index.actions import refresh
from tadpole.config.demo.sign_ins import SIGN_INS
from tadpole.config.seeding.ground import Ground
from tadpole.config.seeding.talk import please
from tadpole.events import bus
from tadpole.events.models import Delivery
from tadpole.events.rules import LEASE

SLOW = ("pictures",)
"""Left to the workers of the running site: seconds of drawing for each photo. Pages show originals meanwhile."""
BATCH = 500
PIECE, PAUSE = 20, 0.05
"""Beside visitors: so many deliveries hold the database for a fifth of a second, then so many seconds somebody else may write."""
UNREAD = 4


def note_path() -> Path:
    """Holds the hour and the number of a seed whose news is not told yet."""
    return Path(settings.HOME) / "seeding.json"


def leave_news(now: datetime, seed: int) -> None:
    """Note that the news is to be told."""
    hold()
    note_path().write_text(json.dumps({"now": now.isoformat(), "seed": seed}), encoding="utf-8")


def hold() -> None:
    """The workers of a running site leave alone what is due, for as long as a lease is."""
    now = timezone.now()
    Delivery.objects.waiting().exclude(queue__in=SLOW).filter(due_at__lte=now).update(due_at=now + LEASE)


def finish(out: TextIO | OutputWrapper, *, beside: bool = False) -> bool:
    """Tell and date the news that a seed left; whether any was left. `beside`: in small pieces, readers write too."""
    if not note_path().exists():
        return False
    left = json.loads(note_path().read_text(encoding="utf-8"))
    like_posts(
        Ground(now=datetime.fromisoformat(left["now"]), dice=Random(left["seed"]), out=out), PAUSE if beside else 0
    )
    deliver(out, ahead=LEASE, piece=PIECE if beside else BATCH, pause=PAUSE if beside else 0.0)
    refresh("product", list(Product.objects.values_list("pk", flat=True)))  # the catalogue tells nothing by itself
    date_the_news(Ground(now=datetime.fromisoformat(left["now"]), dice=Random(left["seed"]), out=out))
    note_path().unlink()
    return True


def like_posts(ground: Ground, pause: float) -> None:
    """Everybody finds some of what was written helpful. What came after the seed, from visitors, is left as it is."""
    ground.people = {
        one.name: one.user for one in Profile.objects.select_related("user").filter(created_at__lte=ground.now)
    }
    names = {user.pk: name for name, user in ground.people.items()}
    written = Post.objects.filter(created_at__lte=ground.now, author__in=names)
    threads = Thread.objects.in_circles().filter(created_at__lte=ground.now).order_by("created_at", "pk")
    for thread in ground.shown(threads, "likes", threads.count()):
        with transaction.atomic():
            for post in written.filter(thread=thread).order_by("number"):
                please(ground, post, names[post.author_id or 0])
            hold()
        time.sleep(pause)


def deliver(
    out: TextIO | OutputWrapper, *, ahead: timedelta = timedelta(0), piece: int = BATCH, pause: float = 0.0
) -> int:
    """Everything but the slow queues that is due, or will be so far ahead, with a bar; how many deliveries."""
    done = 0
    with tqdm(
        total=Delivery.objects.waiting().exclude(queue__in=SLOW).count(),
        desc=f"{'telling everybody':<22}",
        file=out,
        mininterval=0.3,
    ) as bar:
        while batch := bus.due_deliveries(timezone.now() + ahead, piece, leave=SLOW):
            heard = bus.deliver_together(batch)
            bar.update(heard)
            done += heard
            if not heard:
                break
            time.sleep(pause)
    return done


def date_the_news(ground: Ground) -> None:
    """Badges and notices get the hour of what they are for; all is read but the parent's newest.

    What came after the seed, from visitors, is left as it is.
    """
    with transaction.atomic():
        for award in Award.objects.order_by("pk"):
            when = earned(award)
            if when is not None and when > ground.now:
                continue
            when = when or ground.between(ground.now - timedelta(days=40), ground.now)
            Award.objects.filter(pk=award.pk).update(awarded_at=when)
        posts = {f"post:{pk}": at for pk, at in Post.objects.values_list("pk", "created_at")}
        badges = {f"badge:{pk}": at for pk, at in Award.objects.values_list("pk", "awarded_at")}
        follows = {(one.followed_id, f"followed:{one.follower_id}"): one.created_at for one in Follow.objects.all()}
        for notice in Notice.objects.order_by("pk"):
            known = posts.get(notice.key) or badges.get(notice.key) or follows.get((notice.to_id, notice.key))
            if known is not None and known > ground.now:
                continue
            at = known or ground.between(ground.now - timedelta(days=20), ground.now)
            Notice.objects.filter(pk=notice.pk).update(created_at=at, read_at=at + (ground.now - at) / 2)
        address = {who: email for who, email, _password in SIGN_INS}["parent"]
        fresh = Notice.objects.filter(to__email=address, created_at__lte=ground.now).order_by("-created_at", "-pk")[
            :UNREAD
        ]
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
