"""The front page in three languages, and what the house hears of the CMS."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_unpublished
from wagtail.test.utils import WagtailPageTestCase
from wagtail.users.models import UserProfile

from content.guides.models import GuideIndexPage, GuidePage
from content.guides.rules import Span
from content.home import listeners
from content.home.actions import tell_lost
from content.home.models import HomePage, StandardPage
from content.reviews.models import ReviewIndexPage, ReviewPage
from tadpole.accounts.rules import CONSENTS
from tadpole.events.models import Fact
from tests.budget import same_queries
from tests.factories.content import a_guide, a_picture, a_review
from tests.factories.families import a_born_child

pytestmark = pytest.mark.django_db
BUDGET = 20  # queries a page


def told(name: str) -> list[dict[str, Any]]:
    return list(Fact.objects.filter(name=name).order_by("pk").values_list("payload", flat=True))


def test_the_front_page_stands_in_three_languages_and_the_root_is_simplified() -> None:
    site = Site.objects.get(is_default_site=True)
    assert site.root_page.locale.language_code == "zh-hans"
    assert sorted(page.locale.language_code for page in HomePage.objects.all()) == ["en", "zh-hans", "zh-hant"]
    for address, lang in (("/", "zh-Hans"), ("/zh-hant/", "zh-Hant"), ("/en/", "en")):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert f'<html lang="{lang}"' in answer.content.decode()


def test_the_front_page_shows_the_newest_guides_and_reviews_to_anybody(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    guide, review = a_guide(by=cast.editor), a_review(by=cast.editor)
    for person in (cast.nobody, cast.alice):
        text = client_of(person).get("/").content.decode()
        assert guide.get_url() in text
        assert review.get_url() in text
    assert guide.get_url() not in Client().get("/en/").content.decode()


def test_the_guide_of_the_week_is_shown_first_and_once(cast: Any) -> None:
    guide = a_guide(by=cast.editor)
    HomePage.objects.filter(locale__language_code="zh-hans").update(hero_guide=guide)
    answer = Client().get("/")
    assert answer.context["picked"] == guide
    assert guide not in answer.context["guides"]


def test_the_front_page_asks_the_same_however_much_there_is(cast: Any) -> None:
    a_guide(by=cast.editor)
    a_review(by=cast.editor)

    def more() -> None:
        for n in range(3):
            a_guide(by=cast.editor, title=f"第{n}篇")
            a_review(by=cast.editor, title=f"第{n}次")

    assert same_queries(lambda: Client().get("/"), more) <= BUDGET


def test_people_who_are_not_signed_in_may_be_served_from_a_cache(cast: Any, client_of: Callable[[Any], Client]) -> None:
    answer = Client().get("/")
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in answer["Vary"]
    assert "private" in client_of(cast.alice).get("/")["Cache-Control"]


def test_publishing_is_told_once_also_when_the_sweep_looks_again(cast: Any) -> None:
    guide, review = a_guide(by=cast.editor), a_review(by=cast.editor)
    assert told("guides.GuidePublished") == [{"page_id": guide.pk, "revision_id": guide.live_revision_id}]
    assert told("reviews.ReviewPublished") == [{"page_id": review.pk, "revision_id": review.live_revision_id}]
    assert tell_lost(now=timezone.now()) == 0
    listeners.on_published(instance=guide)
    assert len(told("guides.GuidePublished")) == 1


def test_a_process_killed_between_wagtails_publish_and_our_event_loses_nothing(
    cast: Any, settle: Callable[[], int], client_of: Callable[[Any], Client]
) -> None:
    page_published.disconnect(listeners.on_published)
    try:
        guide = a_guide(by=cast.editor)
    finally:
        page_published.connect(listeners.on_published)
    assert told("guides.GuidePublished") == []
    assert tell_lost(now=timezone.now()) == 1
    assert told("guides.GuidePublished") == [{"page_id": guide.pk, "revision_id": guide.live_revision_id}]
    assert tell_lost(now=timezone.now()) == 0
    settle()
    assert 'id="discussion"' in client_of(cast.alice).get(guide.get_url()).content.decode()


def test_a_withdrawal_that_nobody_was_told_of_is_told_by_the_sweep(cast: Any) -> None:
    guide, other = a_guide(by=cast.editor), a_guide(by=cast.editor, title="另一篇")
    page_unpublished.disconnect(listeners.on_unpublished)
    try:
        guide.unpublish()
        GuidePage.objects.get(pk=other.pk).delete()
    finally:
        page_unpublished.connect(listeners.on_unpublished)
    assert told("blocks.PageUnpublished") == []
    tell_lost(now=timezone.now())
    assert told("blocks.PageUnpublished") == [{"page_id": guide.pk}, {"page_id": other.pk}]
    assert tell_lost(now=timezone.now()) == 0


def test_each_time_a_page_goes_and_comes_back_is_told(cast: Any) -> None:
    guide = a_guide(by=cast.editor)
    for _ in range(2):
        guide.unpublish()
        guide.latest_revision.publish()
        guide = GuidePage.objects.get(pk=guide.pk)
    assert len(told("guides.GuidePublished")) == 3
    assert len(told("blocks.PageUnpublished")) == 2
    assert tell_lost(now=timezone.now()) == 0


def test_of_other_pages_is_told_who_may_read_them_and_not_of_those_below() -> None:
    home = HomePage.objects.get(locale__language_code="en")
    home.save_revision().publish()
    assert [(fact.name, fact.payload) for fact in Fact.objects.all()] == [
        ("blocks.PageAudienceChanged", {"page_id": home.pk, "below": False})
    ]


def test_the_sitemap_has_every_language_with_its_alternates(cast: Any) -> None:
    guide = a_guide(by=cast.editor)
    translated = a_guide(by=cast.editor, title="First spoonful", locale="en", translation_of=guide)
    answer = Client().get("/sitemap.xml")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert f"<loc>http://testserver{guide.get_url()}</loc>" in text
    assert f"<loc>http://testserver{translated.get_url()}</loc>" in text
    assert f'<xhtml:link rel="alternate" hreflang="en" href="http://testserver{translated.get_url()}"/>' in text
    assert 'hreflang="x-default" href="http://testserver/"' in text
    assert timezone.localdate().isoformat() in text
    guide.unpublish()
    assert "http://testserver" + guide.get_url() not in Client().get("/sitemap.xml").content.decode()


def test_the_sitemap_asks_the_same_however_many_pages_there_are(cast: Any) -> None:
    a_guide(by=cast.editor)
    same_queries(
        lambda: Client().get("/sitemap.xml"), lambda: [a_guide(by=cast.editor, title=f"第{n}篇") for n in range(3)]
    )


def test_page_tree_is_sound() -> None:
    assert Page.find_problems() == ([], [], [], [], [])
    migrated = MigrationRecorder.Migration.objects.latest("applied").applied
    assert abs(migrated - HomePage.objects.first().first_published_at) < timedelta(days=1)


def test_pictures_are_made_before_anybody_asks(
    cast: Any, settle: Callable[[], int], django_capture_on_commit_callbacks: Any
) -> None:
    cover = a_picture()
    with django_capture_on_commit_callbacks(execute=True):
        a_guide(by=cast.editor, cover=cover)
        settle()
    made = set(cover.renditions.values_list("filter_spec", flat=True))
    Client().get("/")
    Client().get("/guides/第一口从一勺含铁的米粉开始/")
    assert made
    assert set(cover.renditions.values_list("filter_spec", flat=True)) == made


def test_a_plain_page_stands_under_the_front_page(cast: Any, client_of: Callable[[Any], Client]) -> None:
    home = HomePage.objects.get(locale__language_code="zh-hans")
    page = home.add_child(
        instance=StandardPage(
            title="我们是谁",
            slug="about",
            body=[("heading", "先说清楚"), ("paragraph", "<p>这里写的不能代替看医生。</p>")],
        )
    )
    page.save_revision().publish()
    text = Client().get("/about/").content.decode()
    assert "先说清楚" in text
    assert "不能代替看医生" in text


@pytest.mark.parametrize(
    ("prefix", "terms", "privacy"),
    [
        ("", "满 14 岁的人", "附带的信息全部去掉"),
        ("/zh-hant", "年滿 14 歲的人", "附帶的資訊全部去掉"),
        ("/en", "People of 14 years and over", "what the camera wrote into it"),
    ],
)
def test_terms_and_privacy_are_there_in_every_language(prefix: str, terms: str, privacy: str) -> None:
    """Each page knows its translations, carries the version that new members agree to, and is linked from every page."""
    browser = Client()
    for slug, words in (("terms", terms), ("privacy", privacy)):
        answer = browser.get(f"{prefix}/{slug}/")
        assert answer.status_code == 200
        text = answer.content.decode()
        assert words in text
        assert CONSENTS[slug] in text
        assert 'hreflang="zh-Hant"' in text and f'href="{prefix}/{slug}/"' in text
    signing_up = browser.get(f"{prefix}/account/signup/").content.decode()
    assert signing_up.count(f'href="{prefix}/terms/"') == 2
    assert signing_up.count(f'href="{prefix}/privacy/"') == 2


@override_settings(STAFF_SECOND_FACTOR=False)
class TestTree(WagtailPageTestCase):
    """Which page may hang where. Wagtail's own helpers sign in with a password alone."""

    def test_pages_hang_where_they_belong(self) -> None:
        self.assertCanCreateAt(HomePage, GuideIndexPage)
        self.assertCanCreateAt(GuideIndexPage, GuidePage)
        self.assertCanCreateAt(ReviewIndexPage, ReviewPage)
        self.assertCanCreateAt(HomePage, StandardPage)
        self.assertCanNotCreateAt(HomePage, GuidePage)
        self.assertCanNotCreateAt(GuidePage, GuidePage)
        self.assertCanNotCreateAt(HomePage, HomePage)

    def test_every_kind_can_be_shown_and_previewed(self) -> None:
        home = HomePage.objects.get(locale__language_code="zh-hans")
        for page in (home, GuideIndexPage.objects.child_of(home).get(), ReviewIndexPage.objects.child_of(home).get()):
            self.assertPageIsRenderable(page)
            self.assertPageIsPreviewable(page)


