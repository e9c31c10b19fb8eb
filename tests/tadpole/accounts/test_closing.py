"""Somebody who did everything there is to do closes the account. Every table is asked what is left of them."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client

from campaigns.contests.models import Entry, Vote
from community.badges.actions import award
from community.circles.actions import join
from community.families.models import Child
from community.kols.models import Kol
from community.live.models import Comment
from community.moderation.actions import flag
from community.moderation.models import Flag, Reviewable
from community.moderation.rules import Ref
from community.notes.actions import like as like_note
from community.notes.models import Note
from community.notifications.models import Notice
from community.profiles.actions import change_profile, follow
from community.profiles.models import Profile
from community.threads.actions import like as like_post
from community.threads.models import Post, Thread
from media.photos.models import Photo
from tadpole.accounts.models import User
from tadpole.analytics.models import Measurement
from tadpole.analytics.rules import pseudonym
from tests.cast import PASSWORD
from tests.factories.circles import a_circle
from tests.factories.content import a_guide, a_review
from tests.factories.contests import a_contest, a_vote, an_entry
from tests.factories.families import a_born_child
from tests.factories.live import a_replay, comments, on_air
from tests.factories.notes import a_note, a_product
from tests.factories.photos import a_photo
from tests.factories.threads import a_reply, a_thread

NAME, EMAIL = "芷芷在荷叶上", "leaving@example.org"
MAY_STAY = {
    "notes.Note.author": "emptied and removed: votes and entries know the row",
    "contests.Entry.author": "the emptied note's: nobody sees it, its votes were spent",
    "contests.Vote.voter": "a vote stays counted; the account behind the number has no name, address or sign-in",
    "wagtailcore.Page.owner": "who made a page of the house, as a number",
    "wagtailcore.Revision.user": "the same",
    "wagtailcore.PageLogEntry.user": "the same",
}


@pytest.fixture
def leaver(cast: Any, settle: Any, db: None) -> User:
    """A person with a row in every app."""
    user = User.objects.create_user(
        EMAIL, PASSWORD, date_joined=cast.alice.date_joined, age_confirmed_at=cast.alice.date_joined
    )
    user.consents.create(kind="terms", version="2026-11")
    from community.profiles.actions import ensure_profile

    ensure_profile(by=user)
    change_profile(by=user, name=NAME, bio="两个孩子的妈妈", avatar=a_photo(by=user, printed=True))
    Kol.objects.create(user=user, speciality="哺乳指导", credential="证书", verified_at=cast.alice.date_joined)
    a_born_child(by=user, birth_date=date(2026, 3, 5), nickname="小芷")
    a_guide(by=user)
    a_guide(by=cast.editor, title="芷芷审过的", reviewer=user.kol, checked_on=date(2026, 11, 1))
    a_review(by=user)
    talk(user, cast)
    show(user, cast)
    settle()
    return user


def talk(user: User, cast: Any) -> None:
    circle = a_circle()
    join(by=user, circle=circle)
    thread = a_thread(by=user, circle=circle, title="夜里醒三次", photos=[a_photo(by=user)])
    a_reply(by=cast.bob, thread=thread, text="我家也是。")
    other = a_thread(by=cast.bob)
    like_post(by=user, post=a_reply(by=cast.mei, thread=other))
    a_reply(by=user, thread=other, text="抱抱。")
    follow(by=user, whom=cast.bob)
    follow(by=cast.bob, whom=user)
    flag(by=user, ref=Ref("post", str(other.posts.get(number=1).pk)), reason="other", note="我是芷芷")
    flag(by=cast.mei, ref=Ref("post", str(thread.posts.get(number=1).pk)), reason="other")
    a_replay(by=user, title="芷芷的重播")
    session = on_air(by=user, title="芷芷说哺乳")
    comments(session, by=user, offsets=[1000])
    award(to=user.pk, code="first_thread")


def show(user: User, cast: Any) -> None:
    product = a_product()
    a_note(by=user, title="芷芷的小碗", product=product, stars=5)
    like_note(by=user, note=a_note(by=cast.bob))
    contest = a_contest(by=cast.editor)
    an_entry(by=user, contest=contest, title="芷芷参赛")
    a_vote(by=cast.bob, entry=Entry.objects.get(author=user))
    a_vote(by=user, entry=an_entry(by=cast.bob, contest=contest))


def left_of(user_id: int) -> dict[str, int]:
    """{"app.Model.field": rows} of everything that points at the person."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if field.related_model is User and (rows := model._base_manager.filter(**{field.name: user_id}).count()):
                found[f"{model._meta.label}.{field.name}"] = rows
    return found


