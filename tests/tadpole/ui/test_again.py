"""A form whose session or token ran out: signed in again, it is sent once more by hand, whole, once, and by nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from campaigns.contests.models import Entry
from community.notes.models import Note
from community.threads.models import Post
from tadpole.ui.again import SIGNER
from tests.factories.circles import a_circle
from tests.factories.contests import a_contest
from tests.factories.photos import a_photo
from tests.factories.threads import a_thread
from tests.forms_on_pages import PageForm, forms_in

pytestmark = pytest.mark.django_db
HERE = {"origin": "http://testserver"}
TYPED = "他昨晚醒了三次，\r\n我写了二十分钟"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def strict(person: Any) -> Client:
    """A browser that is held to tokens, signed in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person, backend=BACKEND)
    return client


@dataclass(frozen=True)
class Form:
    """Where something is written, what is typed besides the words, and how many there are of what comes of it."""

    address: Callable[[Any], str]
    others: dict[str, str]
    made: Callable[[], int]
    photos: bool


FORMS = {
    "note": Form(lambda _cast: "/notes/new/", {"title": "小碗", "stars": ""}, Note.objects.count, photos=True),
    "contest entry": Form(
        lambda cast: f"/contests/do/{a_contest(by=cast.editor).pk}/enter/",
        {"title": "小碗", "note": ""},
        Entry.objects.count,
        photos=True,
    ),
    "thread": Form(
        lambda _cast: "/t/new/",
        {"title": "半夜总醒", "circle": "late"},
        lambda: Post.objects.filter(number=1).count(),
        photos=True,
    ),
    "reply": Form(
        lambda cast: f"/t/{a_thread(by=cast.bob).pk}/reply/",
        {},
        lambda: Post.objects.filter(number=2).count(),
        photos=True,
    ),
}


def filled(client: Client, address: str, form: Form, person: Any) -> dict[str, Any]:
    """What the form of the page sends, filled in."""
    a_circle(slug="late")
    found = next(one for one in forms_in(client.get(address).content.decode()) if "text" in one.names)
    photos = {"photos": [str(a_photo(by=person).pk)]} if form.photos else {}
    return {**found.sent, **form.others, **photos, "text": TYPED}


def again(page: str) -> PageForm | None:
    return next((one for one in forms_in(page) if "text" in one.names), None)


@pytest.mark.parametrize("story", FORMS)
def test_signed_in_in_another_tab_the_refusal_sends_it_once(story: str, cast: Any) -> None:
    """As without scripts: the session ends, the refusal has all of it; after the sign-in the token is another one, then it goes."""
    form = FORMS[story]
    client, address = strict(cast.alice), form.address(cast)
    sent = filled(client, address, form, cast.alice)
    client.logout()
    refusal = client.post(address, sent, headers=HERE)
    page = refusal.content.decode()
    assert refusal.status_code == 403
    assert 'href="/account/login/" target="_blank"' in page
    offered = again(page)
    assert offered is not None and offered.action == address
    for name, value in sent.items():
        if name != "csrfmiddlewaretoken":
            assert offered.sent[name] == (value if isinstance(value, list) else [value]), name
    client.force_login(cast.alice, backend=BACKEND)
    client.cookies["csrftoken"] = "n" * 32  # as the sign-in leaves it
    late = client.post(address, offered.sent, headers=HERE)
    assert late.status_code == 403
    offered = again(late.content.decode())
    assert offered is not None
    before = form.made()
    assert [client.post(address, offered.sent, headers=HERE).status_code for _ in range(2)] == [302, 302]
    assert form.made() == before + 1


def late(client: Client, sent: dict[str, Any], **headers: str) -> PageForm | None:
    """What is offered for a form whose token is not good any more."""
    client.cookies["csrftoken"] = "n" * 32
    answer = client.post("/notes/new/", sent, headers=headers)
    assert answer.status_code == 403
    assert Note.objects.count() == 0
    return again(answer.content.decode())


