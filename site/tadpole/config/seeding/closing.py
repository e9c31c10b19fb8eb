"""What is left when everybody has spoken: the news is delivered and dated, and most of it has been read."""

from community.badges.models import Award
from community.notifications.models import Notice
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from tadpole.config.seeding.ground import Ground
from tadpole.events import bus
from tadpole.events.models import Delivery

SLOW = ("pictures",)
"""Left to the workers of the running site: seconds of drawing for each photo. The first page shows originals meanwhile."""


def deliver(out: object = None) -> int:
    """Everything due but the slow queues, with a bar; how many deliveries."""
    total = Delivery.objects.waiting().exclude(queue__in=SLOW).count()
    done = 0
    with tqdm(total=total, desc=f"{'telling everybody':<22}", file=out, mininterval=0.3) as bar:
        while batch := bus.due_deliveries(timezone.now(), leave=SLOW):
            with transaction.atomic():
                heard = sum(bus.deliver_one(pk) for pk in batch)
            bar.update(heard)
            done += heard
            if not heard:
                break
    return done
