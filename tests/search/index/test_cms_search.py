"""The CMS finds Chinese from the middle of a text, in either script, and by words that mean the same."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.search.backends import get_search_backend

from community.products.models import Product
from content.guides.models import GuidePage
from search.index.adapters import query_text
from search.index.models import Synonyms
from tests.factories.content import a_guide, a_picture, a_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast: Any, client_of: Callable[[Any], Client]) -> Client:
    a_guide(by=cast.editor, title="宝宝湿疹：先把保湿做够")
    a_guide(by=cast.editor, title="第一口辅食从米粉开始")
    a_guide(by=cast.editor, title="Sleeping through the night")
    a_picture("体温计和叠好的毛巾")
    a_product("diapers", name="轻薄纸尿裤", brand="小满")
    get_document_model().objects.create(title="疫苗接种时间表", file=ContentFile(b"a", "plan.pdf"))
    Synonyms.objects.create(words="纸尿裤, 尿不湿, 尿片")
    Synonyms.objects.create(words="湿疹, 奶癣")
    return client_of(cast.editor)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("湿疹", "宝宝湿疹"),
        ("保湿", "宝宝湿疹"),
        ("睡", ""),
        ("辅", "第一口辅食"),
        ("辅食", "第一口辅食"),
        ("輔食", "第一口辅食"),
        ("辅食　米粉", "第一口辅食"),
        ("奶癣", "宝宝湿疹"),
        ("sleep", "Sleeping through"),
        ("ＳＬＥＥＰ", "Sleeping through"),
        ("宝宝濕疹", "宝宝湿疹"),
        ("先把保濕", "宝宝湿疹"),
        ("湿\u200b疹", "宝宝湿疹"),
        ("「湿疹」！", "宝宝湿疹"),
        ("奶癬", "宝宝湿疹"),
        ("口辅", "第一口辅食"),
        ("辅食-米粉", "第一口辅食"),
        ("＊", ""),
        ("食辅", ""),
        ("湿辅", ""),
        ('"*(^ AND', ""),
    ],
)
def test_a_page_is_found(desk: Client, typed: str, found: str) -> None:
    answer = desk.get(reverse("wagtailadmin_pages:search"), {"q": typed})
    assert answer.status_code == 200
    titles = [page.title for page in answer.context["pages"]]
    assert [title for title in titles if found and title.startswith(found)] or not titles
    assert not found or titles


def test_pictures_documents_products_and_choosers_too(desk: Client) -> None:
    for name, typed, title in [
        ("wagtailimages:index", "毛巾", "体温计和叠好的毛巾"),
        ("wagtailimages_chooser:choose_results", "毛巾", "体温计和叠好的毛巾"),
        ("wagtaildocs:index", "接种", "疫苗接种时间表"),
        ("wagtaildocs_chooser:choose_results", "時間表", "疫苗接种时间表"),
        ("wagtailsnippets_products_product:list", "尿不湿", "轻薄纸尿裤"),
        ("wagtailsnippetchoosers_products_product:choose_results", "尿片", "轻薄纸尿裤"),
        ("wagtailadmin_choose_page_search", "保湿", "宝宝湿疹：先把保湿做够"),
    ]:
        asked = reverse(name), {"q": typed}
        assert title in desk.get(*asked).content.decode(), name
        other = reverse(name), {"q": "雨伞"}
        assert title not in desk.get(*other).content.decode(), name


def test_more_words_find_less_and_a_changed_title_is_found_by_its_new_words(desk: Client) -> None:
    backend = get_search_backend()
    assert len(backend.search("湿疹 保湿", GuidePage)) == 1
    assert len(backend.search("湿疹 夜奶", GuidePage)) == 0
    product = Product.objects.get(slug="diapers")
    product.name = "云朵推车"
    product.save()
    assert [one.pk for one in backend.search("推車", Product)] == [product.pk]
    assert len(backend.search("纸尿裤", Product)) == 0


def test_what_is_typed_is_cut_into_pairs() -> None:
    assert query_text("湿疹膏 A型") == "湿疹 疹膏 a 型"
    assert query_text("睡") == "睡"
    assert query_text("…！") == ""


def test_a_stranger_does_not_search_there(desk: Client, cast: Any, client_of: Callable[[Any], Client]) -> None:
    answer = client_of(cast.outsider).get(reverse("wagtailadmin_pages:search"), {"q": "湿疹"})
    assert answer.status_code in (302, 403)
