"""What the clock does for accounts: sessions that ran out, sign-ups that nobody confirmed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from community.profiles.models import Profile
from tadpole.accounts.models import User
from tadpole.accounts.rules import CONFIRMED_WITHIN
from tadpole.config.celery import SCHEDULE, app
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
A_SESSION = timedelta(seconds=settings.SESSION_COOKIE_AGE)


def tick(entry: str) -> None:
    """What beat sends and a worker does."""
    app.loader.import_default_modules()
    app.tasks[SCHEDULE[entry]["task"]].apply(headers=SCHEDULE[entry]["options"]["headers"], throw=True)


def signed_in(who: User) -> None:
    answer = Client().post("/account/login/", {"login": who.email, "password": PASSWORD, "remember": "on"})
    assert answer.status_code == 302


def test_a_session_that_ran_out_leaves_neither_a_row_nor_a_network_address(cast: Any) -> None:
    signed_in(cast.alice)
    tick("accounts.forget_ended_sessions")
    assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)
    with time_machine.travel(timezone.now() + A_SESSION + timedelta(hours=2), tick=True):
        signed_in(cast.bob)
        tick("accounts.forget_ended_sessions")
        assert Session.objects.count() == 1
        assert [one.user_id for one in UserSession.objects.all()] == [cast.bob.pk]


def sign_up(email: str) -> User:
    """A sign-up that waits for the code in its mail."""
    user = User.objects.create_user(email, PASSWORD)
    EmailAddress.objects.filter(user=user).update(verified=False)
    return user


def test_a_sign_up_that_nobody_confirmed_frees_its_address(cast: Any, settle: Callable[[], int]) -> None:
    left, used, confirmed = sign_up("left@example.org"), sign_up("used@example.org"), sign_up("confirmed@example.org")
    User.objects.filter(pk=used.pk).update(last_login=timezone.now())  # before a code was asked of everybody
    EmailAddress.objects.filter(user=confirmed).update(verified=True)
    tick("accounts.close_unconfirmed")
    assert User.objects.filter(pk=left.pk, is_active=True).exists()
    with time_machine.travel(timezone.now() + CONFIRMED_WITHIN + timedelta(minutes=1), tick=True):
        for _ in range(2):
            tick("accounts.close_unconfirmed")
            settle()
        closed = set(User.objects.filter(is_active=False).values_list("pk", flat=True))
        assert closed == {left.pk}
        assert not User.objects.filter(email="left@example.org").exists()
        assert not Profile.objects.filter(pk=left.pk).exists()
        assert EmailAddress.objects.filter(user__in=[used, confirmed]).count() == 2
