"""A mail is kept with what it tells of, sent by a worker, and neither lost nor sent twice by a mail server's moods."""

import logging
import re
import smtplib
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tadpole.accounts.actions import mails as actions
from tadpole.accounts.gateways.mail import Letter, NotCarried, carry, seal, unseal
from tadpole.accounts.models import Mail
from tadpole.accounts.tasks import mails_left
from tadpole.errors import Conflict
from tadpole.events import bus
from tadpole.events.models import Delivery, Fact
from tadpole.events.rules import MOST_TRIES
from tests.servers.smtp import Smtp

CODE = re.compile(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", re.MULTILINE)
pytestmark = pytest.mark.django_db
real = pytest.mark.services("smtp")


@pytest.fixture(autouse=True)
def _posted(settings: Any) -> None:
    """Django's test runner puts its own mailbox in the place of ours."""
    settings.EMAIL_BACKEND = "tadpole.accounts.adapters.PostedMail"
    settings.MAIL_CARRIER = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def post(settings: Any, tmp_path: Path) -> Iterator[Smtp]:
    """A mail server of the test's own."""
    server = Smtp(tmp_path).start()
    settings.MAIL_CARRIER = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.5
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield server
    server.kill()


def ask_for_a_code(client: Client, email: str, language: str = "") -> None:
    answer = client.post(f"{language}/account/login/code/", {"email": email})
    assert answer.status_code == 302, answer.content


def again(settle: Callable[[], int], *, after: timedelta = timedelta(hours=7)) -> None:
    """Time passes, as far as the outbox knows."""
    Delivery.objects.filter(done_at=None).update(due_at=timezone.now() - after)
    settle()


@real
def test_the_page_waits_for_no_mail_server_and_the_code_comes(cast: Any, post: Smtp, settle: Callable[[], int]) -> None:
    post.pause()  # it takes the connection and never says a word
    browser = Client()
    ask_for_a_code(browser, cast.alice.email)
    assert Mail.objects.count() == 1
    settle()
    delivery = Delivery.objects.get(fact__name="accounts.MailPosted", queue="mail")
    assert delivery.done_at is None and delivery.due_at > timezone.now() and "NotCarried" in delivery.error
    assert cast.alice.email not in delivery.error
    post.go_on()
    again(settle)
    (came,) = post.mails()
    code = CODE.search(text_of(came))
    assert code is not None
    assert browser.post("/account/login/code/confirm/", {"code": code[1]}).status_code == 302
    assert "_auth_user_id" in browser.session
    assert not Mail.objects.exists()


@real
@pytest.mark.parametrize(("code", "step"), [(451, "MAIL"), (450, "RCPT"), (451, "DATA"), (554, "DATA"), (550, "MAIL")])
def test_refused_then_sent_once(cast: Any, post: Smtp, settle: Callable[[], int], code: int, step: str) -> None:
    post.refuse(code, at=step)
    ask_for_a_code(Client(), cast.alice.email)
    settle()
    again(settle)
    assert post.mails() == [] and Mail.objects.count() == 1
    assert Delivery.objects.get(queue="mail").tries == 2
    assert cast.alice.email not in Delivery.objects.get(queue="mail").error
    post.refuse(0)
    again(settle)
    bus.replay(list(Delivery.objects.filter(queue="mail").values_list("pk", flat=True)))
    settle()
    assert len(post.mails()) == 1


@real
def test_a_mail_server_that_is_gone_comes_back(cast: Any, post: Smtp, settle: Callable[[], int]) -> None:
    post.kill()
    ask_for_a_code(Client(), cast.alice.email)
    settle()
    assert Mail.objects.get().taken_until is None
    post.start()
    again(settle)
    assert len(post.mails()) == 1


@real
def test_what_goes_wrong_after_it_was_taken_does_not_send_it_again(
    cast: Any, post: Smtp, settle: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(self: smtplib.SMTP) -> None:
        raise smtplib.SMTPResponseException(421, b"closing, between its yes and our goodbye")

    monkeypatch.setattr(smtplib.SMTP, "quit", lost)
    ask_for_a_code(Client(), cast.alice.email)
    settle()
    again(settle)
    assert len(post.mails()) == 1
    assert Delivery.objects.get(queue="mail").done_at is not None


@real
def test_nobody_there_is_not_asked_again(
    cast: Any, post: Smtp, settle: Callable[[], int], caplog: pytest.LogCaptureFixture
) -> None:
    post.refuse(550, at="RCPT")
    ask_for_a_code(Client(), cast.alice.email)
    settle()
    assert not Mail.objects.exists() and Delivery.objects.get(queue="mail").done_at is not None
    assert "refused with 550" in caplog.text and cast.alice.email not in caplog.text


@real
@pytest.mark.parametrize(
    ("language", "subject", "word"),
    [
        ("", "小蝌蚪登录验证码", "登录"),
        ("/zh-hant", "小蝌蚪登入驗證碼", "登入"),
        ("/en", "Your code for Tadpole", "sign in"),
    ],
)
def test_in_the_readers_own_script(
    cast: Any, post: Smtp, settle: Callable[[], int], language: str, subject: str, word: str
) -> None:
    ask_for_a_code(Client(), cast.alice.email, language)
    settle()
    (came,) = post.mails()
    assert came["Subject"] == subject
    assert word in text_of(came)
    assert came["From"].addresses[0].display_name == "小蝌蚪"
    assert came["X-Envelope-To"] == came["To"] == cast.alice.email
    assert came["Message-ID"] and came["Date"]


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_a_code_that_is_too_old_is_thrown_away_aloud(
    cast: Any, settle: Callable[[], int], caplog: pytest.LogCaptureFixture
) -> None:
    ask_for_a_code(Client(), cast.alice.email)
    kept = Mail.objects.get()
    assert timedelta(minutes=2) < kept.useful_until - timezone.now() <= timedelta(minutes=3)
    Mail.objects.update(useful_until=timezone.now() - timedelta(seconds=1))
    settle()
    assert mail.outbox == [] and not Mail.objects.exists()
    assert f"mail {kept.pk} was thrown away" in caplog.text


def test_other_mails_are_useful_for_as_long_as_their_links(cast: Any) -> None:
    Client().post("/account/password/reset/", {"email": cast.alice.email})
    assert Mail.objects.get().useful_until - timezone.now() > timedelta(days=2)


def test_who_has_the_database_alone_reads_no_code(cast: Any, settings: Any) -> None:
    ask_for_a_code(Client(), cast.alice.email)
    kept = Mail.objects.get()
    letter = unseal(kept.sealed)
    code = CODE.search(letter.body)
    assert code is not None
    rows = [*Mail.objects.values_list(), *Fact.objects.values_list(), *Delivery.objects.values_list()]
    for secret in (code[1], cast.alice.email, letter.subject):
        assert secret not in repr(rows)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key, after a change of keys"
    assert unseal(kept.sealed) == letter
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(NotCarried, match="another key"):
        unseal(kept.sealed)


def test_nothing_is_sent_of_what_did_not_happen(settle: Callable[[], int]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        send_mail("a", "b", None, ["a@pond.example"])
        raise RuntimeError
    settle()
    assert mail.outbox == [] and not Mail.objects.exists()


def test_every_address_has_a_mail_of_its_own(settle: Callable[[], int]) -> None:
    message = EmailMultiAlternatives("育儿", "文字", to=["a@pond.example", "b@pond.example"], bcc=["c@pond.example"])
    message.attach_alternative("<b>文字</b>", "text/html")
    assert message.send() == 1
    settle()
    assert [one.to for one in mail.outbox] == [["a@pond.example"], ["b@pond.example"], ["c@pond.example"]]
    assert all([one.content for one in sent.alternatives] == ["<b>文字</b>"] for sent in mail.outbox)
    message.attach("a.txt", "text")
    with pytest.raises(ValueError, match="attachments"):
        message.send()


def test_two_workers_do_not_send_the_same_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    send_mail("a", "b", None, ["a@pond.example"])
    pk, now, carried = Mail.objects.get().pk, timezone.now(), []

    def slowly(letter: Letter) -> None:
        with pytest.raises(Conflict):
            actions.send_mail(mail_id=pk, now=now)
        carried.append(letter)

    monkeypatch.setattr(actions, "carry", slowly)
    actions.send_mail(mail_id=pk, now=now)
    actions.send_mail(mail_id=pk, now=now)
    assert len(carried) == 1


def test_a_worker_that_died_while_sending_is_followed_by_another(settle: Callable[[], int]) -> None:
    send_mail("a", "b", None, ["a@pond.example"])
    Mail.objects.update(taken_until=timezone.now() + timedelta(minutes=4))
    settle()
    assert mail.outbox == [] and Mail.objects.exists()
    Mail.objects.update(taken_until=timezone.now() - timedelta(seconds=1))
    again(settle)
    assert len(mail.outbox) == 1


def test_a_mail_taken_by_a_clock_that_was_set_back_is_taken_up_by_another(settle: Callable[[], int]) -> None:
    send_mail("a", "b", None, ["a@pond.example"])
    Mail.objects.update(taken_until=timezone.now() + timedelta(hours=1))
    settle()
    assert len(mail.outbox) == 1


def test_the_clock_goes_on_where_the_outbox_gave_up(
    settle: Callable[[], int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(letter: Letter) -> None:
        asked.append(letter)
        raise NotCarried("ConnectionRefusedError")

    asked: list[Letter] = []
    for number in range(5):
        send_mail(str(number), "b", None, ["a@pond.example"])
    monkeypatch.setattr(actions, "carry", away)
    for _ in range(MOST_TRIES):
        again(settle)
    assert Delivery.objects.filter(queue="mail", given_up_at=None).count() == 0
    asked.clear()
    mails_left()
    assert asked == []  # not old enough: the outbox's tries are not disturbed
    Mail.objects.update(posted_at=timezone.now() - timedelta(hours=2))
    mails_left()
    assert len(asked) == 3  # a mail server that is away is not asked for each
    monkeypatch.setattr(actions, "carry", carry)
    mails_left()
    assert sorted(one.subject for one in mail.outbox) == list("01234")
    assert not Mail.objects.exists()


def test_the_sweep_does_not_wait_for_a_mail_server(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    caplog.set_level(logging.CRITICAL)
    send_mail("a", "b", None, ["a@pond.example"])
    Delivery.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    handed: list[Any] = []
    monkeypatch.setattr(bus, "nudge", lambda those, **options: handed.append((those, options)))
    bus.sweep(timezone.now())
    delivery = Delivery.objects.get(queue="mail")
    assert handed == [([(delivery.pk, "mail")], {"expires": 10})]
    assert delivery.done_at is None and mail.outbox == []


def test_a_sealed_letter_is_the_same_when_opened() -> None:
    letter = Letter(
        "小蝌蚪 <a@pond.example>", "b@pond.example", "繁體", "字", "html", [["<p>", "text/html"]], {"A": "ü"}
    )
    assert unseal(seal(letter)) == letter
    assert letter.domain == "pond.example"
