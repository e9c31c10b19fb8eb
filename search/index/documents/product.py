from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.products.models import Product
from search.index.documents.sources import EVERYBODY, Card, Source, Viewer
from search.index.rules import LONGEST_BODY, Document


def rows() -> QuerySet[Product]:
    return Product.objects.visible_to(EVERYBODY)


def documents(products: Sequence[Product]) -> list[Document]:
    return [
        Document(
            kind="product",
            key=str(product.pk),
            title=product.name,
            url=f"/~/products/{product.slug}/",
            at=product.created_at,
            body=product.description[:LONGEST_BODY],
            tags=(product.brand,) if product.brand else (),
        )
        for product in products
    ]


def cards(viewer: Viewer, keys: Sequence[int]) -> dict[str, Card]:
    products = (
        Product.objects.visible_to(viewer)
        .filter(pk__in=keys)
        .select_related("picture")
        .prefetch_related("picture__renditions")
    )
    return {str(product.pk): card(product) for product in products}


def card(product: Product) -> Card:
    notes = ngettext("%(count)d note", "%(count)d notes", product.notes_count) % {"count": product.notes_count}
    return Card(
        _("Product"),
        " · ".join(part for part in (product.brand, notes) if part),
        None,
        product.picture,
        "image" if product.picture else "",
    )


SOURCE = Source("product", rows, documents, cards)
