"""Guessing passwords, codes and addresses: limits by address and by person, and answers that tell nothing."""

from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD
from tests.mailbox import code_in
from tests.sameness import plain
from tests.second_factor import an_app

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


def tried(email: str, password: str, *, host: int = 1, prefix: str = "") -> Any:
    return Client(REMOTE_ADDR=f"203.0.113.{host}").post(prefix + LOGIN, {"login": email, "password": password})


@pytest.mark.parametrize("known", [True, False])
def test_strangers_guess_a_password_five_times_from_wherever(known: bool, cast: Any) -> None:
    email = cast.alice.email if known else "olive@example.org"
    answers = [tried(email, "frog", host=host) for host in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert int(answers[-1]["Retry-After"]) == 300
    page = answers[-1].content.decode()
    assert "邮件验证码" in page and f'value="{email}"' in page and 'action="/account/login/code/"' in page
    assert tried(email, PASSWORD, host=9).status_code == 429, "the right one does not show itself now"
    assert tried(cast.bob.email, PASSWORD, host=9).status_code == 302


def at_home(cast: Any) -> Client:
    """A device on which Alice signed in before, and out again."""
    device = Client(REMOTE_ADDR="192.0.2.80")
    device.get(LOGIN)
    device.post(LOGIN, {"login": cast.alice.email, "password": PASSWORD})
    assert is_in(device)
    device.post("/account/logout/")
    assert not is_in(device)
    return device


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_what_strangers_type_keeps_nobody_out_on_a_device_that_is_known(cast: Any) -> None:
    device = at_home(cast)
    for host in range(8):
        tried(cast.alice.email, "frog", host=host)
    device.post(LOGIN, {"login": cast.alice.email.upper(), "password": PASSWORD})
    assert is_in(device)


def test_on_a_new_device_the_code_by_mail_lets_the_person_in_and_makes_it_known(cast: Any) -> None:
    for host in range(8):
        tried(cast.alice.email, "frog", host=host)
    device = Client(REMOTE_ADDR="192.0.2.81")
    device.get(LOGIN)
    assert device.post(LOGIN, {"login": cast.alice.email, "password": PASSWORD}).status_code == 429
    device.post("/account/login/code/", {"email": cast.alice.email})
    device.post("/account/login/code/confirm/", {"code": code_in(mail.outbox[-1])})
    assert is_in(device)
    device.post("/account/logout/")
    device.post(LOGIN, {"login": cast.alice.email, "password": PASSWORD})
    assert is_in(device)


def test_a_known_device_is_no_way_to_guess(cast: Any) -> None:
    device = at_home(cast)
    answers = [device.post(LOGIN, {"login": cast.alice.email, "password": "frog"}) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert "歇一小会儿" in answers[-1].content.decode()


def test_a_device_is_known_for_its_own_account_only_and_cannot_lend_its_cookie(cast: Any) -> None:
    device = at_home(cast)
    for host in range(6):
        tried(cast.bob.email, "frog", host=host)
    assert device.post(LOGIN, {"login": cast.bob.email, "password": PASSWORD}).status_code == 429
    thief = Client(REMOTE_ADDR="192.0.2.82")
    thief.get(LOGIN)
    known = f"{settings.DEVICE_COOKIE_NAME}-known"
    thief.cookies[known] = device.cookies[known].value
    for host in range(8):
        tried(cast.alice.email, "frog", host=host)
    assert thief.post(LOGIN, {"login": cast.alice.email, "password": PASSWORD}).status_code == 429


def test_a_day_has_fifty_guesses_for_an_account_however_slowly(cast: Any) -> None:
    right = 0
    with time_machine.travel("2026-11-28 00:10 +0800", tick=False) as clock:
        for number in range(80):
            right += tried(cast.alice.email, "frog", host=number).status_code == 200
            clock.shift(61)
        assert right == 50
        clock.shift(86_400)
        assert tried(cast.alice.email, "frog", host=90).status_code == 200


@pytest.mark.parametrize(("prefix", "words"), [("/en", "code by e-mail"), ("/zh-hant", "信箱驗證碼")])
def test_the_refusal_speaks_the_readers_language(prefix: str, words: str, cast: Any) -> None:
    answers = [tried(cast.alice.email, "frog", prefix=prefix) for _ in range(6)]
    assert answers[-1].status_code == 429
    assert 'lang="' in answers[-1].content.decode()
    assert words in answers[-1].content.decode()


def test_one_address_guesses_ten_times_a_minute_whoever_it_tries(cast: Any) -> None:
    answers = [tried(f"nobody{number}@example.org", "frog") for number in range(12)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2


def test_what_a_reader_writes_of_his_address_changes_nothing(cast: Any) -> None:
    """Without proxies of ours X-Forwarded-For is hearsay."""
    answers = [
        Client(REMOTE_ADDR="203.0.113.5", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").post(
            LOGIN, {"login": f"n{number}@example.org", "password": "frog"}
        )
        for number in range(11)
    ]
    assert answers[-1].status_code == 429


def test_codes_of_the_second_factor_are_guessed_five_times(cast: Any) -> None:
    an_app(of=cast.staff)
    client = Client()
    client.post(LOGIN, {"login": cast.staff.email, "password": PASSWORD})
    answers = [client.post("/account/2fa/authenticate/", {"code": f"{number:06}"}) for number in range(7)]
    assert [answer.status_code for answer in answers[:5]] == [200] * 5
    assert answers[-1].status_code == 429 and "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", [LOGIN, "/account/password/reset/", "/account/login/code/"])
def test_known_and_unknown_addresses_get_the_same_answer(path: str, cast: Any) -> None:
    known, unknown = (
        Client(REMOTE_ADDR=f"203.0.113.{number}").post(
            path, {"login": email, "password": "frog", "email": email}, follow=True
        )
        for number, email in enumerate((cast.alice.email, "olive@example.org"), 1)
    )
    assert known.status_code == unknown.status_code
    assert [one[0].split("?")[0] for one in known.redirect_chain] == [
        one[0].split("?")[0] for one in unknown.redirect_chain
    ]
    assert plain(known, cast.alice.email) == plain(unknown, "olive@example.org")
    assert len(mail.outbox) in (0, 2), "both get a mail, or neither"
