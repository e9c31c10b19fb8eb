"""The contest's clock and its winners."""

from datetime import UTC, date, datetime, timedelta

import pytest

from campaigns.contests.rules import (
    Ballot,
    Dates,
    Phase,
    Standing,
    day_of,
    fault,
    next_midnight,
    phase_of,
    tagged,
    takes_entries,
    takes_votes,
    winners,
)

START = datetime(2026, 10, 1, 12, tzinfo=UTC)
DATES = Dates(START, START + timedelta(days=10), START + timedelta(days=20))


@pytest.mark.parametrize(
    ("days", "phase"),
    [
        (-1, Phase.COMING),
        (0, Phase.OPEN),
        (9, Phase.OPEN),
        (10, Phase.VOTING),
        (19, Phase.VOTING),
        (20, Phase.COUNTING),
        (400, Phase.COUNTING),
    ],
)
def test_phases_go_by_the_clock_until_an_editor_closes(days: int, phase: Phase) -> None:
    now = START + timedelta(days=days)
    assert phase_of(DATES, closed=False, now=now) is phase
    assert phase_of(DATES, closed=True, now=now) is Phase.CLOSED


@pytest.mark.parametrize(
    ("phase", "entries", "votes", "votes_that_wait"),
    [
        (Phase.COMING, False, False, False),
        (Phase.OPEN, True, True, False),
        (Phase.VOTING, False, True, True),
        (Phase.COUNTING, False, False, False),
        (Phase.CLOSED, False, False, False),
    ],
)
def test_what_a_phase_takes(phase: Phase, entries: bool, votes: bool, votes_that_wait: bool) -> None:
    assert takes_entries(phase) is entries
    assert takes_votes(phase, votes_wait=False) is votes
    assert takes_votes(phase, votes_wait=True) is votes_that_wait


@pytest.mark.parametrize(
    ("entries", "votes", "waits", "wrong"),
    [
        (1, 2, False, ""),
        (1, 1, False, ""),
        (0, 2, False, "entries_close_at"),
        (-1, 2, False, "entries_close_at"),
        (3, 2, False, "votes_close_at"),
        (1, 1, True, "votes_close_at"),
        (1, 2, True, ""),
    ],
)
def test_dates_have_an_order(entries: int, votes: int, waits: bool, wrong: str) -> None:
    assert fault(Dates(START, START + timedelta(days=entries), START + timedelta(days=votes), waits)) == wrong


def test_a_day_of_votes_begins_at_midnight_in_shanghai() -> None:
    late = datetime(2026, 10, 1, 15, 59, 59, tzinfo=UTC)
    assert day_of(late) == date(2026, 10, 1)
    assert day_of(late + timedelta(seconds=1)) == date(2026, 10, 2)
    assert next_midnight(late) == late + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("votes", "places", "first"),
    [
        ([3, 9, 5], 1, [2]),
        ([3, 9, 5], 2, [2, 3]),
        ([4, 4, 4], 2, [1, 2]),
        ([0, 0], 1, []),
        ([0, 2], 3, [2]),
        ([], 3, []),
    ],
)
def test_more_votes_win_then_the_earlier_entry(votes: list[int], places: int, first: list[int]) -> None:
    standings = [
        Standing(number, count, START + timedelta(hours=number)) for number, count in enumerate(votes, start=1)
    ]
    assert winners(reversed(standings), places) == first


def test_the_topic_is_added_once_and_only_where_it_fits() -> None:
    assert tagged("好用", "碗", 100) == "好用\n\n#碗#"
    assert tagged("好用 #碗#", "碗", 100) == "好用 #碗#"
    assert tagged("长" * 100, "碗", 100) == "长" * 100
    assert tagged("  ", "碗", 100) == "  "


def test_a_ballot_knows_what_is_left() -> None:
    assert Ballot(5, used=2).left == 3
    assert Ballot(3, used=1).beads == [True, True, False]
    assert Ballot(2, used=5).left == 0
