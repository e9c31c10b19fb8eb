"""Two people who follow each other at the same moment."""

from typing import Any

import pytest

from community.profiles.actions import follow, recount_follows, unfollow
from community.profiles.models import Follow, Profile
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def counts(person: Any) -> tuple[int, int]:
    return Profile.objects.values_list("followers_count", "following_count").get(pk=person.pk)


def test_two_who_follow_each_other_at_once_do_not_wait_for_each_other(cast: Any) -> None:
    alice, bob = cast.alice, cast.bob
    for _round in range(12):
        both = (lambda: follow(by=alice, whom=bob), lambda: follow(by=bob, whom=alice))
        assert at_once(*both) == ["done", "done"]
        assert counts(alice) == counts(bob) == (1, 1)
        both = (lambda: unfollow(by=alice, whom=bob), lambda: unfollow(by=bob, whom=alice))
        assert at_once(*both) == ["done", "done"]
        assert counts(alice) == counts(bob) == (0, 0)


def test_clicks_at_once_follow_once_and_a_recount_meanwhile_loses_none(cast: Any) -> None:
    alice, followers = cast.alice, [cast.bob, cast.mei, cast.outsider]
    clicks = [lambda by=by: follow(by=by, whom=alice) for by in [*followers, *followers]]
    recounts = [lambda: recount_follows(user_ids=[alice.pk])] * 3
    assert at_once(*clicks, *recounts) == ["done"] * 9
    assert counts(alice) == (3, 0)
    assert Follow.objects.count() == 3
