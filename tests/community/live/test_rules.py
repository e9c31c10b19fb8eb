"""Pace, ids and equal lines: pure."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from community.live.rules import NEWCOMERS, SETTLED, Bucket, Line, next_id, offset, screened
from tadpole.text import line, readable

NOW_MS = 1_800_000_000_000


@given(st.lists(st.floats(0, 5), max_size=60))
def test_nobody_says_more_than_a_full_bucket_and_what_ran_in(pauses):
    most, seconds = SETTLED
    bucket, now, let_through = Bucket(0, most), 0.0, 0
    for pause in pauses:
        now += pause
        let_through += bucket.wait(now, most, seconds) == 0
    assert let_through <= most + now * most / seconds + 1e-6


def test_waiting_as_long_as_told_is_enough():
    bucket = Bucket(0, NEWCOMERS[0])
    waits = [bucket.wait(0, *NEWCOMERS) for _ in range(3)]
    assert waits[:2] == [0, 0]
    assert bucket.wait(waits[2] + 0.001, *NEWCOMERS) == 0


@given(st.integers(0, 2**52), st.integers(NOW_MS, NOW_MS + 10**9))
def test_ids_rise_and_every_browser_can_read_them(last, now):
    made = next_id(last, now)
    assert last < made < 2**53


@given(st.text(max_size=300))
def test_tidy_leaves_one_line_that_stays_as_it_is(text):
    once = line(text)
    assert line(once) == once
    assert "\n" not in once
    assert readable(once) <= len(once)


@given(st.lists(st.tuples(st.sampled_from(["谢谢", "謝謝", "ＯＫ", "ok", "别的"]), st.booleans()), max_size=40))
def test_no_line_is_lost_by_putting_equal_ones_together(said):
    lines = [Line(n, 1, 2, "名", text, n, host) for n, (text, host) in enumerate(said, 1)]
    shown = screened(lines)
    assert sorted(one for part in shown for one in part["ids"]) == [line.id for line in lines]
    assert all(part.get("times", 1) == len(part["ids"]) for part in shown)
    assert sum("host" in part for part in shown) == sum(host for _text, host in said)


def test_before_the_start_the_offset_is_nought():
    assert offset(None, datetime.now(UTC)) == 0
