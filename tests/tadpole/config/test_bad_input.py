"""What cannot be read in the staff's rooms is answered with a sentence and the editor's words; nothing falls over, nothing is saved."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from content.guides.models import GuidePage
from tests.factories.content import a_guide, a_review
from tests.fuzzing import forms_in

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]
HUGE = "9" * 30


@pytest.fixture
def desk(cast: Any, client_of: Any) -> Client:
    client: Client = client_of(cast.staff)
    client.raise_request_exception = False
    return client


@pytest.fixture
def guide(cast: Any) -> GuidePage:
    return a_guide(by=cast.doctor)


def sent(desk: Client, guide: GuidePage, **broken: str) -> Any:
    """The page's own form as it stands, with some fields broken; `None` leaves one out."""
    address = f"/cms/pages/{guide.pk}/edit/"
    form = next(one for one in forms_in(desk.get(address).content.decode()) if "title" in one)
    form |= {"title": "没有存下的题目", **broken}
    return desk.post(address, {name: value for name, value in form.items() if value is not None})


@pytest.mark.parametrize(
    "broken",
    [
        {"body-count": "abc"}, {"body-count": "100000"}, {"body-count": HUGE}, {"body-count": None}, {"body-0-value": "{"},
        {"body-0-value": "[" * 3_000}, {"body-0-type": "nothing"}, {"body-0-order": "abc"}, {"cover": "abc"}, {"cover": HUGE},
        {"author": "abc"}, {"author": HUGE}, {"stages-TOTAL_FORMS": "abc"}, {"stages-TOTAL_FORMS": "100000"},
        {"stages-TOTAL_FORMS": None}, {"stages-0-id": HUGE}, {"stages-0-start": HUGE}, {"reviewer": "abc"},
        {"go_live_at": "9999-99-99"}, {"slug": "\x00"}, {"summary": "a\x00b"}, {"comments-TOTAL_FORMS": "-1"},
    ],
)  # fmt: skip
def test_a_broken_form_of_a_page(desk: Client, guide: GuidePage, broken: dict[str, Any]) -> None:
    answer = sent(desk, guide, **broken)
    assert answer.status_code in (200, 400), answer.status_code
    assert answer.status_code == 200 or "没有存下的题目" in answer.content.decode(), "the words are still there"
    guide.refresh_from_db()
    assert guide.title != "没有存下的题目"


@pytest.mark.parametrize(
    "query",
    [
        "p=abc", f"p={HUGE}", "p=-1", "ordering=nothing", "ordering=owner__password", "locale=xx", f"locale={HUGE}", "q=%00", "q=a%00b",
        "page_type=nothing", "page_type=a.b.c", "content_type=abc", "owner=abc", f"owner={HUGE}", "date_from=2026-02-31",
        "latest_revision_created_at_from=99-99", "site=abc", "collection_id=abc", f"collection_id={HUGE}", "tag=%00", "user=abc",
    ],
)  # fmt: skip
def test_broken_filters(desk: Client, guide: GuidePage, query: str) -> None:
    parent = guide.get_parent().pk
    for place in (
        f"pages/{parent}/",
        "pages/search/",
        "images/",
        "documents/",
        "users/",
        "reports/site-history/",
        "choose-page/",
    ):
        assert desk.get(f"/cms/{place}?{query}").status_code < 500, place


@pytest.mark.parametrize("number", ["abc", "-1", "0", HUGE, "9" * 19])
def test_no_row_is_called_so(desk: Client, number: str) -> None:
    for place in (
        "pages/{}/edit/",
        "pages/{}/",
        "images/{}/",
        "documents/edit/{}/",
        "users/edit/{}/",
        "snippets/products/product/edit/{}/",
    ):
        assert desk.get(f"/cms/{place.format(number)}").status_code == 404, place


@pytest.mark.parametrize(
    "place", ["-1", "abc", "wagtailadmin_home", "../", "//[", "javascript:alert(1)", "//example.org/"]
)
def test_where_to_go_on_that_is_no_place_of_ours_is_forgotten(desk: Client, guide: GuidePage, place: str) -> None:
    revision = guide.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    address = f"/cms/pages/{guide.pk}/revisions/{revision.pk}/unschedule/"
    assert desk.get(address, {"next": place}).status_code == 200
    answer = desk.post(address, {"next": place})
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, f"/cms/pages/{guide.pk}/history/")
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def test_what_others_need_is_not_deleted(desk: Client, cast: Any) -> None:
    """By no method: class-based views delete at a DELETE without asking first."""
    review = a_review(by=cast.doctor)
    address = f"/cms/snippets/products/product/delete/{review.product_id}/"
    assert desk.delete(address).status_code == 405
    assert desk.post(address).status_code < 500
    review.product.refresh_from_db()
