"""A picture's verdict and its last size come at the same moment."""

import threading
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from media.photos.actions import decide, make_renditions, screen_photo
from media.photos.models import Photo
from tadpole.events.models import Fact
from tests.at_once import at_once
from tests.factories.photos import a_photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_uploads")]


def test_a_verdict_that_is_not_committed_yet_is_waited_for_so_that_somebody_tells(cast: Any) -> None:
    photo = str(a_photo(by=cast.alice, passed=False).pk)
    judged, printed = threading.Event(), threading.Event()

    def judge() -> None:
        with transaction.atomic():
            screen_photo(photo_id=photo)
            judged.set()
            printed.wait(4)  # it cannot be: whoever prints waits for this commit

    def draw() -> None:
        judged.wait(10)
        make_renditions(photo_id=photo)
        printed.set()

    assert at_once(judge, draw) == ["done", "done"]
    assert Fact.objects.filter(name="photos.PhotoReady").count() == 1


def test_the_rule_and_staff_judge_at_once_and_neither_waits_for_ever(cast: Any) -> None:
    staff = cast.staff
    for _round in range(6):
        photo = str(a_photo(by=cast.alice, passed=False).pk)
        rule = partial(screen_photo, photo_id=photo)
        assert at_once(rule, partial(decide, by=staff, photo_id=photo, passed=False)) == ["done", "done"]
        assert Photo.objects.get(pk=photo).state == Photo.State.REFUSED, "staff have the last word"
