"""What a cache in front may keep: pages as everybody sees them, for a minute; nothing that is one reader's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.factories.circles import a_circle
from tests.factories.threads import a_thread


@pytest.fixture
def address(cast: Any) -> str:
    thread = a_thread(by=cast.alice, circle=a_circle(), title="夜里总醒", text="四个月，一夜醒五次。")
    return str(thread.get_absolute_url()).replace("/~", "")


def kept(answer: HttpResponse) -> bool:
    return "public" in answer.headers.get("Cache-Control", "")


def test_a_thread_that_nobody_is_signed_in_for_may_be_kept_for_a_minute(address: str) -> None:
    answer = Client().get(address)
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert {"Cookie", "HX-Request"} <= {one.strip() for one in answer.headers["Vary"].split(",")}
    assert not answer.cookies


def test_a_members_page_is_hers(address: str, cast: Any, client_of: Callable[[Any], Client]) -> None:
    assert not kept(client_of(cast.alice).get(address))


def test_a_session_that_has_ended_is_still_one_browsers(address: str) -> None:
    browser = Client()
    browser.cookies["sessionid"] = "long-gone"
    assert not kept(browser.get(address))


@pytest.mark.parametrize("path", ["/account/login/", "/search/?q=%E7%9D%A1", "/account/signup/", "/t/999999/"])
def test_forms_questions_and_errors_are_not_kept(db: None, path: str) -> None:
    assert not kept(Client().get(path))


def test_what_is_posted_is_not_kept(address: str) -> None:
    assert not kept(Client().post(f"{address}reply/", {"text": "抱抱"}))
