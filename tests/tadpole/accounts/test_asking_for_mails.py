"""Mails that are asked for to somebody's address: strangers neither fill the mailbox nor keep its owner waiting."""

from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD
from tests.mailbox import code_in

pytestmark = pytest.mark.django_db
CODE, RESET, SIGN_UP = "/account/login/code/", "/account/password/reset/", "/account/signup/"
NEW = {"password1": PASSWORD, "birth_date": "1992-05-17", "agreed": "on"}


def asked(path: str, email: str, *, host: int = 1, client: Client | None = None) -> int:
    client = client or Client(REMOTE_ADDR=f"203.0.113.{host}")
    return int(client.post(path, {"email": email, **(NEW if path == SIGN_UP else {})}).status_code)


def flooded(path: str, email: str) -> None:
    """A stranger asks until nobody listens any more."""
    assert [asked(path, email) for _turn in range(6)] == [302] * 3 + [429] * 3


@pytest.mark.parametrize("path", [CODE, RESET, SIGN_UP])
@pytest.mark.parametrize("known", [True, False])
def test_a_stranger_who_asks_again_and_again_delays_nobody_elsewhere(path: str, known: bool, cast: Any) -> None:
    email = cast.alice.email if known else "olive@example.org"
    flooded(path, email)
    assert asked(path, email, host=2) == 302, "her own request, from a new device at home"
    assert asked(path, email.upper(), host=1) == 429


def test_whichever_mail_it_is_the_mailbox_is_one(cast: Any) -> None:
    assert [asked(path, cast.alice.email) for path in (CODE, RESET, CODE, RESET)] == [302] * 3 + [429]


def test_all_strangers_together_send_thirty_an_hour_and_a_known_device_goes_on(cast: Any) -> None:
    device = Client(REMOTE_ADDR="192.0.2.80")
    device.get("/account/login/")
    device.post("/account/login/", {"login": cast.alice.email, "password": PASSWORD})
    device.post("/account/logout/")
    with time_machine.travel("2026-11-28 09:00 +0800", tick=False) as clock:
        answers = []
        for host in range(40):
            answers.append(asked(CODE, cast.alice.email, host=host))
            clock.shift(20)
        assert answers == [302] * 30 + [429] * 10 and len(mail.outbox) == 30
        assert asked(CODE, cast.alice.email, client=device) == 302
        device.post("/account/login/code/confirm/", {"code": code_in(mail.outbox[-1])})
        assert device.get("/account/").status_code == 200
        assert asked(CODE, cast.bob.email, client=Client(REMOTE_ADDR="203.0.113.9")) == 302, "others are not touched"


def test_a_known_device_has_a_limit_of_its_own(cast: Any) -> None:
    device = Client(REMOTE_ADDR="192.0.2.80")
    device.get("/account/login/")
    device.post("/account/login/", {"login": cast.alice.email, "password": PASSWORD})
    answers = []
    for _turn in range(5):
        device.cookies.pop("sessionid", None)  # anew each time: with a code on its way nothing is sent
        answers.append(asked(CODE, cast.alice.email, client=device))
    assert answers == [302] * 3 + [429] * 2 and len(mail.outbox) == 3


def test_a_member_who_adds_somebodys_address_is_counted_like_any_stranger(cast: Any, client_of: Any) -> None:
    bob = client_of(cast.bob)
    for _turn in range(5):
        bob.post("/account/email/", {"action_add": "", "email": "olive@example.org"})
    assert len(mail.outbox) <= 3


def test_the_refusal_keeps_what_was_typed_and_says_when(cast: Any) -> None:
    flooded(CODE, cast.alice.email)
    answer = Client(REMOTE_ADDR="203.0.113.1").post(f"/en{CODE}", {"email": cast.alice.email})
    assert answer.status_code == 429 and cast.alice.email in answer.content.decode()
    assert int(answer["Retry-After"]) == 300
