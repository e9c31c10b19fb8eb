"""A member posts a link; others see in a few words where it leads, and their browsers ask nobody."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.utils import timezone

from community.threads.actions import delete_post, edit_post
from media.previews import gateways
from media.previews.models import Preview
from tadpole.config.env import Env
from tadpole.events.models import Delivery
from tests.budget import same_queries
from tests.factories.threads import a_reply, a_thread
from tests.forms_on_pages import edited
from tests.media.previews.pond import HERE, Pond, answer, pond

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts([HERE, "127.0.0.1", "::1", "localhost"])]
ClientOf = Callable[[Any], Client]


@pytest.fixture
def site(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pond]:
    settings.LINK_PREVIEWS = True
    with pond() as one:
        monkeypatch.setattr(gateways, "DOOR", one.door())
        one.says["/legs"] = answer()
        yield one


def page_of(thread: Any, client: Client | None = None) -> str:
    return (client or Client()).get(thread.get_absolute_url()).content.decode().replace("<wbr>", "")


def test_others_see_where_a_link_leads(site: Pond, cast: Any, client_of: ClientOf, settle: Callable[[], int]) -> None:
    thread = a_thread(by=cast.alice)
    answered = client_of(cast.bob).post(f"/t/{thread.pk}/reply/", {"text": f"看看 {site.url('/legs')} 吧"})
    assert answered.status_code == 302
    assert 'class="linked"' not in page_of(thread)
    settle()
    page = page_of(thread)
    assert page.count('class="linked"') == 1
    assert "蝌蚪什么时候长腿？" in page and "后腿先长，前腿后长。" in page and "池塘日记" in page
    assert f'href="{site.url("/legs")}" rel="nofollow ugc noopener noreferrer"' in page
    assert f'src="{site.url("/")[:-1]}' not in page, "nothing is loaded from there"
    settle()
    a_thread(by=cast.bob, title="又是它，再问一次", text=f"还是 {site.url('/legs')}")
    settle()
    assert len(site.asked) == 1, "a page is asked once, however many link to it"


def test_the_card_speaks_the_readers_language(site: Pond, cast: Any, settle: Callable[[], int]) -> None:
    thread = a_thread(by=cast.alice, text=site.url("/legs"))
    settle()
    for prefix, words in (("", "（其他网站）"), ("/zh-hant", "（其他網站）"), ("/en", "(another site)")):
        assert words in Client().get(f"{prefix}/t/{thread.pk}/").content.decode()


def test_a_hostile_title_is_words(site: Pond, cast: Any, settle: Callable[[], int]) -> None:
    site.says["/evil"] = answer(
        "<meta property=og:title content='&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;'>"
        "<meta name=description content='&lt;img src=x onerror=alert(2)&gt;'>"
        "<meta property=og:site_name content='bank.example'><meta property=og:image content='https://evil.example/x.png'>"
    )
    thread = a_thread(by=cast.alice, text=site.url("/evil"))
    settle()
    page = page_of(thread)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "<script>alert" not in page
    assert "<img src=x" not in page and "evil.example/x.png" not in page


def test_it_says_the_real_host_whatever_the_page_calls_itself(site: Pond, cast: Any, settle: Callable[[], int]) -> None:
    thread = a_thread(by=cast.alice, text=site.url("/legs"))
    settle()
    assert "pond.example.com" in page_of(thread).split('class="linked-site"')[1].split("</span></span>")[0]


def test_nobody_makes_us_ask_through_somebody_elses_post(
    site: Pond, cast: Any, client_of: ClientOf, settle: Callable[[], int]
) -> None:
    thread = a_thread(by=cast.alice)
    settle()
    for person in (cast.outsider, cast.nobody):
        refused = client_of(person).post(f"/t/{thread.pk}/1/edit/", {"title": "改一改标题", "text": site.url("/legs")})
        assert refused.status_code in (302, 403)
    settle()
    assert site.asked == [] and Preview.objects.count() == 0
    edited(client_of(cast.alice), f"/t/{thread.pk}/1/edit/", {"title": "改一改标题", "text": site.url("/legs")})
    settle()
    assert len(site.asked) == 1
    assert 'class="linked"' in page_of(thread)


def test_what_is_taken_down_shows_no_card(
    site: Pond, cast: Any, client_of: ClientOf, settle: Callable[[], int]
) -> None:
    from community.moderation.actions import hide
    from community.moderation.rules import Ref

    thread = a_thread(by=cast.alice)
    gone = a_reply(by=cast.bob, thread=thread, text=site.url("/legs"))
    hidden = a_reply(by=cast.mei, thread=thread, text=site.url("/legs"))
    settle()
    assert page_of(thread).count('class="linked"') == 2
    delete_post(by=cast.bob, post=gone)
    hide(by=cast.staff, ref=Ref("post", str(hidden.pk)), reason="广告")
    assert 'class="linked"' not in page_of(thread)
    assert 'class="linked"' in page_of(thread, client_of(cast.mei))


def test_a_link_that_was_edited_away(site: Pond, cast: Any, settle: Callable[[], int]) -> None:
    thread = a_thread(by=cast.alice, text=site.url("/legs"))
    settle()
    edit_post(by=cast.alice, post=thread.posts.get(), text="没有链接了")
    assert 'class="linked"' not in page_of(thread)


@pytest.mark.needs("elasticsearch")
def test_a_page_that_does_not_answer_is_tried_three_times(site: Pond, cast: Any, settle: Callable[[], int]) -> None:
    site.says["/later"] = answer(status="503 Later")
    thread = a_thread(by=cast.alice, text=site.url("/later"))
    for _ in range(6):
        settle()
        Delivery.objects.filter(done_at=None).update(due_at=timezone.now() - timedelta(seconds=1))
    row = Preview.objects.get()
    assert (len(site.asked), row.tries, row.state, row.problem) == (3, 0, "nothing", "status 503")
    assert 'class="linked"' not in page_of(thread)
    assert not Delivery.objects.filter(done_at=None).exists()
    a_reply(by=cast.bob, thread=thread, text=site.url("/later"))
    settle()
    assert len(site.asked) == 3, "linking it again does not ask again"


def test_a_refused_page_is_asked_once(site: Pond, cast: Any, settle: Callable[[], int]) -> None:
    site.says["/paper"] = answer(kind="application/pdf")
    a_thread(by=cast.alice, text=site.url("/paper"))
    settle()
    assert (len(site.asked), Preview.objects.get().state) == (1, "nothing")


def test_a_page_is_asked_again_after_a_month(site: Pond, cast: Any, settle: Callable[[], int]) -> None:
    thread = a_thread(by=cast.alice, text=site.url("/legs"))
    settle()
    Preview.objects.update(fetched_at=timezone.now() - timedelta(days=31))
    site.says["/legs"] = answer(status="404 Not Found")
    a_reply(by=cast.bob, thread=thread, text=site.url("/legs"))
    settle()
    assert len(site.asked) == 2
    assert page_of(thread).count('class="linked"') == 2, "what was shown stays"


def test_a_stale_page_that_does_not_answer_is_asked_again_later(
    site: Pond, cast: Any, settle: Callable[[], int]
) -> None:
    thread = a_thread(by=cast.alice, text=site.url("/legs"))
    settle()
    month_ago = timezone.now() - timedelta(days=31)
    Preview.objects.update(fetched_at=month_ago)
    page, site.says["/legs"] = site.says["/legs"], answer(status="503 Later")
    a_reply(by=cast.bob, thread=thread, text=site.url("/legs"))
    settle()
    row = Preview.objects.get()
    assert (len(site.asked), row.tries, row.state, row.fetched_at) == (2, 1, "ready", month_ago)
    site.says["/legs"] = page
    Delivery.objects.filter(done_at=None).update(due_at=timezone.now() - timedelta(seconds=1))
    settle()
    row.refresh_from_db()
    assert (len(site.asked), row.tries, row.state) == (3, 0, "ready")
    assert row.fetched_at > month_ago


def test_our_own_pages_have_none(site: Pond, settings: Any, cast: Any, settle: Callable[[], int]) -> None:
    settings.ORIGIN = site.url("")
    a_thread(by=cast.alice, text=site.url("/legs"))
    settle()
    assert site.asked == []


def test_off_means_nobody_is_asked_and_nothing_is_shown(
    site: Pond, settings: Any, cast: Any, settle: Callable[[], int]
) -> None:
    thread = a_thread(by=cast.alice, text=site.url("/legs"))
    settle()
    assert len(site.asked) == 1
    settings.LINK_PREVIEWS = False
    site.says["/two"] = answer()
    a_reply(by=cast.bob, thread=thread, text=site.url("/two"))
    settle()
    assert len(site.asked) == 1
    assert 'class="linked"' not in page_of(thread)


def test_a_newcomers_laptop_asks_nobody_unless_told() -> None:
    assert Env().link_previews == "services"
    assert not site_settings.LINK_PREVIEWS


def test_one_query_however_many_cards(site: Pond, cast: Any, settle: Callable[[], int]) -> None:
    thread = a_thread(by=cast.alice, text=site.url("/legs"))
    settle()

    def more() -> None:
        for number in range(12):
            site.says[f"/legs{number}"] = answer()
            a_reply(by=cast.bob, thread=thread, text=site.url(f"/legs{number}"))
        settle()

    same_queries(lambda: Client().get(thread.get_absolute_url()), more)
    assert page_of(thread).count('class="linked"') == 13
