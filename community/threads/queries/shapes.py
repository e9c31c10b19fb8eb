"""What is read of threads, as one viewer sees it."""

from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import pgettext

from community.profiles.models import Profile
from community.threads import rules
from community.threads.models import Post, Thread
from media.photos.models import Photo
from media.previews.models import Preview
from tadpole.ui.paging import KeyPage

State = Literal["shown", "removed", "hidden"]


def label_of(number: int) -> str:
    """How a post is called by its number. In Python: a block of words in a template costs ten times as much, sixty times a page."""
    return pgettext("number of a post", "#%(n)s") % {"n": number}


@dataclass(frozen=True)
class Quoted:
    """The post that is answered, in a few words; none when it cannot be seen."""

    number: int
    person: Profile | None
    words: str

    @property
    def label(self) -> str:
        return label_of(self.number)


@dataclass(frozen=True)
class PostView:
    """A post as one viewer sees it. `post.html` may be printed only when `open`."""

    post: Post
    state: State
    open: bool
    """Whether the words are shown: always unless removed, or hidden from this viewer."""
    mine: bool
    liked: bool
    opener: bool
    """Written by whoever opened the thread."""
    person: Profile | None
    photos: list[Photo] = field(default_factory=list)
    """Those not already set among the words."""
    among: list[Photo] = field(default_factory=list)
    """Those that are."""
    card: Preview | None = None
    """What stands at the other end of its first link."""
    quoted: Quoted | None = None
    reason: str = ""
    """Why it is hidden, for its author and staff."""

    @property
    def label(self) -> str:
        return label_of(self.post.number)


@dataclass(frozen=True)
class ThreadPage:
    thread: Thread
    posts: KeyPage[PostView]
    after: int
    """Number after which this page begins."""
    may_close: bool = False
    """Whether the reader may close the thread and open it again."""

    @property
    def previous(self) -> int | None:
        """Cursor of the page before, None on the first."""
        return max(0, self.after - rules.PAGE) if self.after else None

    @property
    def last(self) -> int:
        """Cursor of the last page."""
        return rules.page_start(self.thread.last_number)

    @property
    def seen(self) -> int:
        """The highest number on this page."""
        return self.posts.items[-1].post.number if self.posts.items else self.after

    @property
    def whole(self) -> bool:
        """Whether nothing comes after this page."""
        return self.seen >= self.thread.last_number

    @property
    def may_reply(self) -> bool:
        return self.thread.closed_at is None and self.thread.hidden_at is None


@dataclass(frozen=True)
class Fresh:
    """Answers that came after a number: how many, and the lowest number (0 without any)."""

    count: int = 0
    first: int = 0


@dataclass(frozen=True)
class ThreadRow:
    """A thread in a list."""

    thread: Thread
    person: Profile | None
    photo: Photo | None
