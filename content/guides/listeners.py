"""What follows when a guide is published."""

from django.db import transaction

from community.moderation.rules import Ref
from community.threads.actions import ensure_discussion
from content.blocks.actions import make_renditions
from content.guides.events import GuidePublished
from content.guides.models import GuidePage
from tadpole.events import listens_to


@listens_to(GuidePublished)
def open_discussion(event: GuidePublished) -> None:
    """A place to talk under the guide. The address is that of its own language: the words under it are too."""
    page = GuidePage.objects.live().filter(pk=event.page_id).first()
    if page:
        ensure_discussion(ref=Ref("guide", str(page.pk)), title=page.title, url=page.get_url() or "")


@listens_to(GuidePublished, queue="pictures")
def make_pictures(event: GuidePublished) -> None:
    """Its pictures in all sizes, after this delivery's transaction. Lost with the process, the first reader's request makes them."""
    page = GuidePage.objects.live().filter(pk=event.page_id).first()
    if page:
        transaction.on_commit(
            lambda: make_renditions(cover=page.cover, pictures=list(page.body_pictures())), robust=True
        )
