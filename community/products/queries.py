"""Reading the catalogue."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.products.models import Product
from tadpole.accounts.models import User
from tadpole.errors import NotFound
from tadpole.ui.paging import KeyPage, page_by_key

Viewer = User | AnonymousUser


def product_by_slug(viewer: Viewer, slug: str) -> Product:
    """One product; raises NotFound."""
    product = Product.objects.visible_to(viewer).select_related("picture").filter(slug=slug).first()
    if product is None:
        raise NotFound(_("This product is not in our list (any more)."))
    return product


def catalogue(viewer: Viewer, *, category: str = "", after: str | None = None) -> KeyPage[Product]:
    """Products by how much parents wrote about them; of one category when asked."""
    rows = Product.objects.visible_to(viewer).select_related("picture").prefetch_related("picture__renditions")
    if category in Product.Category.values:
        rows = rows.filter(category=category)
    return page_by_key(rows, order=("-notes_count", "-pk"), after=after, size=24)
