"""Who may do what at every address: asked of the site cell by cell, kept as a table that people can read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http.response import HttpResponseBase
from django.template.base import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

METHODS = ("GET", "POST")
HOLE = re.compile(r"<(?:[\w.]+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
SIGN_IN = re.compile(r"^(/(en|zh-hant))?/account/login/|^/(cms|admin)/login/")
LEADS = (
    (SIGN_IN, "in"),
    (re.compile(r"/account/staff/"), "2nd"),
    (re.compile(r"/account/(2fa/)?reauthenticate/|/account/2fa/webauthn/reauthenticate/"), "again"),
)
"""Where an answer leads, in a word; anywhere else is `go`."""


def routes(patterns: list[Any] | None = None, before: str = "") -> Iterator[str]:
    """Every address of the site, as the resolver knows it, without the language."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        own = "" if isinstance(one.pattern, LocalePrefixPattern) else str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, before + own)
        elif isinstance(one, URLPattern):
            yield before + own


@dataclass
class Things:
    """What stands in an address's holes: by the hole's name, or by route and name where one name means several things."""

    by_name: dict[str, Any]
    by_route: dict[tuple[str, str], Any] = field(default_factory=dict)
    by_pattern: dict[str, str] = field(default_factory=dict)

    def address(self, route: str) -> str:
        """The route with rows of ours in it."""

        def filled(hole: re.Match[str]) -> str:
            name = hole[1] or hole[2]
            near = [value for (start, one), value in self.by_route.items() if one == name and start in route]
            return str(near[-1] if near else self.by_name[name])

        for pattern, place in self.by_pattern.items():
            route = route.replace(pattern, place)
        return "/" + HOLE.sub(filled, route).replace("^", "").replace("$", "").replace("\\.", ".")


def said(answer: HttpResponseBase) -> str:
    """An answer in a word: its status, or where it leads."""
    if answer.status_code in (301, 302):
        place = answer.headers["Location"]
        return next((word for pattern, word in LEADS if pattern.search(place)), "go")
    return str(answer.status_code)


@contextmanager
def unwritten_pages() -> Iterator[None]:
    """Templates say nothing meanwhile: who may is decided before, and a page's words take longer than all else."""
    usual = Template.render
    Template.render = lambda _self, _context: ""
    try:
        yield
    finally:
        Template.render = usual


class Walker:
    """One role's browser. Whatever a cell does is undone before the next."""

    def __init__(self, client: Client) -> None:
        client.get("/offline/")  # what the first page of a sign-in writes is written once
        self.client = client
        self.cookies = {name: one.value for name, one in client.cookies.items()}
        client.raise_request_exception = False

    def ask(self, method: str, address: str) -> str:
        return said(self.answer(method, address))

    def answer(self, method: str, address: str) -> Any:
        cache.clear()
        self.client.cookies.clear()
        self.client.cookies.load(self.cookies)
        with transaction.atomic():
            answer = self.client.get(address) if method == "GET" else self.client.post(address, self.sent(address))
            transaction.set_rollback(True)
        return answer

    def sent(self, address: str) -> dict[str, str]:
        """Nothing: whether a person may at all is decided before what she typed."""
        return {}


def lines(table: dict[str, dict[str, list[str]]], roles: list[str]) -> list[str]:
    """The table as text: an address and a method a line, a column for each role."""
    width = max(len(route) for route in table) + 2
    head = f"{'':<{width}}{'':<6}" + "".join(f"{role:<10}" for role in roles)
    rows = [
        f"{route:<{width}}{method:<6}" + "".join(f"{word:<10}" for word in cells[method])
        for route, cells in sorted(table.items())
        for method in METHODS
    ]
    return [line.rstrip() for line in (head, *rows)]
