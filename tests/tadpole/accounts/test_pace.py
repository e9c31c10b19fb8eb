"""Nothing that is sent goes faster than it may: by person, by device, by network address, at every address of the site."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.signing import get_cookie_signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from community.moderation import rules
from tadpole.accounts.middleware import SALT
from tadpole.accounts.rules import NEIGHBOURS, neighbourhood
from tadpole.config.env import Env
from tests.factories.photos import a_photo
from tests.factories.threads import a_thread
from tests.tadpole.config.test_addresses import filled, leaves

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]
WORDS = "我慢慢写的一段话"


@pytest.fixture
def three(settings: Any) -> None:
    settings.WRITES_A_MINUTE = 3


def a_device(number: int = 1, **about: Any) -> Client:
    """A browser that has been here before."""
    client = Client(**about)
    client.cookies["device"] = get_cookie_signer(salt="device" + SALT).sign(f"number-{number}")
    return client


def statuses(client: Client, times: int, address: str = "/t/new/") -> list[int]:
    return [client.post(address, {"text": WORDS}).status_code for _ in range(times)]


def test_what_people_are_held_to() -> None:
    assert Env().writes_a_minute == 120 and NEIGHBOURS == 5


def test_every_address_of_the_site_has_a_limit(settings: Any, cast: Any, client_of: ClientOf) -> None:
    """Whatever is sent to whichever address of the map, by staff, once nothing more may be sent."""
    settings.WRITES_A_MINUTE = 0
    client = client_of(cast.staff)
    addresses = {filled(route) for route, _pattern in leaves(get_resolver().url_patterns) if "(?P" not in route}
    probes = {"/healthz", "/readyz", "/metrics"}  # they take nothing
    assert len(addresses) > 300
    answers = {one: client.post(one, headers={"Accept": "application/json"}) for one in sorted(addresses - probes)}
    held = {one: answer.status_code == 429 and 0 < int(answer["Retry-After"]) <= 60 for one, answer in answers.items()}
    assert [one for one in held if not held[one]] == []
    assert {client.post(one).status_code for one in probes} == {405}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_every_method_that_could_write(method: str, three: None) -> None:
    send = getattr(a_device(), method)
    assert [send("/t/new/").status_code for _ in range(4)][-1] == 429
    reads = Client()
    assert 429 not in [reads.get("/search/").status_code for _ in range(5)]


def test_a_person_is_one_person_on_many_devices(three: None, cast: Any, client_of: ClientOf) -> None:
    phone, laptop = client_of(cast.alice), client_of(cast.alice)
    assert 429 not in statuses(phone, 2) + statuses(laptop, 1)
    assert statuses(laptop, 1) == [429]
    assert 429 not in statuses(client_of(cast.bob), 1)


def test_a_device_is_one_device_whoever_sits_there(three: None, cast: Any, client_of: ClientOf) -> None:
    given = a_device().cookies["device"].value
    for number, person in enumerate((cast.alice, cast.bob, cast.mei, cast.outsider)):
        client = client_of(person)
        client.cookies["device"] = given
        assert (statuses(client, 1) == [429]) == (number == 3)


def test_one_address_may_do_as_much_as_five_people(three: None) -> None:
    """A carrier puts many families behind one address; devices that show themselves share the wide limit."""
    answers = [statuses(a_device(number), 1)[0] for number in range(3 * NEIGHBOURS + 1)]
    assert 429 not in answers[:-1] and answers[-1] == 429
    assert 429 not in statuses(a_device(99, REMOTE_ADDR="203.0.113.7"), 1)


def test_strangers_behind_one_address_share_the_narrow_limit(three: None) -> None:
    answers = [statuses(Client(), 1)[0] for _ in range(4)]
    assert 429 not in answers[:3] and answers[3] == 429
    assert 429 not in statuses(a_device(), 1)


def test_a_forged_device_is_none(three: None) -> None:
    client = Client()
    answers = []
    for number in range(4):
        client.cookies["device"] = f"number-{number}:forged:signature"
        answers += statuses(client, 1)
    assert answers[-1] == 429


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.5", "203.0.113.5", True),
        ("203.0.113.5", "203.0.113.6", False),
    ],
)
def test_a_household_with_many_addresses_is_one(one: str, other: str, same: bool) -> None:
    assert (neighbourhood(one) == neighbourhood(other)) == same
    assert neighbourhood("what is this") == "what is this"


def test_the_cookie_comes_with_the_first_form_and_stays() -> None:
    client = Client()
    given = client.get("/account/login/").cookies["device"]
    assert given["httponly"] and given["samesite"] == "Lax" and given["path"] == "/"
    assert int(given["max-age"]) == 90 * 24 * 3600
    assert "device" not in client.get("/account/login/").cookies
    assert Client().get("/account/login/").cookies["device"].value != given.value
    assert "device" in Client().post("/t/new/").cookies


def test_who_only_reads_is_given_none(cast: Any) -> None:
    thread = a_thread(by=cast.alice)
    assert Client().get(thread.get_absolute_url()).cookies == {}


SAID = {"": "歇一小会儿再试", "/en": "Please wait a little", "/zh-hant": "休息一下"}


@pytest.mark.parametrize("prefix", SAID)
def test_the_page_speaks_the_readers_language_and_keeps_the_words(
    prefix: str, three: None, cast: Any, client_of: ClientOf
) -> None:
    client = client_of(cast.alice)
    statuses(client, 3)
    answer = client.post(f"{prefix}/t/new/", {"text": WORDS, "password": "pond-lily"})
    page = answer.content.decode().replace("<wbr>", "")
    assert answer.status_code == 429 and 0 < int(answer["Retry-After"]) <= 60
    assert WORDS in page and "pond-lily" not in page
    assert SAID[prefix] in page


def test_scripts_get_json_and_fragments(three: None, cast: Any, client_of: ClientOf) -> None:
    client = client_of(cast.alice)
    statuses(client, 3)
    answer = client.post("/photos/", headers={"Accept": "application/json", "X-Language": "en"})
    assert answer.status_code == 429
    assert "Please wait" in json.loads(answer.content)["error"]
    fragment = client.post("/t/1/1/like/", headers={"HX-Request": "true"})
    assert fragment.status_code == 429 and fragment["HX-Retarget"] == "#toasts" and fragment["Retry-After"]


def test_staff_hear_it_in_their_browsers_language(three: None, cast: Any, client_of: ClientOf) -> None:
    client = client_of(cast.staff)
    answers = [client.post("/cms/pages/3/edit/", headers={"Accept-Language": "en"}) for _ in range(4)]
    assert answers[-1].status_code == 429
    assert "Please wait a little" in answers[-1].content.decode().replace("<wbr>", "")


def test_it_asks_no_database(three: None) -> None:
    client = a_device()
    statuses(client, 3)
    with CaptureQueriesContext(connection) as queries:
        assert client.post("/t/new/", HTTP_ACCEPT="application/json").status_code == 429
    assert queries.captured_queries == []


@pytest.mark.needs("elasticsearch")
def test_searching_counts_person_device_and_address(cast: Any, client_of: ClientOf) -> None:
    def searched(client: Client, times: int) -> list[int]:
        return [client.get("/search/?q=frog").status_code for _ in range(times)]

    alice = client_of(cast.alice)
    assert searched(alice, 61)[-2:] == [200, 429]
    refusal = alice.get("/search/?q=frog")
    assert 0 < int(refusal["Retry-After"]) <= 60
    assert searched(client_of(cast.bob), 1) == [200]
    strangers = searched(Client(), 1)[0], *[searched(Client(), 1)[0] for _ in range(60)]
    assert strangers[-2:] == (200, 429)
    assert "device" in Client().get("/search/?q=frog").cookies
    assert searched(a_device(), 61)[-2:] == [200, 429]


NARROWER: dict[str, tuple[str, Callable[[Any, Any], tuple[str, dict[str, Any]]]]] = {
    "thread": ("bob", lambda cast, thread: ("/t/new/", {"circle": thread.circle.slug, "title": "慢慢来吧", "text": WORDS})),
    "reply": ("bob", lambda cast, thread: (f"/t/{thread.pk}/reply/", {"text": WORDS})),
    "like": ("bob", lambda cast, thread: (f"/t/{thread.pk}/1/like/", {})),
    "note": ("bob", lambda cast, thread: ("/notes/new/", {"title": "小碗小勺", "text": WORDS, "photos": str(a_photo(by=cast.bob).pk)})),
    "flag": ("bob", lambda cast, thread: (f"/moderation/flag/post/{thread.posts.get().pk}/", {"reason": "rude"})),
    "kol": ("bob", lambda cast, thread: ("/kols/apply/", {"speciality": "儿科", "credential": "主治", "statement": WORDS})),
}  # fmt: skip


@pytest.mark.parametrize("doing", NARROWER)
def test_what_others_see_has_a_narrower_limit(
    doing: str, cast: Any, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = rules.Pace(0, 3600)
    monkeypatch.setitem(rules.PACE, doing, (none, none))
    who, story = NARROWER[doing]
    address, sent = story(cast, a_thread(by=cast.alice) if doing != "thread" else a_thread_unhurried(cast, monkeypatch))
    answer = client_of(getattr(cast, who)).post(address, sent)
    assert answer.status_code == 429, doing
    assert WORDS in answer.content.decode() or "text" not in sent


def a_thread_unhurried(cast: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    held = rules.PACE["thread"]
    monkeypatch.setitem(rules.PACE, "thread", (rules.Pace(9, 3600),) * 2)
    thread = a_thread(by=cast.alice)
    monkeypatch.setitem(rules.PACE, "thread", held)
    return thread
