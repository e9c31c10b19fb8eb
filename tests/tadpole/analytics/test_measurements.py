"""One pseudonymous row an event, erased with the account."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from community.profiles.actions import follow
from community.profiles.events import Followed
from tadpole.accounts.actions import close_account
from tadpole.analytics.models import Measurement
from tadpole.analytics.rules import PEOPLE, actor_of, kept_properties, pseudonym
from tadpole.events import bus, publish
from tadpole.events.models import Delivery
from tadpole.events.registry import EVENTS, shape_of
from tests.factories.threads import a_thread

pytestmark = pytest.mark.django_db
Settle = Callable[[], int]


def test_what_happens_is_kept_once_and_names_nobody(cast: Any, settle: Settle) -> None:
    thread = a_thread(by=cast.alice)
    settle()
    row = Measurement.objects.get(name="threads.ThreadOpened")
    assert row.properties == {"thread_id": thread.pk, "circle_id": thread.circle_id}
    assert len(row.actor) == 32
    heard_again = Delivery.objects.filter(listener="tadpole.analytics.listeners.measure")
    bus.replay(list(heard_again.values_list("pk", flat=True)))
    settle()
    assert Measurement.objects.filter(name="threads.ThreadOpened").count() == 1


def test_one_person_has_one_pseudonym_which_needs_the_key(cast: Any, settle: Settle) -> None:
    a_thread(by=cast.alice, title="第一个问题是什么")
    a_thread(by=cast.alice, title="第二个问题是什么")
    a_thread(by=cast.bob, title="别人问的一件事")
    settle()
    actors = list(
        Measurement.objects.filter(name="threads.ThreadOpened").order_by("pk").values_list("actor", flat=True)
    )
    assert actors[0] == actors[1] != actors[2]
    assert pseudonym(cast.alice.pk, "one key") != pseudonym(cast.alice.pk, "another")


def test_nobody_else_is_named_either(cast: Any, settle: Settle) -> None:
    follow(by=cast.alice, whom=cast.bob.profile)
    settle()
    assert Measurement.objects.get(name="profiles.Followed").properties == {}


def test_no_event_of_ours_has_a_person_that_is_kept_by_number() -> None:
    rows_of_things = {
        "check_id", "circle_id", "comment_id", "contest_id", "entry_id", "mail_id", "note_id", "page_id", "photo_id", "post_id", "product_id",
        "revision_id", "session_id", "task_state_id", "thread_id",
    }  # fmt: skip
    ids = {field for event in EVENTS.values() if not event.__module__.startswith("tests") for field in shape_of(event)}
    assert {field for field in ids if field.endswith("_id")} <= rows_of_things | set(PEOPLE)


def test_closing_the_account_erases_what_was_measured(cast: Any, settle: Settle) -> None:
    a_thread(by=cast.alice)
    a_thread(by=cast.bob, title="别人问的一件事")
    settle()
    mine = pseudonym_of(cast.alice)
    assert Measurement.objects.filter(actor=mine).exists()
    close_account(by=cast.alice, email=cast.alice.email)
    settle()
    assert not Measurement.objects.filter(actor=mine).exists()
    assert Measurement.objects.filter(actor=pseudonym_of(cast.bob)).exists()


def test_news_that_arrives_after_the_closing_is_nobody_s(cast: Any, settle: Settle) -> None:
    close_account(by=cast.alice, email=cast.alice.email)
    settle()
    with transaction.atomic():
        publish(Followed(follower_id=cast.alice.pk, followed_id=cast.bob.pk))
    settle()
    assert not Measurement.objects.filter(actor=pseudonym_of(cast.alice)).exists()


def pseudonym_of(person: Any) -> str:
    from django.conf import settings

    return pseudonym(person.pk, settings.SECRET_KEY)


def test_who_did_it() -> None:
    assert actor_of({"author_id": 3, "thread_id": 9}) == 3
    assert actor_of({"page_id": 9}) is None
    assert kept_properties({"follower_id": 1, "followed_id": 2, "place": 1}) == {"place": 1}