def test_the_desk_speaks_three_languages(cast: Any, client_of: Callable[[Any], Client]) -> None:
    desk = client_of(cast.editor)
    index = GuideIndexPage.objects.get(locale__language_code="zh-hans")
    for code, words in (("zh-hans", "谁为它负责"), ("zh-hant", "誰為它負責"), ("en", "Who stands for it")):
        UserProfile.objects.update_or_create(user=cast.editor, defaults={"preferred_language": code})
        assert (
            words
            in desk.get(reverse("wagtailadmin_pages:add", args=["guides", "guidepage", index.pk])).content.decode()
        )


def test_a_changed_block_makes_no_migration() -> None:
    call_command("makemigrations", "guides", "reviews", "home", check=True, dry_run=True, verbosity=0)
    for name in ("guides", "reviews", "home"):
        assert "wagtail.blocks" not in Path(apps.get_app_config(name).path, "migrations", "0001_initial.py").read_text(
            encoding="utf-8"
        )


def test_a_new_guide_goes_through_the_workflow(cast: Any) -> None:
    assert a_guide(by=cast.editor).get_workflow() is not None


def test_a_parent_sees_her_own_child_and_what_to_read_and_nobody_else_does(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    fits = a_guide(by=cast.editor, title="第一口", stages=[Span("baby", 4, 12)])
    later = a_guide(by=cast.editor, title="会走了", stages=[Span("baby", 13, 36)])
    child = a_born_child(by=cast.alice, birth_date=timezone.localdate() - timedelta(days=190), nickname="小豆包豆包")
    HomePage.objects.filter(locale__language_code="zh-hans").update(hero_guide=later)
    own = client_of(cast.alice).get("/").content.decode()
    card = own[own.index('class="card week"') : own.index("</article>")]
    assert child.nickname in card and fits.title in card and later.title not in card
    for other in (cast.bob, cast.nobody):
        assert child.nickname not in client_of(other).get("/").content.decode()
