"""Threads and posts for tests, made through the actions."""

from typing import Any

from community.circles.models import Circle
from community.threads.actions import open_thread, reply
from community.threads.models import Post, Thread
from tests.factories.circles import a_circle


def a_thread(
    *,
    by: Any,
    circle: Circle | None = None,
    title: str = "早产五周，辅食按哪个月龄加？",
    text: str = "他现在扶着能坐十几秒。",
    photos: Any = (),
) -> Thread:
    return open_thread(by=by, circle=circle or a_circle(), title=title, text=text, photos=photos)


def a_reply(
    *, by: Any, thread: Thread, text: str = "看孩子准备好没有。", photos: Any = (), reply_to: Any = None
) -> Post:
    return reply(by=by, thread=thread, text=text, photos=photos, reply_to=reply_to)
