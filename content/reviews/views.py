"""What reviews put into places that lower apps left open."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from community.products.models import Product
from content.reviews.models import ReviewPage

MOST = 3


def of_product(request: HttpRequest, product: object) -> SafeString | str:
    """On a product's page: what editors say of it, in the reader's language."""
    if not isinstance(product, Product):
        return ""
    reviews = ReviewPage.objects.visible_to(request.user).filter(
        product=product, locale__language_code=request.LANGUAGE_CODE
    )
    rows = list(reviews.for_cards().order_by("-first_published_at", "-pk")[:MOST])
    return render_to_string("reviews/of_product.html", {"reviews": rows}, request=request)