@pytest.fixture
def note(cast: Any) -> dict[str, Any]:
    return filled(strict(cast.alice), "/notes/new/", FORMS["note"], cast.alice)


def test_it_is_offered_to_whom_the_page_was_made_for(cast: Any, note: dict[str, Any]) -> None:
    assert late(strict(cast.alice), note, **HERE) is not None
    assert late(Client(enforce_csrf_checks=True), note, **HERE) is not None, "she has yet to sign in"
    assert late(strict(cast.bob), note, **HERE) is None
    forged = {**note, "made_for": f"{cast.bob.pk}:forged"}
    assert late(strict(cast.bob), forged, **HERE) is None
    assert late(strict(cast.bob), {name: one for name, one in note.items() if name != "made_for"}, **HERE) is None


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example", None])
def test_what_comes_from_elsewhere_is_not_offered(origin: str | None, cast: Any, note: dict[str, Any]) -> None:
    assert late(strict(cast.alice), note, **({"origin": origin} if origin else {})) is None


def test_a_password_is_neither_offered_nor_shown(cast: Any, note: dict[str, Any]) -> None:
    client = strict(cast.alice)
    client.cookies["csrftoken"] = "n" * 32
    answer = client.post("/notes/new/", {**note, "password": "pond-lily"}, headers=HERE)
    page = answer.content.decode()
    assert again(page) is None
    assert "pond-lily" not in page


def test_nothing_is_sent_by_itself(cast: Any, note: dict[str, Any]) -> None:
    client = strict(cast.alice)
    client.cookies["csrftoken"] = "n" * 32
    page = client.post("/notes/new/", note, headers=HERE).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "<script" not in main and "http-equiv" not in page
    assert main.count('type="submit"') == 1


def test_files_are_asked_for_again(cast: Any, note: dict[str, Any]) -> None:
    client = strict(cast.alice)
    client.cookies["csrftoken"] = "n" * 32
    file = SimpleUploadedFile("a.jpg", b"frog", content_type="image/jpeg")
    page = client.post("/notes/new/", {**note, "photos_files": file}, headers=HERE).content.decode()
    assert '<input type="file" name="photos_files"' in page


def test_a_page_gets_a_fresh_token_for_its_person_only(cast: Any) -> None:
    mark = SIGNER.sign(str(cast.alice.pk))
    answer = strict(cast.alice).get("/_ui/token/", {"made_for": mark})
    assert len(answer.json()["token"]) == 64
    assert "no-store" in answer.headers["Cache-Control"]
    for client in (strict(cast.bob), Client()):
        assert client.get("/_ui/token/", {"made_for": mark}).status_code == 403
    for forged in ("", "1", f"{cast.bob.pk}:x", "\x00", "[" * 1900):
        assert strict(cast.bob).get("/_ui/token/", {"made_for": forged}).status_code == 403
    assert Client().get("/_ui/token/", {"made_for": SIGNER.sign("0")}).status_code == 200


def test_the_fresh_token_is_taken(cast: Any) -> None:
    """As with scripts."""
    client = strict(cast.alice)
    sent = filled(client, "/notes/new/", FORMS["note"], cast.alice)
    client.cookies["csrftoken"] = "n" * 32
    fresh = client.get("/_ui/token/", {"made_for": sent["made_for"][0]}).json()["token"]
    assert client.post("/notes/new/", {**sent, "csrfmiddlewaretoken": fresh}).status_code == 302
    assert Note.objects.count() == 1


def test_a_refused_try_is_no_write(settings: Any, cast: Any, note: dict[str, Any]) -> None:
    """What comes without a good token takes nothing from what its reader may send."""
    settings.WRITES_A_MINUTE = 2
    client = strict(cast.alice)
    for _ in range(5):
        assert client.post("/notes/new/", {"text": "x"}).status_code == 403
    sent = filled(client, "/notes/new/", FORMS["note"], cast.alice)
    assert client.post("/notes/new/", sent).status_code == 302
