"""Errors that leave the machine: only where an address is set, and without anybody in them."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import sentry_sdk
import structlog
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from tadpole.operations import reports
from tests.cast import PASSWORD

# put together, because a report may quote lines of this very file
CHILD, MAIL = "小" + "满", "@".join(("alice", "example.org"))


class Kept(Transport):
    """Takes what would be sent."""

    sent: list[dict[str, Any]]

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent += [item.payload.json for item in envelope.items if item.type == "event" and item.payload.json]


@pytest.fixture
def sent(settings: Any) -> Iterator[list[dict[str, Any]]]:
    settings.ENV = replace(settings.ENV, sentry_dsn="https://0123456789abcdef@127.0.0.1/7")
    Kept.sent = []
    assert reports.start(transport=Kept)
    yield Kept.sent
    sentry_sdk.get_client().close()
    sentry_sdk.init()


def test_without_an_address_nothing_is_started() -> None:
    assert not reports.start()
    assert not sentry_sdk.get_client().options.get("dsn")


@pytest.mark.django_db
def test_a_mistake_of_ours_is_told_without_anybody_in_it(
    client: Any, sent: list[dict[str, Any]], monkeypatch: Any
) -> None:
    def broken(request: Any, subject: Any) -> str:
        child, password = CHILD, PASSWORD
        raise RuntimeError(f"no ink for {MAIL}, password={password}, {len(child)}")

    monkeypatch.setattr("tadpole.ui.slots._providers", {"layout.notice": [(1, broken)]})
    client.raise_request_exception = False
    client.get(
        f"/circles/?q={CHILD}",
        HTTP_X_REQUEST_ID="front-7f3a9c21",
        HTTP_COOKIE="session=9x8y7z",
        REMOTE_ADDR="203.0.113.7",
    )
    assert sent
    (problem,) = sent[0]["exception"]["values"][-1:]
    assert problem["type"] == "RuntimeError"
    assert "no ink" in problem["value"]
    assert sent[0]["tags"]["request_id"] == "front-7f3a9c21"
    written = json.dumps(sent, ensure_ascii=False)
    for private in (CHILD, PASSWORD, MAIL, "9x8y7z", "203.0.113.7", '"vars"'):
        assert private not in written


def test_what_structlog_says_goes_the_same_way(sent: list[dict[str, Any]]) -> None:
    from tadpole.operations.logs import configured

    configured(json=True)
    structlog.stdlib.get_logger("tadpole.x").error("broken", password="pond-lily-2026")
    logging.getLogger("tadpole.y").error("broken for %s", "alice@example.org")
    sentry_sdk.flush()
    assert len(sent) == 2
    assert "pond-lily-2026" not in json.dumps(sent)
    assert "alice@example.org" not in json.dumps(sent)
