"""The main pages at night: the same contrast."""

from collections.abc import Callable

import pytest
from django.core.management import call_command

from tests.cast import Cast
from tests.factories.content import a_guide, a_review
from tests.factories.contests import a_contest, an_entry
from tests.factories.live import on_air
from tests.factories.threads import a_reply, a_thread
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def addresses(browser: object) -> list[str]:
    """The main pages, each with something on it."""
    cast = Cast()
    assert cast.mei
    thread = a_thread(by=cast.bob)
    a_reply(by=cast.mei, thread=thread)
    guide, review = a_guide(by=cast.editor), a_review(by=cast.editor)
    contest = a_contest(by=cast.editor)
    entry = an_entry(by=cast.bob, contest=contest)
    session = on_air(by=cast.doctor)
    pages = [guide.get_url(), review.get_url(), contest.get_url()]
    rows = [one.get_absolute_url() for one in (thread, thread.circle, entry, entry.note, session, cast.bob.profile)]
    call_command("search_reindex", verbosity=0)
    return ["/", *pages, *rows, "/circles/", "/notices/", "/live/", "/search/?q=湿疹", "/account/", "/nowhere/"]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_main_pages_at_night(addresses: list[str], visit: Callable[..., Visitor], width: int) -> None:
    mei = visit(width=width, color_scheme="dark")
    mei.sign_in("mei")
    for address in addresses:
        mei.go(address)
    assert len(mei.checked) == len(addresses)
    mei.forgive("404")
