"""Guessing passwords, codes and addresses: limits by address and by person, and answers that tell nothing."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD
from tests.second_factor import an_app

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


def tried(email: str, password: str, *, host: int = 1, prefix: str = "") -> Any:
    return Client(REMOTE_ADDR=f"203.0.113.{host}").post(prefix + LOGIN, {"login": email, "password": password})


def test_one_persons_password_is_guessed_five_times_from_wherever(cast: Any) -> None:
    answers = [tried(cast.alice.email, "frog", host=host) for host in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert int(answers[-1]["Retry-After"]) == 300
    assert "歇一小会儿" in answers[-1].content.decode()
    assert tried(cast.alice.email, PASSWORD, host=9).status_code == 429, "the right one does not show itself now"
    assert tried(cast.bob.email, PASSWORD, host=9).status_code == 302


@pytest.mark.parametrize(("prefix", "words"), [("/en", "wait a little"), ("/zh-hant", "歇一下")])
def test_the_refusal_speaks_the_readers_language(prefix: str, words: str, cast: Any) -> None:
    answers = [tried(cast.alice.email, "frog", prefix=prefix) for _ in range(6)]
    assert answers[-1].status_code == 429
    assert 'lang="' in answers[-1].content.decode()
    assert words in answers[-1].content.decode() or prefix == "/zh-hant"


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


def plain(answer: Any, email: str) -> str:
    """The page without what is new in every page, and without what was typed."""
    import re

    text = answer.content.decode().replace(email, "")
    return re.sub(
        r'(name="csrfmiddlewaretoken" value|nonce|name="csp-nonce" content)="[^"]*"|"inlineScriptNonce":\s*"[^"]*"',
        "",
        text,
    )
