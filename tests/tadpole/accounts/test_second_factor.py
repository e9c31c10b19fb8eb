"""The staff's rooms open to who showed a second factor in this session, and to nobody with a password alone."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client, override_settings

from tadpole.config.settings.security import secured
from tests.cast import PASSWORD
from tests.second_factor import an_app, code, shown

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]
ROOMS = [
    "/cms/",
    "/cms/pages/",
    "/cms/users/",
    "/admin/",
    "/admin/events/delivery/",
    "/moderation/",
    "/photos/screening/",
    "/kols/queue/",
]
HOUR = 3600


def with_password_alone(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("room", ROOMS)
def test_a_password_alone_opens_no_room_of_the_staff(room: str, cast: Any, client_of: ClientOf) -> None:
    client = with_password_alone(cast.staff)
    there = client.get(room)
    assert (there.status_code, there["Location"]) == (302, f"/account/staff/?next={room.replace('/', '%2F')}")
    page = client.get(there["Location"]).content.decode()
    assert "第二把钥匙" in page and "/account/2fa/totp/activate/" in page and f'href="{room}"' in page
    assert client.post(room).status_code == 403
    assert client_of(cast.staff).get(room).status_code == 200


@pytest.mark.parametrize(
    ("language", "prefix", "said"),
    [("en", "/en", "second"), ("zh-hant", "/zh-hant", "第二把鑰匙"), ("fr", "", "第二把钥匙")],
)
def test_staff_are_asked_in_the_language_that_their_browser_speaks(
    language: str, prefix: str, said: str, cast: Any
) -> None:
    """Their rooms have no language in the address."""
    stranger = Client(headers={"Accept-Language": language})
    assert stranger.get("/cms/", follow=True).redirect_chain[-1][0] == f"{prefix}/account/login/?next=/cms/"
    client = with_password_alone(cast.staff)
    there = client.get("/cms/", follow=True, headers={"Accept-Language": language})
    assert there.redirect_chain[-1][0] == f"{prefix}/account/staff/?next=%2Fcms%2F"
    assert said in there.content.decode()
    assert client.post("/cms/", headers={"Accept-Language": language}).status_code == 403


def test_who_has_an_app_is_asked_for_its_code_and_then_let_in(cast: Any) -> None:
    secret = an_app(of=cast.staff)
    client = with_password_alone(cast.staff)
    asked = client.get("/cms/pages/", follow=True)
    assert asked.redirect_chain[-1][0] == "/account/2fa/reauthenticate/?next=%2Fcms%2Fpages%2F"
    wrong = client.post("/account/2fa/reauthenticate/", {"code": "000000", "next": "/cms/pages/"})
    assert wrong.status_code == 200 and client.get("/cms/pages/").status_code == 302
    right = client.post("/account/2fa/reauthenticate/", {"code": code(secret), "next": "/cms/pages/"})
    assert right["Location"] == "/cms/pages/"
    assert client.get("/cms/pages/").status_code == 200


def test_signing_in_with_the_code_is_showing_it(cast: Any) -> None:
    secret = an_app(of=cast.editor)
    client = Client()
    first = client.post("/account/login/", {"login": cast.editor.email, "password": PASSWORD})
    assert first["Location"].startswith("/account/2fa/authenticate/")
    assert "_auth_user_id" not in client.session, "the password alone does not sign in any more"
    client.post("/account/2fa/authenticate/", {"code": code(secret)})
    assert client.get("/cms/").status_code == 200


def test_a_code_counts_once(cast: Any) -> None:
    secret = an_app(of=cast.editor)
    for attempt in range(2):
        client = Client()
        client.post("/account/login/", {"login": cast.editor.email, "password": PASSWORD})
        client.post("/account/2fa/authenticate/", {"code": code(secret)})
        assert ("_auth_user_id" in client.session) is (attempt == 0)


def test_somebody_elses_proof_does_not_count(cast: Any) -> None:
    """A session that was somebody else's before: the mark is of a person, not of a browser."""
    client = shown(with_password_alone(cast.staff), cast.editor)
    assert client.get("/cms/").status_code == 302


@pytest.mark.parametrize(
    ("room", "hours", "opens"),
    [("/cms/pages/", 9, True), ("/cms/users/", 9, False), ("/admin/", 9, False), ("/admin/", 0.4, True)],
)
def test_rights_and_accounts_ask_again_after_half_an_hour(room: str, hours: float, opens: bool, cast: Any) -> None:
    client = shown(with_password_alone(cast.staff), cast.staff, seconds_ago=hours * HOUR)
    assert (client.get(room).status_code == 200) is opens


def test_a_form_that_was_opened_in_time_may_be_sent(cast: Any) -> None:
    for hours, refused in ((0.7, False), (1.1, True)):
        client = shown(with_password_alone(cast.staff), cast.staff, seconds_ago=hours * HOUR)
        assert (client.post("/cms/users/new/").status_code == 403) is refused


def test_members_are_refused_as_before_and_doors_stay_open(cast: Any) -> None:
    assert with_password_alone(cast.alice).get("/cms/", follow=True).status_code == 403
    assert with_password_alone(cast.staff).post("/cms/logout/").status_code == 302
    assert Client().get("/cms/")["Location"].startswith("/cms/login/")


def test_the_way_back_leads_nowhere_else(cast: Any) -> None:
    client = with_password_alone(cast.staff)
    for evil in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        assert "evil" not in client.get("/account/staff/", {"next": evil}).content.decode().split("<main")[1]
        assert "alert(1)" not in client.get("/account/staff/", {"next": evil}).content.decode().split("<main")[1]


