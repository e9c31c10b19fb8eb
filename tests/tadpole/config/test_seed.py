"""The demo community: everybody is there, the three can sign in, and what they search is found."""

import io
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Site

from campaigns.contests.models import ContestPage, Entry, Vote
from community.badges.models import Award
from community.circles.models import Circle, Membership
from community.families.models import Child
from community.live.models import Comment, LiveSession
from community.notes.models import Note
from community.notifications.models import Notice
from community.profiles.models import Follow, Profile
from community.threads.models import Post, Thread
from content.guides.models import GuideCheck, GuidePage
from content.guides.queries import waiting_page
from search.index.queries import results
from tadpole.accounts.models import User
from tadpole.config.demo.sign_ins import SIGN_INS
from tadpole.config.seeding.floors import counted
from tadpole.config.seeding.ground import Ground
from tadpole.config.seeding.pages import span_of
from tadpole.config.seeding.people import found_families, make_company, settle_people
from tadpole.config.seeding.talk import open_circles
from tadpole.events.models import Delivery
from tests import database
from tests.forms_on_pages import edited
from tests.second_factor import shown

PAGES = [
    "/",
    "/zh-hant/",
    "/en/",
    "/guides/",
    "/en/guides/",
    "/reviews/",
    "/circles/",
    "/notes/",
    "/live/",
    "/contests/",
    "/terms/",
    "/en/privacy/",
]


pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def site(
    seeded_database: Path, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Path]:
    """A copy of the seeded home that this process reads and writes."""
    home = tmp_path_factory.mktemp("seeded")
    shutil.copytree(seeded_database, home, dirs_exist_ok=True)
    as_the_site_does = override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"], MEDIA_ROOT=home / "uploads"
    )
    with as_the_site_does, django_db_blocker.unblock():
        database.use(home / "tadpole.sqlite3")
        Site.clear_site_root_paths_cache()
        yield home
        database.use(Path(settings.HOME) / "test.sqlite3")
        Site.clear_site_root_paths_cache()


def test_everything_is_there(site: Path) -> None:
    found = counted()
    assert found["guides"] + found["reviews"] == 24
    assert (found["products"], found["threads"], found["notes"], found["contests"]) == (12, 80, 24, 2)
    assert Profile.objects.count() == 63 and Profile.objects.exclude(verified_as="").count() == 3
    assert Circle.objects.filter(kind="topic").count() == 8 and Circle.objects.filter(kind="birth_club").count() > 5
    assert Child.objects.count() == 53
    assert found["posts"] == 522 and found["comments"] == 100 and found["votes"] > 230
    assert {page.locale.language_code for page in GuidePage.objects.select_related("locale")} == {
        "zh-hans",
        "zh-hant",
        "en",
    }


def test_guides_were_checked_by_their_experts_and_one_waits(site: Path) -> None:
    checked = GuidePage.objects.with_checks().exclude(reviewer=None)
    assert checked.count() == GuideCheck.objects.count() == checked.filter(checked_at__isnull=False).count() > 0
    kol = User.objects.get(email="kol@example.org")
    assert [one.revision.content["slug"] for one in waiting_page(kol, after=None)] == ["baby-eczema"]
    assert not Delivery.objects.filter(listener__endswith="carry_mail").exists(), "the first start prints no mail"


@pytest.mark.parametrize("who", [who for who, _email, _password in SIGN_INS])
def test_the_four_can_sign_in(site: Path, who: str) -> None:
    email, password = next((email, password) for one, email, password in SIGN_INS if one == who)
    browser = Client()
    answer = browser.post("/account/login/", {"login": email, "password": password})
    assert answer.status_code == 302
    assert browser.session["_auth_user_id"] == str(User.objects.get(email=email).pk)
    assert browser.get("/").status_code == 200


