"""Networks that lose answers: what was sent is there once, and what was sent halfway goes on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page, WebSocketRoute, expect
from pytest_django.plugin import DjangoDbBlocker

from community.live.models import Comment
from tests.cast import PASSWORD, Cast, member
from tests.factories.live import on_air
from tests.journeys.conftest import Visitor
from tests.running import RunningSite

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def cast(site: RunningSite, django_db_blocker: DjangoDbBlocker) -> Any:
    slow = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"])  # the site's own
    with django_db_blocker.unblock(), slow:
        cast = Cast()
        member("alice", "阿芷在路上")
        cast.session = on_air(by=cast.doctor)
        return cast


@pytest.fixture
def page(cast: Any, visit: Callable[..., Visitor]) -> Page:
    one = visit()
    one.sign_in("alice", PASSWORD)
    return one.page


def test_a_comment_whose_answer_was_lost_is_one_comment(page: Page, cast: Any, django_db_blocker: Any) -> None:
    """F22: send, drop all that the server says, close, come back, press send again."""
    lost = True

    def between(route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        server.on_message(lambda frame: None if lost else route.send(frame))

    page.route_web_socket("**/ws/live/**", between)
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + cast.session.get_absolute_url())
    page.wait_for_timeout(1_000)
    page.fill("#live-text", "丢包测试")
    page.locator("form.say button").click()
    expect(page.locator("[data-wrong]")).not_to_be_empty()
    lost = False
    page.reload()
    expect(page.locator("#live-text")).to_have_value("丢包测试")
    expect(page.locator("#said li")).to_have_count(1)
    page.locator("form.say button").click()
    expect(page.locator("#live-text")).to_have_value("")
    with django_db_blocker.unblock():
        assert [one.text for one in Comment.objects.filter(session=cast.session)] == ["丢包测试"]
    expect(page.locator("#said li")).to_have_count(1)
    page.fill("#live-text", "丢包测试")
    page.locator("form.say button").click()
    expect(page.locator("#said li")).to_have_count(2)
