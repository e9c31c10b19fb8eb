"""An answer written on the page of its own leads back into the thread, to the answer, and is said aloud."""

import re
from typing import Any

import pytest

from community.threads.models import Thread
from tests.factories.content import a_guide
from tests.factories.threads import a_reply, a_thread
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def said(client: Any, address: str) -> str:
    """What the page's live region holds."""
    page = client.get(address.partition("#")[0]).content.decode()
    return re.sub(r"<[^>]*>", "", page[page.index('id="toasts"') :])


def hidden_fields(page: str) -> dict[str, str]:
    inputs = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', page)
    return {name: value for name, value in inputs if name in ("reply_to", "seen", "token")}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["without scripts", "with scripts"])
def test_the_reply_page_leads_to_the_answer_and_says_so(cast: Any, client_of: Any, headers: dict[str, str]) -> None:
    thread, bob = a_thread(by=cast.alice), client_of(cast.bob)
    a_reply(by=cast.mei, thread=thread)
    form = bob.get(f"/t/{thread.pk}/reply/?to=1")
    sent = {**hidden_fields(form.content.decode()), "text": "看孩子。"}
    assert sent["reply_to"] == "1"
    answer = bob.post(f"/t/{thread.pk}/reply/", sent, headers=headers)
    place = answer["HX-Redirect"] if headers else answer["Location"]
    assert place == f"/t/{thread.pk}/#p3"
    assert "在第 3 楼" in said(bob, place)
    page = bob.get(f"/t/{thread.pk}/").content.decode()
    assert 'id="p3" tabindex="-1"' in page, "the address with its number gives it the focus"
    assert "在第 3 楼" not in page, "said once"


def test_it_is_said_in_the_readers_language_also_over_pages(cast: Any, client_of: Any) -> None:
    thread, bob = a_thread(by=cast.alice), client_of(cast.bob)
    for number in range(2, 22):
        a_reply(by=(cast.bob, cast.mei)[number % 2], thread=thread)
    place = bob.post(f"/en/t/{thread.pk}/reply/", {"text": "最后一句"}, headers=HTMX)["HX-Redirect"]
    assert place == f"/en/t/{thread.pk}/?after=20#p22"
    assert "Your reply is there. It is number 22." in said(bob, place)
    place = bob.post(f"/t/{thread.pk}/reply/", {"text": "还有一句", "seen": "22"})["Location"]
    assert "在第 23 楼" in said(bob, place), "without scripts also from the thread itself"


def test_in_the_thread_it_stays_where_it_is_and_the_answer_takes_the_focus(cast: Any, client_of: Any) -> None:
    thread, bob = a_thread(by=cast.alice), client_of(cast.bob)
    a_reply(by=cast.mei, thread=thread, text="同時寫的")
    sent = {"text": "我来了", "seen": "1"}
    added = bob.post(f"/t/{thread.pk}/reply/", sent, headers=HTMX).content.decode()
    assert re.search(r'id="p3" tabindex="-1" autofocus', added) and added.count(" autofocus") == 1
    assert "在第 3 楼" in added and "楼" not in said(bob, f"/t/{thread.pk}/")


def test_under_a_page_it_leads_back_to_the_page(cast: Any, client_of: Any, settle: Any) -> None:
    guide, bob = a_guide(by=cast.editor), client_of(cast.bob)
    settle()
    talk, where = Thread.objects.get(), guide.get_url()
    place = bob.post(f"/t/{talk.pk}/reply/", {"text": "试过了"}, headers=HTMX)["HX-Redirect"]
    assert place == f"{where}#p1" and 'id="p1" tabindex="-1"' in bob.get(where).content.decode()
    assert "在第 2 楼" in said(bob, bob.post(f"/t/{talk.pk}/reply/", {"text": "又试一次"})["Location"])


def test_a_refused_answer_stays_on_the_reply_page(cast: Any, client_of: Any) -> None:
    thread, bob = a_thread(by=cast.alice), client_of(cast.bob)
    refused = bob.post(f"/t/{thread.pk}/reply/", {"text": " ", "reply_to": "1"})
    assert refused.status_code == 422 and 'role="alert"' in refused.content.decode()
    assert client_of(cast.nobody).post(f"/t/{thread.pk}/reply/", {"text": "写了很久"}).status_code == 403
    assert thread.posts.count() == 1


def test_a_change_leads_back_to_the_post_and_says_so(cast: Any, client_of: Any) -> None:
    thread, bob = a_thread(by=cast.alice), client_of(cast.bob)
    a_reply(by=cast.bob, thread=thread)
    place = edited(bob, f"/t/{thread.pk}/2/edit/", {"text": "改过的话"})["Location"]
    assert place == f"/t/{thread.pk}/#p2" and "改好了" in said(bob, place)
