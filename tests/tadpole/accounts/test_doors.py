"""One door to sign in at, with limits by person and by address; the youngest who may come in; pages of the staff's rooms."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from tadpole.accounts.models import Consent, User
from tadpole.accounts.rules import CONSENTS
from tadpole.events.models import Fact

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]
SIGN_UP = {"email": "new@example.org", "password1": "pond-lily-2026", "birth_date": "1992-05-17", "agreed": "on"}


@time_machine.travel("2026-11-22 09:00 +0800", tick=False)
@pytest.mark.parametrize(("born", "comes_in"), [(date(2012, 11, 22), True), (date(2012, 11, 23), False)])
def test_fourteen_today_comes_in_and_fourteen_tomorrow_does_not(client: Client, born: date, comes_in: bool) -> None:
    client.post("/account/signup/", {**SIGN_UP, "birth_date": born.isoformat()})
    assert User.objects.exists() is comes_in
    assert Fact.objects.exists() is comes_in
    assert Consent.objects.count() == (2 if comes_in else 0)
    assert not mail.outbox or comes_in


def test_consents_say_which_text_and_when(client: Client) -> None:
    client.post("/account/signup/", SIGN_UP)
    given = Consent.objects.filter(user__email=SIGN_UP["email"], given_at__isnull=False)
    assert dict(given.values_list("kind", "version")) == CONSENTS


def test_an_address_is_signed_up_at_a_limited_pace_from_wherever(cast: Any) -> None:
    tries = [
        Client(REMOTE_ADDR=f"203.0.113.{host}").post("/account/signup/", {**SIGN_UP, "email": cast.alice.email})
        for host in range(32)
    ]
    assert 429 not in [one.status_code for one in tries[:30]]
    assert [one.status_code for one in tries[30:]] == [429, 429]
    assert int(tries[-1]["Retry-After"]) > 0
    assert cast.alice.email in tries[-1].content.decode(), "what was typed is still there"


def test_a_network_address_signs_up_at_a_limited_pace() -> None:
    answers = [
        Client().post("/account/signup/", {**SIGN_UP, "email": f"n{number}@example.org"}) for number in range(22)
    ]
    assert answers[19].status_code == 302
    assert answers[-1].status_code == 429
    assert User.objects.count() == 20


@pytest.mark.parametrize("door", ["/admin/login/", "/cms/login/"])
def test_the_rooms_of_the_staff_have_no_door_without_limits(door: str, cast: Any) -> None:
    for method in (Client().get, Client().post):
        answer = method(f"{door}?next=/cms/pages/")
        assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/cms/pages/")
    answer = Client().post(door, {"username": cast.staff.email, "password": "frog"})
    assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("room", ["/admin/", "/cms/", "/cms/pages/", "/admin/events/delivery/"])
def test_who_has_no_business_there_is_told_so_and_not_sent_in_circles(
    room: str, cast: Any, client_of: ClientOf
) -> None:
    answer = client_of(cast.outsider).get(room, follow=True)
    assert answer.status_code == 403
    assert "打理网站" in answer.content.decode()
    assert "/account/login/" in Client().get(room, follow=True).redirect_chain[-1][0]


def test_passwords_and_addresses_are_changed_in_one_place(cast: Any, client_of: ClientOf) -> None:
    assert Client().get("/cms/password_reset/").status_code == 404
    page = client_of(cast.staff).get("/cms/account/").content.decode()
    assert 'name="password-old_password"' not in page
    assert 'name="name_email-email"' not in page