def stored_words() -> str:
    """Every text in every table of the database."""
    with connection.cursor() as cursor:
        names = [one.name for one in connection.introspection.get_table_list(cursor)]
        rows = []
        for name in names:
            if not name.startswith("search_vocabulary"):
                cursor.execute(f'SELECT * FROM "{name}"')
                rows += [f"{name}: {row}" for row in cursor.fetchall()]
    return "\n".join(rows)


def test_nothing_of_the_person_is_left(leaver: User, cast: Any, client_of: Any, settle: Any) -> None:
    browser = Client()
    browser.force_login(leaver, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/account/").status_code == 200
    kept = [
        file.name
        for photo in Photo.objects.filter(owner=leaver)
        for file in [photo.file, *(one.file for one in photo.renditions.all())]
    ]
    assert len(kept) > 3 and len(left_of(leaver.pk)) > 20
    answer = browser.post("/account/close/", {"email": EMAIL})
    assert answer.status_code == 302
    settle()

    assert set(left_of(leaver.pk)) <= set(MAY_STAY), left_of(leaver.pk)
    words = stored_words()
    for secret in (
        NAME,
        EMAIL,
        "小芷",
        "两个孩子的妈妈",
        "哺乳指导",
        "我是芷芷",
        "芷芷的小碗",
        "芷芷参赛",
        pseudonym(leaver.pk, settings.SECRET_KEY),
    ):
        assert secret not in words, [line[:300] for line in words.splitlines() if secret in line]
    assert not any(default_storage.exists(name) for name in kept)
    leaver.refresh_from_db()
    assert not (leaver.is_active or leaver.has_usable_password() or leaver.last_login or leaver.age_confirmed_at)
    assert browser.get("/account/").status_code == 302


def test_what_was_said_stays_and_nobody_said_it(leaver: User, cast: Any, client_of: Any, settle: Any) -> None:
    thread = Thread.objects.get(title="夜里醒三次")
    client_of(leaver).post("/account/close/", {"email": EMAIL})
    settle()
    page = client_of(cast.bob).get(thread.get_absolute_url())
    assert page.status_code == 200
    text = page.content.decode()
    assert "夜里醒三次" in text and "我家也是。" in text and NAME not in text
    assert not Post.objects.filter(author=leaver.pk).exists() and Post.objects.filter(author=None).count() == 2
    assert Comment.objects.get().author is None
    assert Post.objects.get(text="看孩子准备好没有。").likes_count == 0
    assert set(Note.objects.filter(author=leaver).values_list("text", "title")) == {("", "")}
    assert not Note.objects.visible_to(cast.staff).filter(author=leaver).exists()
    assert Vote.objects.count() == 2
    assert Reviewable.objects.filter(author=None).exists() and Flag.objects.filter(by=cast.mei).exists()
    for address in ("/", "/circles/", "/notes/", "/live/", thread.circle.get_absolute_url()):
        assert client_of(cast.bob).get(address).status_code == 200, address


def test_hearing_it_twice_changes_nothing(leaver: User, cast: Any, client_of: Any, settle: Any) -> None:
    from community.circles.actions import leave_all
    from community.families.actions import forget_family
    from community.notes.actions import forget
    from community.threads.actions import leave_threads

    client_of(leaver).post("/account/close/", {"email": EMAIL})
    settle()
    before = (Profile.objects.count(), Child.objects.count(), Notice.objects.count(), Measurement.objects.count())
    for again in (leave_all, forget_family, forget, leave_threads):
        again(user_id=leaver.pk)
    settle()
    assert before == (
        Profile.objects.count(),
        Child.objects.count(),
        Notice.objects.count(),
        Measurement.objects.count(),
    )
