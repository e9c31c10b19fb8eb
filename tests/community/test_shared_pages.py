"""A page that somebody passes on says what it is; one that was hidden says nothing."""

from typing import Any

import pytest

from community.moderation.actions import hide
from community.moderation.rules import Ref
from tests.factories.circles import a_circle
from tests.factories.contests import a_contest, an_entry
from tests.factories.live import a_session
from tests.factories.notes import a_note, a_product
from tests.factories.threads import a_thread

pytestmark = pytest.mark.django_db


def test_what_is_passed_on_has_its_title_and_its_first_words(cast: Any, client_of: Any) -> None:
    circle = a_circle(name="第一口辅食")
    shared = {
        a_thread(by=cast.alice, circle=circle, title="早产“五周”怎么算", text="他扶着能坐。"): "早产“五周”怎么算",
        a_note(by=cast.alice, title="用了三个月的小碗"): "用了三个月的小碗",
        an_entry(by=cast.bob, contest=a_contest(by=cast.editor), title="碗底朝天了"): "碗底朝天了",
        a_session(by=cast.doctor, title="湿疹的冬天"): "湿疹的冬天",
        a_product(name="吸盘碗"): "吸盘碗",
        circle: "第一口辅食",
        cast.doctor.kol: "许医生",
    }
    for thing, title in shared.items():
        page = client_of(cast.nobody).get(thing.get_absolute_url()).content.decode()
        assert f'<meta property="og:title" content="{title}">' in page, title
        assert page.count("og:title") == 1


def test_a_hidden_thread_is_not_passed_on(cast: Any, client_of: Any) -> None:
    thread = a_thread(by=cast.alice, title="会藏起来的", text="会藏起来的话")
    hide(by=cast.staff, ref=Ref("post", str(thread.posts.get().pk)), reason="试试")
    answer = client_of(cast.nobody).get(thread.get_absolute_url())
    assert answer.status_code == 404
    assert "会藏起来的" not in answer.content.decode()
