"""News from every app that has something to be found. Each reads the present state: twice, late or out of order is no matter.

All run alone: Elasticsearch may take seconds to answer, and no transaction waits for it.
"""

from campaigns.contests.events import EntryChanged, EntryRemoved, EntrySubmitted
from community.circles.events import CircleOpened
from community.kols.events import KolVerified, KolWithdrawn
from community.live.events import SessionEnded, SessionScheduled, SessionStarted
from community.notes.events import NoteEdited, NotePublished, NoteRemoved
from community.products.events import ProductChanged
from community.profiles.events import ProfileChanged
from community.threads.events import PostEdited, PostRemoved, ReplyPosted, ThreadOpened, ThreadRemoved
from content.blocks.events import PageAudienceChanged, PageUnpublished
from content.guides.events import GuideChecked, GuidePublished
from content.reviews.events import ReviewPublished
from search.index.actions import (
    refresh,
    refresh_entry_of,
    refresh_note_of,
    refresh_page,
    refresh_pages_of,
    refresh_pages_without_people,
    refresh_sessions_of,
)
from tadpole.events import listens_to

QUEUE = "search"


@listens_to(ThreadOpened, queue=QUEUE, alone=True)
def thread_opened(event: ThreadOpened) -> None:
    refresh("thread", [event.thread_id])


@listens_to(ReplyPosted, queue=QUEUE, alone=True)
def reply_posted(event: ReplyPosted) -> None:
    refresh("thread", [event.thread_id])


@listens_to(PostEdited, queue=QUEUE, alone=True)
def post_edited(event: PostEdited) -> None:
    refresh("thread", [event.thread_id])


@listens_to(PostRemoved, queue=QUEUE, alone=True)
def post_removed(event: PostRemoved) -> None:
    refresh("thread", [event.thread_id])


@listens_to(ThreadRemoved, queue=QUEUE, alone=True)
def thread_removed(event: ThreadRemoved) -> None:
    refresh("thread", [event.thread_id])


@listens_to(NotePublished, queue=QUEUE, alone=True)
def note_published(event: NotePublished) -> None:
    refresh("note", [event.note_id])


@listens_to(NoteEdited, queue=QUEUE, alone=True)
def note_edited(event: NoteEdited) -> None:
    refresh("note", [event.note_id])
    refresh_entry_of(event.note_id)


@listens_to(NoteRemoved, queue=QUEUE, alone=True)
def note_removed(event: NoteRemoved) -> None:
    refresh("note", [event.note_id])
    refresh_entry_of(event.note_id)


@listens_to(GuidePublished, queue=QUEUE, alone=True)
def guide_published(event: GuidePublished) -> None:
    refresh("guide", [event.page_id])


@listens_to(GuideChecked, queue=QUEUE, alone=True)
def guide_checked(event: GuideChecked) -> None:
    refresh("guide", [event.page_id])


@listens_to(ReviewPublished, queue=QUEUE, alone=True)
def review_published(event: ReviewPublished) -> None:
    refresh("review", [event.page_id])


@listens_to(PageUnpublished, queue=QUEUE, alone=True)
def page_unpublished(event: PageUnpublished) -> None:
    """The news does not say which kind of page it was; the ids of pages are of one row of numbers."""
    refresh("guide", [event.page_id])
    refresh("review", [event.page_id])


@listens_to(PageAudienceChanged, queue=QUEUE, alone=True)
def page_audience_changed(event: PageAudienceChanged) -> None:
    refresh_page(event.page_id, below=event.below)


@listens_to(KolVerified, queue=QUEUE, alone=True)
def kol_verified(event: KolVerified) -> None:
    refresh("kol", [event.user_id])
    refresh_sessions_of(event.user_id)
    refresh_pages_of(event.user_id)


@listens_to(KolWithdrawn, queue=QUEUE, alone=True)
def kol_withdrawn(event: KolWithdrawn) -> None:
    refresh("kol", [event.user_id])
    refresh_sessions_of(event.user_id)
    refresh_pages_of(event.user_id)
    refresh_pages_without_people()


@listens_to(ProfileChanged, queue=QUEUE, alone=True)
def profile_changed(event: ProfileChanged) -> None:
    """A new name is found where the old one was: on the expert, and on what they stand for."""
    refresh("kol", [event.user_id])
    refresh_pages_of(event.user_id)
    refresh_sessions_of(event.user_id)


@listens_to(CircleOpened, queue=QUEUE, alone=True)
def circle_opened(event: CircleOpened) -> None:
    refresh("circle", [event.circle_id])


@listens_to(EntrySubmitted, queue=QUEUE, alone=True)
def entry_submitted(event: EntrySubmitted) -> None:
    refresh("entry", [event.entry_id])
    refresh_note_of(event.entry_id)


@listens_to(EntryChanged, queue=QUEUE, alone=True)
def entry_changed(event: EntryChanged) -> None:
    refresh("entry", [event.entry_id])


@listens_to(EntryRemoved, queue=QUEUE, alone=True)
def entry_removed(event: EntryRemoved) -> None:
    refresh("entry", [event.entry_id])
    refresh_note_of(event.entry_id)


@listens_to(SessionScheduled, queue=QUEUE, alone=True)
def session_scheduled(event: SessionScheduled) -> None:
    refresh("live", [event.session_id])


@listens_to(SessionStarted, queue=QUEUE, alone=True)
def session_started(event: SessionStarted) -> None:
    refresh("live", [event.session_id])


@listens_to(SessionEnded, queue=QUEUE, alone=True)
def session_ended(event: SessionEnded) -> None:
    refresh("live", [event.session_id])


@listens_to(ProductChanged, queue=QUEUE, alone=True)
def product_changed(event: ProductChanged) -> None:
    refresh("product", [event.product_id])
