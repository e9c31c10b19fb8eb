"""Every kind of answer is graded as the well-known evaluators do it: here, and as it would be on the internet by https."""

import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from media.photos.models import EditorialRendition
from tadpole.config import urls as site_urls
from tadpole.config.settings.security import secured
from tadpole.errors import Refused, TooLarge, TooOften
from tests.factories.content import a_guide, a_picture
from tests.factories.live import a_replay
from tests.factories.notes import a_note
from tests.factories.photos import a_photo
from tests.factories.threads import a_thread
from tests.grading import graded

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once("tests/tadpole/config/test_edit_forms.py::test_no_form_shows_something_kept_without_its_version"),
]
POND = "https://pond.example"
PLACES = {"here": ("http://testserver", "embedded", 0), "internet": (POND, "services", 1)}
DESK = ("/cms/", "/cms/pages/", "/cms/users/")
PUBLIC = [
    "/", "/en/", "/zh-hant/", "/guides/", "/circles/", "/notes/", "/products/", "/kols/", "/live/", "/search/?q=a", "/search/suggest/?q=a",
    "/topics/a/", "/account/login/", "/account/signup/", "/account/password/reset/", "/account/login/code/", "/offline/", "/sitemap.xml", "/robots.txt",
]  # fmt: skip
FILES = ["/sw.js", "/static/ui/css/base.css", "/static/ui/js/page.js", "/static/ui/favicon.svg"]
OWN = ["/account/", "/account/2fa/", "/account/sessions/", "/family/", "/family/add/", "/notices/", "/people/edit/", "/t/new/", "/notes/new/", "/circles/welcome/"]  # fmt: skip