def test_secrets_of_apps_do_not_lie_in_the_clear(cast: Any) -> None:
    secret = an_app(of=cast.staff)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert "gAAAA" in kept and secret not in kept
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert Authenticator.objects.get(type="totp").wrap().validate_code(code(secret)), "an older key still reads"


@pytest.mark.parametrize(
    ("origin", "profile", "said", "asks"),
    [
        ("http://localhost:8000", "embedded", "away", False),
        ("http://localhost:8000", "embedded", "always", True),
        ("http://192.168.1.7:8000", "embedded", "away", True),
        ("https://pond.example", "embedded", "away", True),
        ("http://localhost:8000", "services", "away", True),
    ],
)
def test_only_a_site_on_ones_own_machine_does_not_ask(origin: str, profile: str, said: str, asks: bool) -> None:
    given = secured(origin=origin, profile=profile, proxies=0, hsts_seconds=1, second_factor=said)
    assert given["STAFF_SECOND_FACTOR"] is asks


def test_the_newcomers_site_lets_the_demo_editor_in_with_a_password(cast: Any) -> None:
    with override_settings(STAFF_SECOND_FACTOR=False):
        assert with_password_alone(cast.editor).get("/cms/").status_code == 200


@pytest.fixture
def lost(settings: Any) -> Callable[..., None]:
    """The site's signing key is another one from now on; without `kept` nobody has the old one."""

    def turn(*kept: str) -> None:
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a key of afterwards, which knows nothing", list(kept)

    return turn


def at_the_door(person: Any) -> tuple[Client, str]:
    """Somebody who typed the password; where that led."""
    client = Client()
    return client, client.post("/account/login/", {"login": person.email, "password": PASSWORD})["Location"]


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_who_lost_the_key_of_the_site_comes_in_and_sets_up_anew(cast: Any, lost: Callable[..., None]) -> None:
    before = an_app(of=cast.staff)
    lost()
    client, _ = at_the_door(cast.staff)
    assert signed_in(client), "a code that nobody can check is not asked for"
    assert client.get("/cms/")["Location"].startswith("/account/staff/"), "and opens none of the staff's rooms"
    assert "/account/2fa/totp/activate/" in client.get("/account/staff/").content.decode()
    page = client.get("/account/2fa/").content.decode()
    assert "/account/2fa/totp/activate/" in page and "/account/2fa/totp/deactivate/" not in page
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    old_spares = client.get("/account/2fa/recovery-codes/")
    assert (old_spares.status_code, "读不出来了" in old_spares.content.decode()) == (409, True)
    client.get("/account/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    assert client.post("/account/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    assert Authenticator.objects.filter(user=cast.staff).count() == 2, "the app and its spare codes, of one key"
    again, asked = at_the_door(cast.staff)
    assert asked.startswith("/account/2fa/authenticate/") and not signed_in(again)
    assert again.post("/account/2fa/authenticate/", {"code": code(before)}).status_code == 200
    spare = Authenticator.objects.get(user=cast.staff, type="recovery_codes").wrap().get_unused_codes()[0]
    again.post("/account/2fa/authenticate/", {"code": spare})
    assert signed_in(again)


def test_the_key_that_comes_back_asks_for_the_old_codes_again(cast: Any, lost: Callable[..., None]) -> None:
    """Signing in with the wrong key for an hour throws nothing away."""
    before, secret = settings.SECRET_KEY, an_app(of=cast.editor)
    lost()
    assert signed_in(at_the_door(cast.editor)[0])
    lost(before)
    client, _ = at_the_door(cast.editor)
    assert not signed_in(client)
    client.post("/account/2fa/authenticate/", {"code": code(secret)})
    assert signed_in(client)


@pytest.mark.parametrize("kind", ["totp", "recovery_codes"])
def test_what_can_still_be_read_is_still_asked_for(kind: str, cast: Any, lost: Callable[..., None]) -> None:
    """Half of it was sealed with the key that is gone: the other half is asked, and the lost half refuses every code."""
    secret = an_app(of=cast.editor)
    readable = Authenticator.objects.get(user=cast.editor, type=kind)
    spare = Authenticator.objects.get(user=cast.editor, type="recovery_codes").wrap().get_unused_codes()[0]
    name = "secret" if kind == "totp" else "seed"
    clear = get_adapter().decrypt(readable.data[name])
    lost()
    readable.data[name] = get_adapter().encrypt(clear)
    readable.save()
    client, asked = at_the_door(cast.editor)
    assert asked.startswith("/account/2fa/authenticate/") and not signed_in(client)
    fits, lost_one = (code(secret), spare) if kind == "totp" else (spare, code(secret))
    refused = client.post("/account/2fa/authenticate/", {"code": lost_one})
    assert refused.status_code == 200 and not signed_in(client)
    client.post("/account/2fa/authenticate/", {"code": fits})
    assert signed_in(client)
    assert client.get("/account/2fa/").status_code == 200


def test_secrets_from_before_they_were_sealed_still_count(cast: Any) -> None:
    secret = an_app(of=cast.editor)
    app = Authenticator.objects.get(user=cast.editor, type="totp")
    app.data["secret"] = secret
    app.save()
    client, _ = at_the_door(cast.editor)
    assert not signed_in(client)
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    client.post("/account/2fa/authenticate/", {"code": code(secret)})
    assert signed_in(client)