def test_the_editor_may_publish_and_moderate(site: Path) -> None:
    editor = User.objects.get(email="editor@example.org")
    browser = Client()
    browser.force_login(editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    shown(browser, editor)
    for address in ("/cms/", "/moderation/", "/kols/queue/"):
        assert browser.get(address).status_code == 200, address
    guide = GuidePage.objects.live().first()
    for name, arguments in (
        ("simple_translation:submit_page_translation", [guide.pk]),
        ("wagtailredirects:add", []),
        ("wagtailadmin_workflows:index", []),
        ("wagtailadmin_workflows:add", []),
        ("wagtailadmin_workflows:task_index", []),
        ("wagtailadmin_collections:add", []),
    ):
        assert browser.get(reverse(name, args=arguments)).status_code == 200, name
    assert browser.get(reverse("wagtailusers_users:index")).status_code == 302


def test_the_administrator_gives_roles(site: Path) -> None:
    administrator = User.objects.get(email="admin@example.org")
    parent = User.objects.get(email="parent@example.org")
    browser = Client()
    browser.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    shown(browser, administrator)
    for name, arguments in (
        ("wagtailusers_users:index", []),
        ("wagtailusers_groups:index", []),
        ("wagtailusers_users:add", []),
        ("wagtailsites:index", []),
    ):
        assert browser.get(reverse(name, args=arguments)).status_code == 200, name
    address = reverse("wagtailusers_users:edit", args=[parent.pk])
    editors = Group.objects.get(name="Editors")
    sent = {"email": parent.email, "first_name": "", "last_name": "", "is_active": "on", "groups": [editors.pk]}
    answer = edited(browser, address, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    parent.refresh_from_db()
    assert parent.is_staff
    assert edited(browser, address, {**sent, "groups": []}).status_code == 302
    parent.refresh_from_db()
    assert not parent.is_staff


def test_nobody_else_can_sign_in_and_all_agreed(site: Path) -> None:
    others = User.objects.exclude(email__in=[email for _who, email, _password in SIGN_INS])
    assert not any(user.has_usable_password() for user in others)
    assert not User.objects.filter(age_confirmed_at=None).exists()
    assert User.objects.annotate(agreed=Count("consents")).filter(agreed=2).count() == 63


@pytest.mark.parametrize("address", PAGES)
def test_pages_answer(site: Path, address: str) -> None:
    assert Client().get(address).status_code == 200


def test_eczema_is_found_everywhere(site: Path) -> None:
    found = results(AnonymousUser(), "湿疹").counts
    assert all(
        found.get(kind) for kind in ("guide", "review", "product", "thread", "note", "entry", "kol", "live", "circle")
    ), found


def test_contests_are_voted_and_closed(site: Path) -> None:
    over, running = ContestPage.objects.order_by("opens_at")
    assert over.terms.closed_at and not running.terms.closed_at
    winner = Entry.objects.get(contest=over, place=1)
    assert winner.author.profile.name == "豆豆爸修水管"
    assert Award.objects.filter(user=winner.author, code="contest_winner").exists()
    for entry in Entry.objects.all():
        assert entry.votes_count == Vote.objects.filter(entry=entry).count()
    assert not Vote.objects.filter(voter=F("entry__author")).exists()


def test_live_sessions_are_where_they_should_be(site: Path) -> None:
    on_air = LiveSession.objects.on_air().get()
    assert on_air.scheduled_at == on_air.started_at and on_air.started_at < timezone.now() - timedelta(minutes=15)
    assert LiveSession.objects.over().count() == 1 and LiveSession.objects.filter(started_at=None).count() == 1
    assert on_air.comments_count == Comment.objects.filter(session=on_air).count() == 60
    assert Client().get(f"/live/{on_air.pk}/").status_code == 200


def test_history_lies_in_the_past_and_in_order(site: Path) -> None:
    now = timezone.now()
    for model in (Thread, Post, Note, Notice, Follow):
        assert not model.objects.filter(created_at__gt=now).exists(), model
    for thread in Thread.objects.in_circles().prefetch_related("posts"):
        times = [post.created_at for post in thread.posts.order_by("number")]
        assert times == sorted(times) and thread.last_posted_at == times[-1]
    assert not Post.objects.filter(created_at__lt=F("author__date_joined")).exists()


def test_all_news_was_told_and_read_but_some(site: Path) -> None:
    assert not Delivery.objects.failed().exists()
    assert set(Delivery.objects.waiting().values_list("queue", flat=True)) == {"pictures"}
    unread = Notice.objects.filter(read_at=None)
    assert set(unread.values_list("to__email", flat=True)) == {"parent@example.org"} and unread.count() == 4


def test_counters_hold(site: Path) -> None:
    for circle in Circle.objects.all():
        assert circle.threads_count == Thread.objects.filter(circle=circle).count()
        assert circle.members_count == Membership.objects.filter(circle=circle).count()
    for profile in Profile.objects.all():
        assert profile.followers_count == Follow.objects.filter(followed=profile.pk).count()


def test_the_same_number_gives_the_same_people(db: None) -> None:
    assert lives(7) == lives(7) != lives(8)


def lives(number: int) -> list[Any]:
    """What the first floors make of a number; nothing of it is kept."""
    with transaction.atomic():
        ground = Ground(now=timezone.now().replace(microsecond=0), dice=Random(number), out=io.StringIO())
        for floor in (settle_people, open_circles, found_families, make_company):
            floor(ground)
        names = dict(Profile.objects.values_list("pk", "name"))
        found = [
            (names[one.follower_id], names[one.followed_id], (ground.now - one.created_at).total_seconds() // 60)
            for one in Follow.objects.order_by("pk")
        ]
        transaction.set_rollback(True)
    return found


def test_a_site_with_members_is_left_alone(cast: Any) -> None:
    assert cast.alice.pk
    with pytest.raises(CommandError, match="members already"):
        call_command("seed_demo")
    assert User.objects.count() == 1


def test_stages_of_the_data_are_understood() -> None:
    assert (span_of("1-3y").start, span_of("1-3y").end) == (12, 36)  # type: ignore[union-attr]
    assert span_of("pregnancy-28-40w").kind == "pregnancy"  # type: ignore[union-attr]
    assert span_of("trying") is not None and span_of("loss") is None
