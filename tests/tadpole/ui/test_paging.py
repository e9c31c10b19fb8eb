"""Lists cut by key: every row once, whatever the order, the ties and the cursor."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models.functions import Length
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tadpole.ui.paging import page_by_key

ORDERS = [
    ("-pk",),
    ("app_label",),
    ("-app_label",),
    ("app_label", "-model"),
    ("-app_label", "model", "-pk"),
    ("length", "-app_label"),
]
UTC = dt.UTC


def walk(queryset, *, order, size):
    """Every row met by following `next` to the end."""
    met, after = [], None
    for _page in range(200):
        page = page_by_key(queryset, order=order, after=after, size=size)
        assert len(page) <= size
        met += page.items
        if not page.next:
            return met
        after = page.next
    raise AssertionError("the list has no end")


class WalkingAllPages(TestCase):
    """Over random rows with many ties."""

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        labels=st.lists(st.sampled_from(["a", "b", "辅食", ""]), min_size=0, max_size=14),
        order=st.sampled_from(ORDERS),
        size=st.integers(1, 5),
    )
    def test_yields_each_row_once_and_in_order(self, labels, order, size):
        for number, label in enumerate(labels):
            ContentType.objects.create(app_label=f"tie-{label}", model="m" * (number % 3) + str(number))
        rows = ContentType.objects.filter(app_label__startswith="tie-").annotate(length=Length("model"))
        met = walk(rows, order=order, size=size)
        last = order if "-pk" in order else (*order, "-pk" if order[-1].startswith("-") else "pk")
        assert met == list(rows.order_by(*last))
        assert len({row.pk for row in met}) == len(labels)


@pytest.mark.django_db
def test_moments_keep_their_microseconds():
    for number in range(7):
        moment = dt.datetime(2026, 3, 1, 2, 47, 0, number // 2, tzinfo=UTC)
        Session.objects.create(session_key=f"k{number}", session_data="", expire_date=moment)
    met = walk(Session.objects.all(), order=("-expire_date",), size=2)
    assert [row.pk for row in met] == ["k6", "k5", "k4", "k3", "k2", "k1", "k0"]


@pytest.mark.django_db
def test_a_new_row_does_not_shift_the_next_page():
    rows = [ContentType.objects.create(app_label="tie", model=str(n)) for n in range(6)]
    queryset = ContentType.objects.filter(app_label="tie")
    first = page_by_key(queryset, order=("-pk",), size=3)
    ContentType.objects.create(app_label="tie", model="late")
    second = page_by_key(queryset, order=("-pk",), after=first.next, size=3)
    assert second.items == [rows[2], rows[1], rows[0]]
    assert second.next == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "é",
        "%00",
        "bm90IGpzb24",
        "W10",
        "W251bGxd",
        "eyJhIjoxfQ",
        "W3sidCI6ICJub3cifV0",
        "WyJ0ZXh0Il0",
        "a" * 5000,
        "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ",
        "W3sibiI6ICJ4In1d",
        "W3sibiI6ICIxIiwgImQiOiAiMiJ9XQ",
        "WyJcdTAwMDAiXQ",
    ],
)
def test_a_bad_cursor_is_the_first_page(cursor):
    row = ContentType.objects.create(app_label="tie", model="one")
    page = page_by_key(ContentType.objects.filter(app_label="tie"), order=("-pk",), after=cursor)
    assert page.items == [row]


@pytest.mark.django_db
def test_a_cursor_of_another_order_is_the_first_page():
    for number in range(4):
        ContentType.objects.create(app_label="tie", model=str(number))
    queryset = ContentType.objects.filter(app_label="tie")
    cursor = page_by_key(queryset, order=("app_label", "pk"), size=2).next
    assert len(page_by_key(queryset, order=("-pk",), after=cursor, size=9)) == 4


@pytest.mark.django_db
def test_one_query_a_page(django_assert_num_queries):
    for number in range(4):
        ContentType.objects.create(app_label="tie", model=str(number))
    cursor = page_by_key(ContentType.objects.filter(app_label="tie"), order=("model",), size=1).next
    with django_assert_num_queries(1):
        page_by_key(ContentType.objects.filter(app_label="tie"), order=("model",), after=cursor, size=2)
