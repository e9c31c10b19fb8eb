"""Editors keep the catalogue in the CMS; parents browse and find it."""

from typing import Any

import pytest

from community.products.models import Product
from tests.factories.notes import a_product
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db
FIELDS = {
    "name": "云朵睡袋",
    "slug": "cloud-bag",
    "brand": "小陶罐",
    "category": "sleep",
    "description": "秋冬一层就够。",
    "picture": "",
}


@pytest.fixture
def desk(cast: Any, client_of: Any) -> Any:
    """An editor's, by the rights of her group alone."""
    return client_of(cast.editor)


@pytest.mark.needs("elasticsearch")
def test_what_an_editor_adds_is_browsed_and_found_and_what_she_deletes_is_gone(
    desk: Any, cast: Any, client_of: Any, settle: Any
) -> None:
    assert desk.post("/cms/snippets/products/product/add/", FIELDS).status_code == 302
    settle()
    reader = client_of(cast.nobody)
    bag = Product.objects.get()
    assert "云朵睡袋" in reader.get("/products/?category=sleep").content.decode()
    assert "云朵睡袋" not in reader.get("/products/?category=play").content.decode()
    assert "cloud-bag" in reader.get("/search/?q=云朵睡袋").content.decode()
    edited(desk, f"/cms/snippets/products/product/edit/{bag.pk}/", {**FIELDS, "name": "云朵被"})
    settle()
    assert "cloud-bag" in reader.get("/search/?q=云朵被").content.decode()
    desk.post(f"/cms/snippets/products/product/delete/{bag.pk}/")
    settle()
    assert "cloud-bag" not in reader.get("/search/?q=云朵被").content.decode()
    assert reader.get("/products/cloud-bag/").status_code == 404


def test_a_parent_cannot_reach_the_desk(cast: Any, client_of: Any) -> None:
    for person in (cast.alice, cast.nobody):
        assert client_of(person).post("/cms/snippets/products/product/add/", FIELDS).status_code in (302, 403)
    assert not Product.objects.exists()


def test_an_empty_shelf_says_so(cast: Any, client_of: Any) -> None:
    assert "这里还空着" in client_of(cast.nobody).get("/products/").content.decode()
    a_product(name="小碗")
    assert "这里还空着" not in client_of(cast.nobody).get("/products/?category=no-such").content.decode()
