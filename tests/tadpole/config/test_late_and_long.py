"""Forms that come too late, or far too long: one sentence in the reader's language, and what was typed is in the answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from community.live.models import LiveSession
from community.moderation.models import Flag
from community.notes.models import Note
from community.threads.models import Thread
from tests.factories.circles import a_circle
from tests.factories.contests import a_contest
from tests.factories.live import a_session, on_air
from tests.factories.notes import a_note
from tests.factories.threads import a_reply, a_thread

pytestmark = pytest.mark.django_db
TYPED = "他昨晚醒了三次，我写了二十分钟"
LONG = "蝌蚪 " * 1_500_000  # 10.5 MB
ClientOf = Callable[[Any], Client]


OTHERS = {"circle": "late", "title": "慢慢来吧"}


def own_post(cast: Any) -> str:
    thread = a_thread(by=cast.alice)
    return f"/t/{thread.pk}/1/edit/"


LATE: dict[str, tuple[Callable[[Any], str], str]] = {
    "thread": (lambda cast: f"/t/new/?circle={a_circle(slug='late').slug}", "text"),
    "reply": (lambda cast: f"/t/{a_thread(by=cast.alice).pk}/reply/", "text"),
    "post put right": (own_post, "text"),
    "note": (lambda cast: "/notes/new/", "text"),
    "note put right": (lambda cast: f"/notes/{a_note(by=cast.alice).pk}/edit/", "text"),
    "contest entry": (lambda cast: f"/contests/do/{a_contest(by=cast.editor).pk}/enter/", "text"),
    "live session": (lambda cast: "/live/schedule/", "description"),
    "live comment": (lambda cast: f"/live/{on_air(by=cast.doctor).pk}/comment/", "text"),
    "child": (lambda cast: "/family/add/", "nickname"),
    "welcome": (lambda cast: "/circles/welcome/", "nickname"),
    "profile": (lambda cast: "/people/edit/", "bio"),
    "report": (
        lambda cast: f"/moderation/flag/post/{a_reply(by=cast.bob, thread=a_thread(by=cast.alice)).pk}/",
        "note",
    ),
}


@pytest.mark.parametrize("story", LATE)
def test_a_session_that_ran_out_loses_no_words(story: str, cast: Any) -> None:
    address, field = LATE[story][0](cast), LATE[story][1]
    answer = Client().post(address, {**OTHERS, field: TYPED, "password": "pond-lily"})
    page = answer.content.decode()
    assert answer.status_code == 403, story
    assert TYPED in page
    assert "登录" in page
    assert "pond-lily" not in page
    english = Client().post(f"/en{address}", {**OTHERS, field: TYPED})
    assert english.status_code == 403
    assert "You are not signed in any more" in english.content.decode().replace("<wbr>", "")


def test_a_form_whose_page_sat_open_too_long_loses_no_words(cast: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = browser.post("/t/new/", {"text": TYPED, "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert TYPED in answer.content.decode()
    assert "x" * 64 not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_a_page_for_members_leads_to_the_sign_in(cast: Any) -> None:
    for address in ("/notes/new/", "/family/add/", "/live/schedule/", "/circles/welcome/"):
        assert Client().get(address).headers["Location"] == f"/account/login/?next={address}"


LENGTHY: dict[str, tuple[str, Callable[[Any], str], dict[str, str]]] = {
    "thread": ("alice", lambda cast: "/t/new/", {"title": "慢慢来吧", "text": LONG}),
    "thread title": ("alice", lambda cast: "/t/new/", {"title": LONG, "text": "好"}),
    "reply": ("bob", lambda cast: f"/t/{a_thread(by=cast.alice).pk}/reply/", {"text": LONG}),
    "post put right": ("alice", own_post, {"title": "慢慢来吧", "text": LONG}),
    "note": ("alice", lambda cast: "/notes/new/", {"title": "小碗", "text": LONG}),
    "note title": ("alice", lambda cast: "/notes/new/", {"title": LONG, "text": "好"}),
    "profile": ("alice", lambda cast: "/people/edit/", {"name": "阿芷", "bio": LONG}),
    "name": ("alice", lambda cast: "/people/edit/", {"name": LONG, "bio": ""}),
    "report": (
        "alice",
        lambda cast: f"/moderation/flag/note/{a_note(by=cast.bob).pk}/",
        {"reason": "rude", "note": LONG},
    ),
    "live title": ("doctor", lambda cast: "/live/schedule/", {"title": LONG, "scheduled_at": "2026-12-24T20:00"}),
    "live words": (
        "doctor",
        lambda cast: f"/live/{a_session(by=cast.doctor).pk}/edit/",
        {"title": "湿疹的冬天", "description": LONG, "scheduled_at": "2026-12-24T20:00"},
    ),
    "live comment": ("bob", lambda cast: f"/live/{on_air(by=cast.doctor).pk}/comment/", {"text": LONG}),
    "contest entry": (
        "alice",
        lambda cast: f"/contests/do/{a_contest(by=cast.editor).pk}/enter/",
        {"title": "小碗", "text": LONG},
    ),
    "child": ("alice", lambda cast: "/family/add/", {"nickname": LONG, "due_date": "2027-03-01"}),
    "expert": ("bob", lambda cast: "/kols/apply/", {"speciality": "儿科", "credential": "主治", "statement": LONG}),
}


@pytest.mark.once("tests/community/threads/test_bad_input.py::test_naughty_titles_and_fields_get_an_answer")
@pytest.mark.parametrize("story", LENGTHY)
def test_ten_megabytes_are_refused_and_the_beginning_is_kept(story: str, cast: Any, client_of: ClientOf) -> None:
    who, address_of, sent = LENGTHY[story]
    address = address_of(cast)
    circle = a_circle()
    answer = client_of(getattr(cast, who)).post(address, {"circle": circle.slug, **sent})
    page = answer.content.decode()
    assert answer.status_code in {413, 422}, (story, answer.status_code)
    assert "蝌蚪 蝌蚪 蝌蚪" in page
    assert len(page) < 200_000
    for model in (Thread, Note, LiveSession, Flag):
        assert not any(len(str(value)) > 50_000 for row in model.objects.values() for value in row.values())


@pytest.mark.parametrize(
    ("prefix", "sentence"), [("", "请分成几次发"), ("/zh-hant", "請分成幾次送出"), ("/en", "smaller parts")]
)
def test_more_than_is_read_at_all_gets_a_page_too(prefix: str, sentence: str, cast: Any, client_of: ClientOf) -> None:
    answer = client_of(cast.alice).post(f"{prefix}/t/new/", {"title": "慢慢来吧", "text": "a" * 13_000_000})
    page = answer.content.decode().replace("<wbr>", "")
    assert answer.status_code == 413
    assert sentence in page
    assert "小蝌蚪" in page or "Tadpole" in page
