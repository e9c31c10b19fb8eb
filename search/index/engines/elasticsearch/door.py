"""The connection: one client for each process, bounded waits, and no waiting at all right after the server was away."""

import logging
import os
import time
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import urllib3
from django.conf import settings
from elastic_transport import TransportError, Urllib3HttpNode
from elasticsearch import ApiError, Elasticsearch

from search.index.rules import Away
from tadpole.operations.addresses import elasticsearch_options

CONNECT, READ, WRITE, BUILD = 1.0, 3.0, 10.0, 60.0
"""Seconds: to be connected; for a question; for keeping a few documents; for a step of building an index."""
PAUSE = 2.0
"""Seconds in which nobody asks again after the server was away: a page waits once, not for each thing on it."""
NOT_NOW = (408, 429, 502, 503, 504)
log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class Node(Urllib3HttpNode):
    """Waits for a connection less long than for an answer; the client itself knows one limit for both."""

    def perform_request(
        self, method: str, target: str, body: Any = None, headers: Any = None, request_timeout: Any = None
    ) -> Any:
        seconds = request_timeout if isinstance(request_timeout, int | float) else READ
        limits: Any = urllib3.Timeout(connect=CONNECT, read=seconds)
        return super().perform_request(method, target, body, headers, limits)


@cache
def _client(_process: int, address: str) -> Elasticsearch:
    return Elasticsearch(
        **elasticsearch_options(address),
        node_class=Node,
        connections_per_node=16,
        request_timeout=READ,
        max_retries=1,  # a pooled connection that the server closed meanwhile
        retry_on_timeout=False,
        retry_on_status=(),
        http_compress=False,
    )


def client() -> Elasticsearch:
    """This process's own: a child never shares its parent's sockets."""
    return _client(os.getpid(), settings.ELASTICSEARCH["address"])


_shut_until = 0.0


def read(ask: Callable[[Elasticsearch], Answer]) -> Answer:
    """Ask; raises Away when nobody answers in time, at once for a moment after that. Anything else that the server refuses is
    a mistake of ours: it is logged, and for the reader the search is away as well."""
    global _shut_until
    if time.monotonic() < _shut_until:
        raise Away("Elasticsearch did not answer a moment ago")
    try:
        try:
            if settings.ELASTICSEARCH.get("at_once"):
                show()
            return ask(client().options(request_timeout=READ))
        except ApiError as problem:
            if problem.status_code not in (404, 503):
                raise
            return ask(client().options(request_timeout=READ))  # the index was swapped under the question
    except (TransportError, ApiError) as problem:
        passing = isinstance(problem, TransportError) or problem.status_code in NOT_NOW
        if passing:
            _shut_until = time.monotonic() + PAUSE
        log.log(logging.WARNING if passing else logging.ERROR, "Elasticsearch: %s", said(problem))
        raise Away(said(problem)) from problem


def write(do: Callable[[Elasticsearch], Answer], *, seconds: float = WRITE) -> Answer:
    """Do; raises Away for whatever went wrong, so that the outbox tries again. It never holds back: nobody waits for it."""
    try:
        return do(client().options(request_timeout=seconds))
    except (TransportError, ApiError) as problem:
        raise Away(said(problem)) from problem


def said(problem: TransportError | ApiError) -> str:
    """In a line, without what was sent."""
    return f"{type(problem).__name__}: {str(problem)[:300]}"


def prefix() -> str:
    """What the names of everything of ours begin with."""
    return str(settings.ELASTICSEARCH["prefix"])


def show() -> None:
    """Let the next question find all that was written, for tests that ask right away; elsewhere the server does so within a second."""
    client().options(request_timeout=READ).indices.refresh(index=f"{prefix()}.things-*", ignore_unavailable=True)
