"""What somebody sends who should not: each of these makes what it needs and says who posts what where."""

import io
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from campaigns.contests.models import ContestPage
from tests.factories.circles import a_circle
from tests.factories.contests import a_contest, a_vote, an_entry
from tests.factories.families import an_expected_child
from tests.factories.live import a_replay
from tests.factories.notes import a_note
from tests.factories.photos import a_photo
from tests.factories.threads import a_reply, a_thread

TYPED = "他昨晚醒了三次，我写了二十分钟"
LONG = "蝌蚪 " * 1_500_000  # 10.5 MB


@dataclass(frozen=True)
class Sent:
    """What somebody sends: `who` of the cast, the address without its language, the form; `typed` must be in the answer."""

    who: str
    address: str
    form: dict[str, Any] = field(default_factory=dict)
    typed: str = ""


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


def late_entry(cast: Any) -> Sent:
    contest = a_contest(by=cast.editor, opens=-9, entries=-1, votes=5)
    form = {"title": "三个月的小碗", "text": TYPED, "photos": [str(a_photo(by=cast.bob).pk)]}
    return Sent("bob", f"/contests/do/{contest.pk}/enter/", form, TYPED)


def staff_room(cast: Any) -> Sent:
    return Sent("outsider", "/moderation/1/", {"verdict": "hide", "reason": TYPED}, TYPED)
