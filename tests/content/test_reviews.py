"""Editors' reviews beside what parents say."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from community.kols.models import Kol
from content.reviews.models import ReviewIndexPage, ReviewPage
from tadpole.errors import Invalid
from tests.budget import same_queries
from tests.factories.content import a_picture, a_product, a_review
from tests.factories.notes import a_note
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db
BUDGET = 20  # queries a page


def test_an_editor_publishes_a_review_of_a_product(cast: Any, client_of: Callable[[Any], Client]) -> None:
    index = ReviewIndexPage.objects.get(locale__language_code="zh-hans")
    desk = client_of(cast.editor)
    add = reverse("wagtailadmin_pages:add", args=["reviews", "reviewpage", index.pk])
    assert desk.get(add).status_code == 200
    sent = {
        "title": "九款米粉",
        "slug": "九款米粉",
        "product": str(a_product().pk),
        "summary": "颗粒细的那两款最省心。",
        "overall": "4.5",
        "used_days": "90",
        "honesty": "bought",
        "scores": streamfield([("score", {"criterion": "好不好冲", "score": "4.5", "remark": ""})]),
        "pros": streamfield([("point", "不结块")]),
        "cons": streamfield([("point", "罐口太窄")]),
        "body": streamfield([("paragraph", rich_text("<p>吃了九十天。</p>"))]),
        "verdict": "值得留一罐。",
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    answer = desk.post(add, dict(nested_form_data(sent)))
    assert answer.status_code == 302, answer.context["form"].errors
    text = Client().get("/reviews/九款米粉/").content.decode()
    for words in (
        "强化铁米粉",
        "自费购买",
        "用了 90 天",
        "好不好冲",
        "不结块",
        "罐口太窄",
        "值得留一罐。",
        "吃了九十天。",
    ):
        assert words in text


def test_parents_notes_and_their_stars_stand_beside_it(cast: Any, settle: Callable[[], int]) -> None:
    review = a_review(by=cast.editor)
    assert "还没有人写过" in Client().get(review.get_url()).content.decode()
    a_note(by=cast.alice, title="我家吃完一罐", product=review.product, stars=4)
    a_note(by=cast.bob, title="换了三种才换到它", product=review.product, stars=5)
    a_note(by=cast.mei, title="說的是別的東西", product=a_product("cup", name="学饮杯"), stars=1)
    settle()
    answer = Client().get(review.get_url())
    text = answer.content.decode()
    assert "我家吃完一罐" in text
    assert "說的是別的東西" not in text
    assert "2 位爸妈打分" in text
    assert answer.context["page"].product.stars == 4.5


def test_the_products_page_shows_the_review_in_the_readers_language(cast: Any) -> None:
    review = a_review(by=cast.editor)
    address = reverse("products:product", args=[review.product.slug])
    assert review.title in Client().get(address).content.decode()
    assert review.title not in Client().get(f"/en{address}").content.decode()


def test_machines_are_told_what_was_reviewed(cast: Any) -> None:
    review = a_review(by=cast.editor, cover=a_picture())
    text = Client().get(review.get_url()).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1])  # type: ignore[index]
    assert (data["@type"], data["itemReviewed"]["name"], data["reviewRating"]["ratingValue"]) == (
        "Review",
        "强化铁米粉",
        "4.5",
    )


def test_the_index_keeps_its_budget_and_can_be_narrowed(cast: Any) -> None:
    a_review(by=cast.editor, cover=a_picture(), product=a_product(picture=a_picture()))

    def more() -> None:
        for n in range(3):
            a_review(
                by=cast.editor,
                title=f"又一次{n}",
                product=a_product(f"thing-{n}", name=f"东西{n}", category="sleep", picture=a_picture()),
            )
        Client().get("/reviews/")

    assert same_queries(lambda: Client().get("/reviews/"), more) <= BUDGET
    assert len(Client().get("/reviews/?category=sleep").context["reviews"]) == 3
    assert len(Client().get("/reviews/?category=nothing").context["reviews"]) == 4


def test_a_review_asks_the_same_however_many_notes_there_are(cast: Any) -> None:
    review = a_review(by=cast.editor, cover=a_picture())
    a_note(by=cast.alice, product=review.product, stars=5)
    people = (cast.bob, cast.mei, cast.outsider)

    def more() -> None:
        for one in people:
            a_note(by=one, product=review.product, stars=3)

    assert same_queries(lambda: Client().get(review.get_url()), more) <= BUDGET


def test_a_score_stays_between_none_and_five(cast: Any) -> None:
    with pytest.raises(Invalid) as refused:
        a_review(by=cast.editor, overall="5.5")
    assert refused.value.field == "overall"
    assert not ReviewPage.objects.exists()


def test_a_half_filled_review_is_kept_as_a_draft_and_previewed(cast: Any, client_of: Callable[[Any], Client]) -> None:
    desk = client_of(cast.editor)
    index = ReviewIndexPage.objects.get(locale__language_code="zh-hans")
    empty = {name: streamfield([]) for name in ("scores", "pros", "cons", "body")}
    half = {"title": "才开头", "slug": "begun", "honesty": "bought", "used_days": "0", **empty}
    half = dict(nested_form_data({**half, "comments": inline_formset([])}))
    answer = desk.post(reverse("wagtailadmin_pages:add", args=["reviews", "reviewpage", index.pk]), half)
    assert answer.status_code == 302, answer.context["form"].errors
    page = ReviewPage.objects.get()
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert desk.post(preview, half).json()["is_valid"]
    assert desk.get(preview, {"mode": ""}).status_code == 200
    refused = edited(desk, reverse("wagtailadmin_pages:edit", args=[page.pk]), {**half, "action-publish": "1"})
    assert {"product", "overall", "summary"} <= set(refused.context["form"].errors)


def test_only_people_whose_papers_stand_are_offered_as_writers_and_experts(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    Kol.objects.create(user=cast.outsider, speciality="儿科", credential="还没看过")
    desk = client_of(cast.editor)
    for app, model, names in (("reviews", "reviewpage", ["author"]), ("guides", "guidepage", ["author", "reviewer"])):
        index = Page.objects.get(
            content_type__app_label=app, content_type__model__endswith="indexpage", locale__language_code="zh-hans"
        )
        form = desk.get(reverse("wagtailadmin_pages:add", args=[app, model, index.pk])).context["form"]
        cast.doctor, cast.alice  # noqa: B018  (they exist)
        for name in names:
            offered = set(form.fields[name].queryset.values_list("pk", flat=True))
            assert cast.doctor.pk in offered
            assert not {cast.outsider.pk, cast.alice.pk} & offered
