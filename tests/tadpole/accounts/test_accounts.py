"""Opening, entering, watching over and closing an account."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.utils import timezone

from tadpole.accounts.actions import keep_pace, tell_account_opened
from tadpole.accounts.models import Consent, User
from tadpole.accounts.queries import opened_untold
from tadpole.accounts.rules import age_on, believable, old_enough
from tadpole.accounts.tasks import tell_untold
from tadpole.errors import TooOften
from tadpole.events.models import Fact
from tests.cast import PASSWORD

SIGN_UP = {"email": "new@example.org", "password1": "pond-lily-2026", "birth_date": "1992-05-17", "agreed": "on"}


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2000, 2, 29), date(2014, 2, 28), 13),
        (date(2000, 2, 29), date(2014, 3, 1), 14),
        (date(2012, 11, 22), date(2026, 11, 22), 14),
        (date(2012, 11, 23), date(2026, 11, 22), 13),
        (date(1990, 1, 1), date(2026, 12, 31), 36),
    ],
)
def test_years_lived(born: date, today: date, years: int) -> None:
    assert age_on(born, today) == years
    assert old_enough(born, today) is (years >= 14)


def test_dates_nobody_has() -> None:
    today = date(2026, 11, 22)
    assert not believable(date(2027, 1, 1), today)
    assert not believable(date(1890, 1, 1), today)
    assert believable(date(1930, 1, 1), today)


@pytest.mark.django_db
def test_a_parent_signs_up_and_is_asked_about_the_family(client: Client) -> None:
    answer = client.post("/account/signup/", SIGN_UP)
    assert answer.status_code == 302
    assert answer["Location"] == "/account/confirm-email/"
    user = User.objects.get(email="new@example.org")
    assert user.age_confirmed_at is not None
    assert set(Consent.objects.filter(user=user).values_list("kind", flat=True)) == {"terms", "privacy"}
    assert Fact.objects.filter(name="accounts.AccountOpened", payload={"user_id": user.pk}).count() == 1


@pytest.mark.django_db
def test_the_birth_date_is_not_kept(client: Client) -> None:
    client.post("/account/signup/", SIGN_UP)
    user = User.objects.get(email="new@example.org")
    kept = " ".join(str(value) for value in User.objects.filter(pk=user.pk).values().get().values())
    assert "1992" not in kept
    assert not any("1992" in str(fact.payload) for fact in Fact.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("birth_date", (timezone.localdate() - timedelta(days=13 * 365)).isoformat(), "14"),
        ("birth_date", "2090-01-01", "年份"),
        ("birth_date", "湿疹", "1992-05-17"),
        ("birth_date", "", "出生日期"),
        ("agreed", "", "勾"),
        ("email", "not-an-address", ""),
        ("password1", "1234", ""),
    ],
)
def test_a_refused_sign_up_leaves_no_row_and_keeps_what_was_typed(
    client: Client, field: str, value: str, sentence: str
) -> None:
    answer = client.post("/account/signup/", {**SIGN_UP, field: value})
    page = answer.content.decode()
    assert sentence in page
    assert 'class="err"' in page
    if field != "email":
        assert "new@example.org" in page
    assert not User.objects.exists()
    assert not Fact.objects.exists()


@pytest.mark.django_db
def test_a_code_by_mail_signs_in(client: Client, cast: Any) -> None:
    client.post("/account/login/code/", {"email": cast.alice.email})
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mail.outbox[-1].body, re.MULTILINE)
    assert code, mail.outbox[-1].body
    client.post("/account/login/code/confirm/", {"code": code[1]})
    assert client.get("/account/").status_code == 200


@pytest.mark.django_db
def test_a_wrong_code_does_not(client: Client, cast: Any) -> None:
    client.post("/account/login/code/", {"email": cast.alice.email})
    client.post("/account/login/code/confirm/", {"code": "AAAAAA"})
    assert client.get("/account/").status_code == 302


@pytest.mark.django_db
def test_codes_are_asked_for_at_a_limited_pace(cast: Any) -> None:
    answers = [Client().post("/account/login/code/", {"email": cast.alice.email}) for _ in range(5)]
    assert [one.status_code for one in answers[:3]] == [302, 302, 302]
    assert len(mail.outbox) == 3
    assert cast.alice.email in answers[-1].content.decode(), "what was typed is still there"
    assert answers[-1].status_code == 429


@pytest.mark.django_db
def test_one_network_address_cannot_ask_for_everybody() -> None:
    answers = [Client().post("/account/login/code/", {"email": f"{number}@example.org"}) for number in range(25)]
    assert answers[0].status_code == 302
    assert answers[-1].status_code == 429
    assert len(mail.outbox) == 20


@pytest.mark.django_db
def test_a_password_is_guessed_at_a_limited_pace(client: Client, cast: Any) -> None:
    for _ in range(6):
        client.post("/account/login/", {"login": cast.alice.email, "password": "guess"})
    client.post("/account/login/", {"login": cast.alice.email, "password": PASSWORD})
    assert client.get("/account/").status_code == 302, "even the right one is refused for a while"


@pytest.mark.django_db
def test_sign_out_everywhere_else(cast: Any) -> None:
    phone, laptop = Client(), Client()
    for device in (phone, laptop):
        device.post("/account/login/", {"login": cast.alice.email, "password": PASSWORD})
        device.get("/account/sessions/")
    assert UserSession.objects.filter(user=cast.alice).count() == 2
    laptop.post("/account/sessions/")
    assert laptop.get("/account/").status_code == 200
    assert phone.get("/account/").status_code == 302


@pytest.mark.django_db
def test_pages_of_the_account_are_for_its_owner(cast: Any, client_of: Any) -> None:
    for address in ("/account/", "/account/sessions/", "/account/close/", "/account/email/", "/account/2fa/"):
        assert client_of(cast.nobody).get(address).status_code == 302, address
        assert client_of(cast.alice).get(address).status_code in {200, 302}, address


@pytest.mark.django_db
def test_closing_needs_the_address_and_lets_nobody_back_in(cast: Any, client_of: Any) -> None:
    alice = client_of(cast.alice)
    refused = alice.post("/account/close/", {"email": "somebody@example.org"})
    assert refused.status_code == 422
    assert "somebody@example.org" in refused.content.decode()
    alice.post("/account/close/", {"email": "alice@example.org"})
    cast.alice.refresh_from_db()
    assert not cast.alice.is_active
    assert Fact.objects.filter(name="accounts.AccountClosed").count() == 1
    again = Client()
    again.post("/account/login/", {"login": "alice@example.org", "password": PASSWORD})
    assert again.get("/account/").status_code == 302


@pytest.mark.django_db
def test_a_sign_up_whose_news_was_lost_is_told_by_the_sweep(cast: Any) -> None:
    user = User.objects.create_user("lost@example.org", "x", date_joined=timezone.now() - timedelta(minutes=5))
    assert list(opened_untold(timezone.now())) == [user]
    tell_untold()
    tell_account_opened(by=user)
    assert Fact.objects.filter(name="accounts.AccountOpened", payload={"user_id": user.pk}).count() == 1
    assert list(opened_untold(timezone.now())) == []


@pytest.mark.django_db
def test_pace_is_counted_by_person_and_by_address(cast: Any) -> None:
    for _ in range(2):
        keep_pace(by=cast.alice, doing="croak", most=2, seconds=60)
    with pytest.raises(TooOften) as refusal:
        keep_pace(by=cast.alice, doing="croak", most=2, seconds=60)
    assert refusal.value.retry_after == 60
    keep_pace(by=cast.bob, doing="croak", most=2, seconds=60, address="10.0.0.1")
    for _ in range(2):
        keep_pace(by=cast.nobody, doing="croak", most=2, seconds=60, address="10.0.0.1")
    with pytest.raises(TooOften):
        keep_pace(by=cast.nobody, doing="croak", most=2, seconds=60, address="10.0.0.1")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prefix", "hint"), [("", "我们不会留存"), ("/zh-hant", "我們不會留存"), ("/en", "We do not keep it")]
)
def test_the_birth_date_is_explained_in_the_readers_language(client: Client, prefix: str, hint: str) -> None:
    assert hint in client.get(f"{prefix}/account/signup/").content.decode()


@pytest.mark.django_db
def test_an_account_without_a_password_is_entered_by_code(client: Client) -> None:
    client.post("/account/signup/", {**SIGN_UP, "password1": ""})
    assert not User.objects.get(email=SIGN_UP["email"]).has_usable_password()
    other = Client()
    other.post("/account/login/code/", {"email": SIGN_UP["email"]})
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mail.outbox[-1].body, re.MULTILINE)
    assert code
    other.post("/account/login/code/confirm/", {"code": code[1]})
    assert other.get("/account/").status_code == 200