def broken(exception: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise exception

    return view


class Away(Refused):
    status = 503


ERRORS = {
    403: broken(PermissionDenied()),
    413: broken(TooLarge("too large")),
    429: broken(TooOften("too often", retry_after=9)),
    500: broken(RuntimeError("a mistake of ours")),
    503: broken(Away("closed for an hour")),
}


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> Iterator[str]:
    """The settings that a site at this place would have."""
    origin, profile, proxies = PLACES[request.param]
    given = secured(origin=origin, profile=profile, proxies=proxies, hsts_seconds=31_536_000, second_factor="always")
    urls = ModuleType("urls_of_errors")
    urls.__dict__.update(
        urlpatterns=[*(path(f"errors/{status}/", view) for status, view in ERRORS.items()), *site_urls.urlpatterns],
        **{f"handler{status}": f"tadpole.ui.views.{name}" for status, name in ((400, "bad_request"), (403, "forbidden"), (404, "not_found"), (500, "server_error"))},
    )  # fmt: skip
    sys.modules["urls_of_errors"] = urls
    with override_settings(**given, ROOT_URLCONF="urls_of_errors"):
        yield request.param
    del sys.modules["urls_of_errors"]


def asking(place: str, client: Client | None = None) -> Client:
    """A browser; on the internet it is our proxy that says https."""
    client = client or Client(raise_request_exception=False)
    client.raise_request_exception = False
    if place == "internet":
        client.defaults |= {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}
    return client


def rows(cast: Any) -> list[str]:
    """One of every kind of thing, and its file."""
    photo = a_photo(by=cast.alice, printed=True)
    thread, note = a_thread(by=cast.alice), a_note(by=cast.alice, photos=[photo])
    session = a_replay(by=cast.doctor)
    guide = a_guide(by=cast.doctor)
    picture = a_picture()
    rendition = EditorialRendition.objects.create(
        image=picture, filter_spec="original", width=1, height=1, file=ContentFile(picture.file.read(), "bowl.png")
    )
    things = [thread.get_absolute_url(), note.get_absolute_url(), session.get_absolute_url(), guide.get_url()]
    return [
        *things, f"/live/{session.pk}/comments/?from=0&to=9", f"/live/{session.pk}/ticket/", photo.address(320), rendition.url,
        f"/people/{cast.alice.pk}/", f"/circles/{thread.circle.slug}/",
    ]  # fmt: skip


def grades(client: Client, addresses: list[str], *, https: bool, strangers_wait: bool = False) -> dict[str, Any]:
    """What is not graded A, and why."""
    found = {}
    for address in addresses:
        answer = client.get(address)
        grade = graded(answer.headers, https=https, strangers_wait=strangers_wait)
        if grade.letter != "A":
            found[f"{answer.status_code} {address}"] = grade
    return found


def test_what_everybody_may_read_is_graded_a(place: str, cast: Any) -> None:
    https = place == "internet"
    addresses = [*PUBLIC, *FILES, *rows(cast), "/nowhere/", "/admin/", "/account/"]
    assert grades(asking(place), addresses, https=https) == {}


def test_fragments_and_json_are_graded_a(place: str, cast: Any, client_of: Callable[[Any], Client]) -> None:
    https, thread = place == "internet", a_thread(by=cast.alice)
    client = asking(place, client_of(cast.bob))
    answers = [
        client.post(f"/t/{thread.pk}/1/like/", headers={"HX-Request": "true"}),
        client.post(f"/t/{thread.pk}/reply/", {"text": ""}, headers={"HX-Request": "true"}),
        client.get("/nowhere/", headers={"Accept": "application/json"}),
        client.post("/photos/", headers={"Accept": "application/json"}),
        client.get(f"/t/{thread.pk}/close/"),
    ]
    assert [answer.status_code for answer in answers] == [200, 422, 404, 422, 405]
    assert [graded(answer.headers, https=https, strangers_wait=True).faults for answer in answers] == [{}] * 5


@pytest.mark.parametrize("status", ERRORS)
def test_errors_are_graded_a(place: str, status: int, cast: Any, client_of: Callable[[Any], Client]) -> None:
    for client in (Client(), client_of(cast.alice)):
        answer = asking(place, client).get(f"/errors/{status}/")
        assert answer.status_code == status
        signed_in = "_auth_user_id" in client.session
        assert graded(answer.headers, https=place == "internet", strangers_wait=signed_in).faults == {}


def test_a_forged_host_and_a_forged_form_are_graded_a(place: str, cast: Any) -> None:
    https = place == "internet"
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        answer = asking(place).get("/circles/", headers={"host": "evil.example"})
    assert (answer.status_code, graded(answer.headers, https=https).faults) == (400, {})
    strict = asking(place, Client(enforce_csrf_checks=True))
    answer = strict.post("/account/login/", {"login": "a", "password": "b"})
    assert (answer.status_code, graded(answer.headers, https=https).faults) == (403, {})


def test_what_a_signed_in_person_sees_is_graded_a_and_no_shared_cache_keeps_it(
    place: str, cast: Any, client_of: Callable[[Any], Client]
) -> None:
    addresses = [one for one in [*PUBLIC, *rows(cast), *OWN, "/nowhere/"] if not one.startswith("/media/")]
    client = asking(place, client_of(cast.alice))
    assert grades(client, addresses, https=place == "internet", strangers_wait=True) == {}


def test_the_staffs_rooms_are_as_strict_but_for_the_editors_styles(
    place: str, cast: Any, client_of: Callable[[Any], Client]
) -> None:
    https = place == "internet"
    client = asking(place, client_of(cast.staff))
    assert grades(client, ["/admin/", "/admin/events/delivery/", "/moderation/", "/photos/screening/", "/_ui/"], https=https, strangers_wait=True) == {}  # fmt: skip
    desk = grades(client, list(DESK), https=https, strangers_wait=True)
    assert {name: (grade.letter, list(grade.faults)) for name, grade in desk.items()} == {
        f"200 {address}": ("B", ["style 'unsafe-inline'"]) for address in DESK
    }


def test_the_grader_sees_each_weakness() -> None:
    good = dict(asking("here").get("/offline/").headers)
    assert graded(good, https=False).letter == "A"
    policy = good["Content-Security-Policy"]
    for weaker in (
        policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'").replace("script-src 'self' 'unsafe-inline' 'nonce", "script-src 'self' 'nonce"),
        policy.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
        policy.replace("script-src 'self'", "script-src https:"),
        policy.replace("img-src 'self'", "img-src *"),
        policy.replace("object-src 'none'", "object-src 'self'"),
        policy.replace("base-uri 'none'", "base-uri *"),
        policy.replace("form-action 'self'", ""),
        policy.replace("frame-ancestors 'self'", ""),
        "",
    ):  # fmt: skip
        assert weaker == policy or graded({**good, "Content-Security-Policy": weaker}, https=False).letter != "A"
    for header in ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"):  # fmt: skip
        assert graded({name: text for name, text in good.items() if name != header}, https=False).letter != "A"
    assert graded({**good, "Server": "frog/1"}, https=False).letter == "B"
    assert graded(good, https=True).letter in "CD"
    assert graded({}, https=True).letter == "F"
    assert graded({**good, "Cache-Control": "public, max-age=60"}, https=False, strangers_wait=True).letter == "C"
