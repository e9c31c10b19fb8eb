"""Addresses that nobody made: numbers too long for any row."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter
from django.urls.resolvers import LocalePrefixPattern

from tadpole.ui.converters import RowConverter

HUGE = "9" * 30
HOLE = r"<(?:(\w+):)?\w+>"
OTHERS = {"uuid": "00000000-0000-4000-8000-000000000000", "photo_kind": "webp"}
OURS = ("tadpole", "media", "community", "content", "campaigns", "search")
Map = Iterator[tuple[str, URLPattern]]


def leaves(patterns: list[Any], before: str = "") -> Map:
    """(route from the root, pattern) of every address of the site."""
    for one in patterns:
        route = "" if isinstance(one.pattern, LocalePrefixPattern) else str(one.pattern)
        if isinstance(one, URLResolver):
            yield from leaves(one.url_patterns, before + route)
        else:
            yield before + route, one


def numbered(*, ours: bool = False) -> dict[str, list[str]]:
    """Route with numbers in it: the kinds of those numbers. `ours` leaves out what the libraries bring."""
    found = {}
    for route, pattern in leaves(get_resolver().url_patterns):
        kinds = [kind for kind in re.findall(HOLE, route) if kind in ("int", "row")]
        if kinds and (not ours or pattern.callback.__module__.split(".")[0] in OURS):
            found[route] = kinds
    return found


def filled(route: str) -> str:
    """The route with a number of thirty digits wherever a number belongs."""
    return "/" + re.sub(HOLE, lambda hit: HUGE if hit[1] in ("int", "row") else OTHERS.get(hit[1], "frog"), route)


def test_numbers_in_our_addresses_are_rows() -> None:
    assert len(numbered(ours=True)) > 30
    assert [route for route, kinds in numbered(ours=True).items() if "int" in kinds] == []
    assert re.fullmatch(RowConverter.regex, HUGE) is None
    assert re.fullmatch(IntConverter.regex, HUGE)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nobody", "outsider"])
def test_a_number_no_row_can_have_is_not_found(cast: Any, client_of: Callable[[Any], Client], who: str) -> None:
    client = client_of(getattr(cast, who))
    wrong = {}
    for route in numbered():
        for method in (client.get, client.post):
            # 403: what was sent to the staff's rooms is offered for sending again
            if (status := method(filled(route)).status_code) not in (302, 403, 404):
                wrong[route] = status
    assert wrong == {}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nobody", "outsider", "staff"])
def test_the_largest_number_that_gets_in_breaks_nothing(
    cast: Any, client_of: Callable[[Any], Client], who: str
) -> None:
    client = client_of(getattr(cast, who))
    largest = {route: filled(route).replace(HUGE, "9" * 18) for route in numbered(ours=True)}
    answers = {route: client.get(address).status_code for route, address in largest.items()}
    answers |= {f"POST {route}": client.post(address).status_code for route, address in largest.items()}
    assert {route: status for route, status in answers.items() if status not in (302, 403, 404, 405)} == {}


@pytest.mark.needs("elasticsearch")
@pytest.mark.django_db
def test_words_that_look_like_numbers_find_nothing_either(cast: Any, client_of: Callable[[Any], Client]) -> None:
    client = client_of(cast.staff)
    wrong = {}
    for route, pattern in leaves(get_resolver().url_patterns):
        if "<" not in route or "(?P" in route or pattern.callback.__module__.split(".")[0] not in OURS:
            continue
        address = "/" + re.sub(HOLE, lambda hit: OTHERS.get(hit[1], HUGE), route)
        for method in (client.get, client.post):
            if (status := method(address).status_code) >= 500:
                wrong[route] = status
    assert wrong == {}
