"""What goes wrong at the door, all of it: one sentence in the reader's language, the right status, the words kept, nothing half-written.

Without a browser. Each story is told three times, as a reader of each language meets it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest
from django.db import models
from django.test import Client

from campaigns.contests.models import Entry, Vote
from community.families.models import Child, Family
from community.live.models import Comment
from community.moderation.models import Flag
from community.notes.models import Note, NotePhoto
from community.threads.models import Post, PostPhoto, Thread
from media.photos.models import Photo
from media.screening.models import Screening
from tadpole.config.asgi import inner
from tadpole.events.models import Fact
from tests.factories.circles import a_circle
from tests.journeys import mischief
from tests.sockets import Wire

pytestmark = pytest.mark.django_db

LANGUAGES = {"zh-hans": "", "zh-hant": "/zh-hant", "en": "/en"}
TABLES: tuple[type[models.Model], ...] = (
    *(Thread, Post, PostPhoto, Note, NotePhoto, Entry, Vote, Comment, Child, Family, Flag, Photo, Screening, Fact),
)
"""What must not grow by a refused request."""


@dataclass(frozen=True)
class Story:
    """`sentences` as readers of zh-Hans, zh-Hant and English read them."""

    sent: Callable[[Any], mischief.Sent]
    status: int
    sentences: tuple[str, str, str]


STORIES: dict[str, Story] = {
    "missing words": Story(
        mischief.missing_words,
        422,
        ("还没有写字，一个字也行。", "還沒有寫字，一個字也可以。", "There are no words yet. One is enough."),
    ),
    "a circle that is not there": Story(
        mischief.wrong_circle,
        422,
        ("没有这个圈子，换一个。", "沒有這個圈子，換一個。", "That circle is not there. Choose another."),
    ),
    "a month thirteen": Story(
        mischief.wrong_date,
        422,
        (
            "月份到 12 为止，看一下是不是打多了。",
            "月份到 12 為止，看一下是不是多打了。",
            "Months go up to 12. Have a look whether one digit too many got in.",
        ),
    ),
    "10 MB of text": Story(
        mischief.ten_megabytes,
        413,
        (
            "一楼放得下 20,000 字，这里有 4,499,999 字。",
            "一樓放得下 20,000 字，這裡有 4,499,999 字。",
            "20,000 characters fit into one post; here are 4,499,999.",
        ),
    ),
    "hostile markup for a name": Story(
        mischief.hostile_name, 422, ("名字要 2 到 24 个字。", "名字要 2 到 24 個字。", "A name has 2 to 24 characters.")
    ),
    "no picture at all": Story(
        mischief.wrong_type,
        422,
        ("这种文件没法在这里显示。", "這種檔案無法在這裡顯示。", "This kind of file cannot be shown here."),
    ),
    "a picture bomb": Story(
        mischief.bomb,
        413,
        (
            "这张图片超过 5000 万像素了，请换一张小一点的。",
            "這張圖片超過 5000 萬像素，請換一張小一點的。",
            "This picture has more than 50 megapixels. Please choose a smaller one.",
        ),
    ),
    "a second vote": Story(
        mischief.second_vote,
        409,
        (
            "这篇今天投过了，过了北京时间零点可以再投。",
            "這篇今天投過了，過了北京時間零點可以再投。",
            "You voted for this one today. You can again from midnight in Beijing.",
        ),
    ),
    "a vote for one's own": Story(
        mischief.own_vote,
        403,
        ("这是自家的，票要由别人来投。", "這是自己的，票要由別人來投。", "This one is yours. Votes come from others."),
    ),
    "a vote after closing": Story(
        mischief.late_vote, 409, ("投票已经结束了。", "投票已經結束了。", "The votes are over.")
    ),
    "an expired session": Story(
        mischief.expired_session, 403, ("登录过期了。", "登入過期了。", "You are not signed in any more.")
    ),
    "a forged photo id": Story(
        mischief.forged_photo,
        422,
        (
            "有一张图片已经不在了，请重新添加。",
            "有一張圖片已經不在了，請重新加入。",
            "One of the pictures is not here any more. Please add it again.",
        ),
    ),
    "another's photo": Story(
        mischief.somebody_elses_photo,
        422,
        (
            "有一张图片已经不在了，请重新添加。",
            "有一張圖片已經不在了，請重新加入。",
            "One of the pictures is not here any more. Please add it again.",
        ),
    ),
    "another parent's child": Story(
        mischief.somebody_elses_child, 404, ("这里什么也没有。", "這裡什麼也沒有。", "There is nothing here.")
    ),
    "another's post": Story(
        mischief.somebody_elses_post,
        403,
        (
            "这是别人写的，只有本人能改。",
            "這是別人寫的，只有本人能改。",
            "Somebody else wrote this. Only they can change it.",
        ),
    ),
    "another's note": Story(
        mischief.somebody_elses_note,
        404,
        ("这篇笔记已经不在了。", "這篇筆記已經不在了。", "This note is not there any more."),
    ),
    "an entry after the last day": Story(mischief.late_entry, 409, ("投稿结束了", "投稿結束了", "Entries are over.")),
    "a comment after the end": Story(
        mischief.comment_after_the_end,
        409,
        ("直播的时候才能发弹幕。", "直播的時候才能發彈幕。", "Comments are open while the session is on air."),
    ),
    "a report without a reason": Story(
        mischief.report_without_reason,
        422,
        ("选一下是哪里不对。", "選一下是哪裡不對。", "Please choose what is wrong with it."),
    ),
    "the staff's room": Story(
        mischief.staff_room,
        403,
        (
            "这里是小蝌蚪工作人员的房间。",
            "這裡是小蝌蚪工作人員的房間。",
            "This room is for the people who look after Tadpole.",
        ),
    ),
}


def words_of(answer: Any) -> str:
    """What is read on the page, without the breaks that may stand between words."""
    return unescape(re.sub(r"<wbr>|</?b>|\u2060", "", answer.content.decode()))


def rows() -> dict[str, int]:
    return {table.__name__: table._default_manager.count() for table in TABLES}


@pytest.mark.parametrize("story", STORIES)
def test_it_is_one_sentence_and_nothing_is_lost_or_half_written(story: str, cast: Any, client_of: Any) -> None:
    told = STORIES[story]
    sent = told.sent(cast)
    client: Client = client_of(getattr(cast, sent.who))
    before = rows()
    for number, (language, prefix) in enumerate(LANGUAGES.items()):
        for value in sent.form.values():
            if hasattr(value, "seek"):
                value.seek(0)
        answer = client.post(f"{prefix}{sent.address}", sent.form)
        page = words_of(answer)
        assert answer.status_code == told.status, language
        assert told.sentences[number] in page, language
        assert sum(other in page for other in told.sentences) == 1, language
        assert sent.typed in page, language
        assert rows() == before, language


def test_hostile_markup_is_taken_for_words(cast: Any, client_of: Any) -> None:
    """Nothing is wrong with writing it: it stands there as it was typed, and does nothing."""
    form = {"circle": a_circle().slug, "title": "<script>alert(1)</script>", "text": "<img src=x onerror=alert(1)> 好"}
    place = client_of(cast.alice).post("/t/new/", form)["Location"]
    page = client_of(cast.nobody).get(place).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh-CN,zh;q=0.9", "另一个网站"), ("zh-TW", "另一個網站"), ("en-GB,en;q=0.8", "another site"), ("", "另一个网站")],
)
async def test_a_socket_from_another_origin_is_told_why(language: str, sentence: str) -> None:
    """Where the server can answer a handshake with words; test_sockets.py has the servers that cannot."""
    headers = [(b"origin", b"https://evil.example"), (b"accept-language", language.encode())]
    wire = Wire(inner, "/ws/notices/", headers=headers, extensions={"websocket.http.response": {}})
    begun = await wire.open()
    assert (begun["type"], begun["status"]) == ("websocket.http.response.start", 403)
    assert sentence in (await wire.wire.receive_output(timeout=5))["body"].decode()
