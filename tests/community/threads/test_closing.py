"""Staff close a thread and open it again; nobody else can."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories.threads import a_thread

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]


def test_staff_close_a_thread_and_open_it_again(cast: Any, client_of: ClientOf) -> None:
    thread = a_thread(by=cast.alice)
    address, desk, bob = thread.get_absolute_url(), client_of(cast.staff), client_of(cast.bob)
    assert f'action="{address}close/"' in desk.get(address).content.decode()
    answer = desk.post(f"{address}close/", follow=True)
    assert "已关闭" in answer.content.decode()
    assert f'action="{address}reopen/"' in answer.content.decode()
    refused = bob.post(f"{address}reply/", {"text": "还来得及吗"})
    assert refused.status_code == 409
    assert "还来得及吗" in refused.content.decode()
    assert "帖子关了" in bob.get(address).content.decode()
    assert desk.post(f"{address}reopen/").status_code == 302
    assert bob.post(f"{address}reply/", {"text": "还来得及吗"}).status_code == 302


def test_nobody_else_closes_or_opens(cast: Any, client_of: ClientOf) -> None:
    thread = a_thread(by=cast.alice)
    address = thread.get_absolute_url()
    for person in (cast.alice, cast.outsider, cast.editor, cast.nobody):
        browser = client_of(person)
        assert "close/" not in browser.get(address).content.decode()
        assert browser.post(f"{address}close/").status_code == 403
        assert browser.post(f"{address}reopen/").status_code == 403
        assert browser.get(f"{address}close/").status_code == 405
    thread.refresh_from_db()
    assert thread.closed_at is None
