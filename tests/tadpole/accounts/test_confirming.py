"""An account opens once its address was confirmed by a code, and belongs to whoever has the mailbox."""

from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from tadpole.accounts.models import User
from tests.cast import PASSWORD
from tests.mailbox import code_in
from tests.sameness import plain

pytestmark = pytest.mark.django_db
ADDRESS = "new@example.org"
CODE_PAGE = "/account/confirm-email/"
SIGN_UP = {"email": ADDRESS, "password1": "pond-lily-2026", "birth_date": "1992-05-17", "agreed": "on"}


def signed_up(**fields: str) -> Client:
    client = Client()
    assert client.post("/account/signup/", SIGN_UP | fields).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_nobody_is_in_before_the_code_and_the_code_is_good_once() -> None:
    client = signed_up()
    assert not is_in(client)
    page = client.get(CODE_PAGE).content.decode()
    assert ADDRESS in page and "15 分钟" in page and "再发一次" in page
    code = code_in(mail.outbox[-1])
    assert "15 分钟" in mail.outbox[-1].body
    assert client.post(CODE_PAGE, {"code": "AAAAAA"}).status_code == 200
    assert not is_in(client)
    assert client.post(CODE_PAGE, {"code": code})["Location"] == "/circles/welcome/"
    assert is_in(client)
    again = Client()
    again.post(CODE_PAGE, {"code": code})
    assert not is_in(again)


def test_three_wrong_codes_and_it_is_over() -> None:
    client = signed_up()
    for _ in range(3):
        client.post(CODE_PAGE, {"code": "AAAAAA"})
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[-1])})
    assert not is_in(client)


def test_a_code_is_too_old_after_a_quarter_of_an_hour() -> None:
    with time_machine.travel("2026-11-28 10:00 +0800", tick=False) as clock:
        client = signed_up()
        clock.shift(15 * 60 + 1)
        client.post(CODE_PAGE, {"code": code_in(mail.outbox[-1])})
        assert not is_in(client)


def test_the_code_is_sent_again_and_the_new_one_counts() -> None:
    with time_machine.travel("2026-11-28 10:00 +0800", tick=False) as clock:
        client = signed_up()
        clock.shift(60)
        client.post(CODE_PAGE, {"action": "resend"})
        first, second = (code_in(one) for one in mail.outbox)
        client.post(CODE_PAGE, {"code": first})
        assert not is_in(client)
        client.post(CODE_PAGE, {"code": second})
        assert is_in(client)


def test_a_known_and_a_new_address_are_answered_alike(cast: Any) -> None:
    known, new = signed_up(email=cast.alice.email), signed_up()
    assert known.get(CODE_PAGE).status_code == new.get(CODE_PAGE).status_code == 200
    assert plain(known.get(CODE_PAGE), cast.alice.email) == plain(new.get(CODE_PAGE), ADDRESS)
    told = mail.outbox[0]
    assert told.to == [cast.alice.email] and "已经有账号" in told.body
    for client in (known, new):
        assert client.post(CODE_PAGE, {"code": "AAAAAA"}).status_code == 200
    assert User.objects.filter(email__iexact=cast.alice.email).count() == 1
    cast.alice.refresh_from_db()
    assert cast.alice.check_password(PASSWORD), "nothing of the account has changed"


def test_both_take_as_long_because_a_password_is_hashed_in_both(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    known = cast.alice.email
    hashed: list[str] = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw) or setattr(self, "password", "!"))
    signed_up(email=known)
    signed_up()
    assert hashed == ["pond-lily-2026"] * 2


def test_who_signed_up_first_does_not_get_the_account_of_who_has_the_mailbox() -> None:
    """The stranger waits with a password of their own; the owner signs up later and confirms."""
    stranger = signed_up(password1="stranger-waits-1")
    first = code_in(mail.outbox[-1])
    owner = signed_up(password1="owner-came-late-2")
    second = code_in(mail.outbox[-1])
    stranger.post(CODE_PAGE, {"code": second})
    owner.post(CODE_PAGE, {"code": first})
    assert not is_in(stranger) and not is_in(owner)
    owner.post(CODE_PAGE, {"code": second})
    assert is_in(owner)
    assert not signs_in("stranger-waits-1") and signs_in("owner-came-late-2")
    assert User.objects.get(email=ADDRESS).is_active


