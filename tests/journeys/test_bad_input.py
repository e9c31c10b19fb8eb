"""What goes wrong at the door, all of it: one sentence in the reader's language, the right status, the words kept, nothing half-written.

Without a browser. Each story is told three times, as a reader of each language meets it.
"""

import io
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.utils import timezone
from PIL import Image

from campaigns.contests.models import ContestPage, Entry, Vote
from community.families.models import Child, Family
from community.live.models import Comment
from community.moderation.models import Flag
from community.notes.models import Note, NotePhoto
from community.threads.models import Post, PostPhoto, Thread
from media.photos.models import Photo
from media.screening.models import Screening
from tadpole.events.models import Fact
from tests.factories.circles import a_circle
from tests.factories.contests import a_contest, a_vote, an_entry
from tests.factories.families import an_expected_child
from tests.factories.live import a_replay
from tests.factories.notes import a_note
from tests.factories.photos import a_photo
from tests.factories.threads import a_reply, a_thread

pytestmark = pytest.mark.django_db

LANGUAGES = {"zh-hans": "", "zh-hant": "/zh-hant", "en": "/en"}
TYPED = "他昨晚醒了三次，我写了二十分钟"
LONG = "蝌蚪 " * 1_500_000  # 10.5 MB
TABLES: tuple[type[models.Model], ...] = (
    *(Thread, Post, PostPhoto, Note, NotePhoto, Entry, Vote, Comment, Child, Family, Flag, Photo, Screening, Fact),
)
"""What must not grow by a refused request."""


@dataclass(frozen=True)
class Sent:
    """What somebody sends: `who` of the cast, the address without its language, the form; `typed` must be in the answer."""

    who: str
    address: str
    form: dict[str, Any] = field(default_factory=dict)
    typed: str = ""


@dataclass(frozen=True)
class Story:
    """`sentences` as readers of zh-Hans, zh-Hant and English read them."""

    sent: Callable[[Any], Sent]
    status: int
    sentences: tuple[str, str, str]


def missing_words(cast: Any) -> Sent:
    form = {"circle": a_circle().slug, "title": TYPED, "text": "", "token": str(uuid.uuid4())}
    return Sent("alice", "/t/new/", form, TYPED)


def wrong_circle(cast: Any) -> Sent:
    return Sent("alice", "/t/new/", {"circle": "no-such-place", "title": "够长的题目", "text": TYPED}, TYPED)


def wrong_date(cast: Any) -> Sent:
    return Sent("alice", "/family/add/", {"nickname": "小石榴", "due_date": "2027-13-01"}, "小石榴")


def ten_megabytes(cast: Any) -> Sent:
    return Sent("bob", f"/t/{a_thread(by=cast.alice).pk}/reply/", {"text": LONG}, "蝌蚪 蝌蚪 蝌蚪")


def hostile_name(cast: Any) -> Sent:
    return Sent("alice", "/people/edit/", {"name": "<script>alert(1)</script>", "bio": TYPED}, TYPED)


def wrong_type(cast: Any) -> Sent:
    file = SimpleUploadedFile("baby.jpg", b"%PDF-1.7 not a picture", "image/jpeg")
    return Sent("alice", "/notes/new/", {"title": "三个月的小碗", "text": TYPED, "photos_files": file}, TYPED)


def bomb(cast: Any) -> Sent:
    """A few kilobytes that would unfold to 225 megapixels."""
    out = io.BytesIO()
    Image.new("1", (15_000, 15_000)).save(out, "PNG")
    file = SimpleUploadedFile("bomb.png", out.getvalue(), "image/png")
    return Sent("alice", "/notes/new/", {"title": "三个月的小碗", "text": TYPED, "photos_files": file}, TYPED)


def second_vote(cast: Any) -> Sent:
    entry = an_entry(by=cast.alice, contest=a_contest(by=cast.editor))
    a_vote(by=cast.bob, entry=entry)
    return Sent("bob", f"/contests/do/entry/{entry.pk}/vote/")


def own_vote(cast: Any) -> Sent:
    entry = an_entry(by=cast.alice, contest=a_contest(by=cast.editor))
    return Sent("alice", f"/contests/do/entry/{entry.pk}/vote/")


def late_vote(cast: Any) -> Sent:
    contest = a_contest(by=cast.editor)
    entry = an_entry(by=cast.alice, contest=contest)
    past = timezone.now() - timedelta(hours=1)
    ContestPage.objects.filter(pk=contest.pk).update(entries_close_at=past - timedelta(hours=1), votes_close_at=past)
    return Sent("bob", f"/contests/do/entry/{entry.pk}/vote/")


def expired_session(cast: Any) -> Sent:
    return Sent("nobody", "/t/new/", {"circle": a_circle().slug, "title": "够长的题目", "text": TYPED}, TYPED)


def forged_photo(cast: Any) -> Sent:
    form = {"text": TYPED, "photos": [str(uuid.uuid4())]}
    return Sent("bob", f"/t/{a_thread(by=cast.alice).pk}/reply/", form, TYPED)


