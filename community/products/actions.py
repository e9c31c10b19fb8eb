"""What changes a product besides the editors: the counts of its notes."""

from django.db import transaction
from django.db.models import F

from community.products.events import ProductChanged
from community.products.models import Product
from tadpole.events import publish


@transaction.atomic
def count_note(*, product_id: int | None, stars: int | None, more: int) -> None:
    """One note more (1) or fewer (-1) on a product; called in the transaction that writes the note. None: no product."""
    if product_id is None:
        return
    Product.objects.filter(pk=product_id).update(
        notes_count=F("notes_count") + more,
        rated_count=F("rated_count") + (more if stars else 0),
        stars_sum=F("stars_sum") + more * (stars or 0),
    )


@transaction.atomic
def set_counts(*, product_id: int, notes_count: int, rated_count: int, stars_sum: int) -> None:
    """Write counts that notes worked out anew."""
    Product.objects.filter(pk=product_id).update(notes_count=notes_count, rated_count=rated_count, stars_sum=stars_sum)


@transaction.atomic
def tell_changed(*, product_id: int) -> None:
    """Publish that editors changed the catalogue in the CMS, which saves for itself."""
    publish(ProductChanged(product_id=product_id))