def test_a_stranger_who_signs_up_again_in_between_gets_nothing_either() -> None:
    owner = signed_up(password1="owner-came-first-1")
    code = code_in(mail.outbox[-1])
    stranger = signed_up(password1="stranger-came-2")
    page = owner.post(CODE_PAGE, {"code": code})
    assert page.status_code == 200 and "失效" in page.content.decode()
    assert not is_in(owner) and not is_in(stranger) and not signs_in("stranger-came-2")


def test_by_a_code_to_sign_in_the_owner_takes_the_account_and_the_strangers_password_is_gone() -> None:
    signed_up(password1="stranger-waits-1")
    owner = Client()
    owner.post("/account/login/code/", {"email": ADDRESS})
    owner.post("/account/login/code/confirm/", {"code": code_in(mail.outbox[-1])})
    assert is_in(owner)
    assert not User.objects.get(email=ADDRESS).has_usable_password()
    assert not signs_in("stranger-waits-1")


def test_what_a_stranger_left_from_before_codes_were_asked_opens_nothing(cast: Any, client_of: Any) -> None:
    """An account that was used without ever being confirmed: the session, the app and the password go."""
    EmailAddress.objects.filter(user=cast.bob).update(verified=False)
    stranger = client_of(cast.bob)
    assert is_in(stranger)
    Authenticator.objects.create(user=cast.bob, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    owner = Client()
    owner.post("/account/login/code/", {"email": cast.bob.email})
    owner.post("/account/login/code/confirm/", {"code": code_in(mail.outbox[-1])})
    assert is_in(owner) and not is_in(stranger)
    assert not Authenticator.objects.filter(user=cast.bob).exists()
    assert UserSession.objects.filter(user=cast.bob).count() <= 1


def test_whoever_knows_the_password_keeps_it(cast: Any) -> None:
    EmailAddress.objects.filter(user=cast.bob).update(verified=False)
    client = Client()
    client.post("/account/login/", {"login": cast.bob.email, "password": PASSWORD})
    assert not is_in(client)
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[-1])})
    assert is_in(client)
    cast.bob.refresh_from_db()
    assert cast.bob.check_password(PASSWORD)


def test_a_second_address_counts_after_its_code_and_is_taken_from_who_only_said_so(cast: Any, client_of: Any) -> None:
    signed_up(password1="stranger-waits-1")
    alice = client_of(cast.alice)
    alice.post("/account/email/", {"action_add": "", "email": ADDRESS})
    assert not EmailAddress.objects.filter(user=cast.alice, email=ADDRESS).exists()
    alice.post(CODE_PAGE, {"code": code_in(mail.outbox[-1])})
    assert EmailAddress.objects.get(email=ADDRESS, verified=True).user == cast.alice
    assert not signs_in("stranger-waits-1")
    cast.alice.refresh_from_db()
    assert cast.alice.check_password(PASSWORD)


def test_a_confirmed_address_is_taken_from_nobody(cast: Any, client_of: Any) -> None:
    bob = client_of(cast.bob)
    bob.post("/account/email/", {"action_add": "", "email": cast.alice.email})
    assert EmailAddress.objects.get(email=cast.alice.email).user == cast.alice
    cast.alice.refresh_from_db()
    assert cast.alice.is_active and cast.alice.check_password(PASSWORD)


def test_accounts_that_an_operator_makes_count_as_confirmed() -> None:
    User.objects.create_superuser("Root@Example.org", PASSWORD)
    assert EmailAddress.objects.get(email="root@example.org").verified


def test_the_page_says_where_a_site_without_mail_prints_it(settings: Any) -> None:
    client = signed_up()
    assert "终端" not in client.get(CODE_PAGE).content.decode()
    settings.MAIL_CARRIER = "django.core.mail.backends.console.EmailBackend"
    assert "终端" in client.get(CODE_PAGE).content.decode()


def signs_in(password: str) -> bool:
    client = Client()
    client.post("/account/login/", {"login": ADDRESS, "password": password})
    return is_in(client)