def somebody_elses_photo(cast: Any) -> Sent:
    form = {"title": "三个月的小碗", "text": TYPED, "photos": [str(a_photo(by=cast.alice).pk)]}
    return Sent("bob", "/notes/new/", form, TYPED)


def somebody_elses_child(cast: Any) -> Sent:
    child = an_expected_child(by=cast.alice, nickname="石榴")
    return Sent("bob", f"/family/{child.pk}/", {"nickname": TYPED, "due_date": "2027-03-01"}, TYPED)


def somebody_elses_post(cast: Any) -> Sent:
    return Sent("bob", f"/t/{a_thread(by=cast.alice).pk}/1/edit/", {"title": "改一下", "text": TYPED}, TYPED)


def somebody_elses_note(cast: Any) -> Sent:
    return Sent("bob", f"/notes/{a_note(by=cast.alice).pk}/edit/", {"title": "改一下", "text": TYPED}, TYPED)


def comment_after_the_end(cast: Any) -> Sent:
    return Sent("bob", f"/live/{a_replay(by=cast.doctor).pk}/comment/", {"text": TYPED}, TYPED)


def report_without_reason(cast: Any) -> Sent:
    post = a_reply(by=cast.alice, thread=a_thread(by=cast.alice))
    return Sent("bob", f"/moderation/flag/post/{post.pk}/", {"note": TYPED}, TYPED)


def staff_room(cast: Any) -> Sent:
    return Sent("outsider", "/moderation/1/", {"verdict": "hide", "reason": TYPED}, TYPED)


STORIES: dict[str, Story] = {
    "missing words": Story(missing_words, 422, ("还没有写字，一个字也行。", "還沒有寫字，一個字也可以。", "There are no words yet. One is enough.")),
    "a circle that is not there": Story(wrong_circle, 422, ("没有这个圈子，换一个。", "沒有這個圈子，換一個。", "That circle is not there. Choose another.")),
    "a month thirteen": Story(wrong_date, 422, ("月份到 12 为止，看一下是不是打多了。", "月份到 12 為止，看一下是不是多打了。", "Months go up to 12. Have a look whether one digit too many got in.")),
    "10 MB of text": Story(ten_megabytes, 413, ("一楼放得下 20,000 字，这里有 4,499,999 字。", "一樓放得下 20,000 字，這裡有 4,499,999 字。", "20,000 characters fit into one post; here are 4,499,999.")),
    "hostile markup for a name": Story(hostile_name, 422, ("名字要 2 到 24 个字。", "名字要 2 到 24 個字。", "A name has 2 to 24 characters.")),
    "no picture at all": Story(wrong_type, 422, ("这种文件没法在这里显示。", "這種檔案無法在這裡顯示。", "This kind of file cannot be shown here.")),
    "a picture bomb": Story(bomb, 413, ("这张图片超过 5000 万像素了，请换一张小一点的。", "這張圖片超過 5000 萬像素，請換一張小一點的。", "This picture has more than 50 megapixels. Please choose a smaller one.")),
    "a second vote": Story(second_vote, 409, ("这篇今天投过了，明天可以再投。", "這篇今天投過了，明天可以再投。", "You voted for this one today. Tomorrow you can again.")),
    "a vote for one's own": Story(own_vote, 403, ("这是自家的，票要由别人来投。", "這是自己的，票要由別人來投。", "This one is yours. Votes come from others.")),
    "a vote after closing": Story(late_vote, 409, ("投票已经结束了。", "投票已經結束了。", "The votes are over.")),
    "an expired session": Story(expired_session, 403, ("登录过期了。", "登入過期了。", "You are not signed in any more.")),
    "a forged photo id": Story(forged_photo, 422, ("有一张图片已经不在了，请重新添加。", "有一張圖片已經不在了，請重新加入。", "One of the pictures is not here any more. Please add it again.")),
    "another's photo": Story(somebody_elses_photo, 422, ("有一张图片已经不在了，请重新添加。", "有一張圖片已經不在了，請重新加入。", "One of the pictures is not here any more. Please add it again.")),
    "another parent's child": Story(somebody_elses_child, 404, ("这里什么也没有。", "這裡什麼也沒有。", "There is nothing here.")),
    "another's post": Story(somebody_elses_post, 403, ("这是别人写的，只有本人能改。", "這是別人寫的，只有本人能改。", "Somebody else wrote this. Only they can change it.")),
    "another's note": Story(somebody_elses_note, 404, ("这篇笔记不在了。", "這篇筆記不在了。", "This note is not there any more.")),
    "a comment after the end": Story(comment_after_the_end, 409, ("?", "?", "?")),
    "a report without a reason": Story(report_without_reason, 422, ("选一下是哪里不对。", "選一下是哪裡不對。", "Please choose what is wrong with it.")),
    "the staff's room": Story(staff_room, 403, ("这里是小蝌蚪工作人员的房间。", "這裡是小蝌蚪工作人員的房間。", "This room is for the people who look after Tadpole.")),
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
