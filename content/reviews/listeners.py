"""What follows when a review is published."""

from django.db import transaction

from content.blocks.actions import make_renditions
from content.reviews.events import ReviewPublished
from content.reviews.models import ReviewPage
from tadpole.events import listens_to


@listens_to(ReviewPublished, queue="pictures")
def make_pictures(event: ReviewPublished) -> None:
    """Its pictures in all sizes, after this delivery's transaction. Lost with the process, the first reader's request makes them."""
    page = ReviewPage.objects.live().select_related("product__picture").filter(pk=event.page_id).first()
    if page:
        transaction.on_commit(lambda: make_renditions(cover=page.art, pictures=list(page.body_pictures())), robust=True)
