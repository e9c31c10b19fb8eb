"""Notes and products, made through their actions."""

from typing import Any

from community.notes.actions import publish_note
from community.notes.models import Note
from community.products.models import Product
from tests.factories.photos import a_photo

_numbers = iter(range(1, 10**6))


def a_product(**fields: Any) -> Product:
    number = next(_numbers)
    return Product.objects.create(
        **{"slug": f"product-{number}", "name": f"小碗 {number}", "category": "feeding", **fields}
    )


def a_note(
    *, by: Any, title: str = "用了三个月的小碗", text: str = "吸得住，洗得净。", photos: Any = None, **fields: Any
) -> Note:
    return publish_note(by=by, title=title, text=text, photos=photos or [a_photo(by=by)], **fields)
