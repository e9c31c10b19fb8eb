from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.profiles.queries import profile_or_none
from community.threads.models import Post, Thread
from search.index.documents.sources import EVERYBODY, Card, Source, Viewer
from search.index.rules import LONGEST_BODY, Document
from tadpole.text import plain


def rows() -> QuerySet[Thread]:
    return Thread.objects.visible_to(EVERYBODY).in_circles()


def documents(threads: Sequence[Thread]) -> list[Document]:
    texts = words({thread.pk for thread in threads})
    return [
        Document(
            kind="thread",
            key=str(thread.pk),
            title=thread.title,
            url=f"/~/t/{thread.pk}/",
            at=thread.created_at,
            body=texts.get(thread.pk, ""),
            topics=tuple(thread.topics),
            tags=tuple(thread.topics),
        )
        for thread in threads
    ]


def words(threads: set[int]) -> dict[int, str]:
    """The words of all posts that are there, in their order, up to `LONGEST_BODY` for each thread."""
    texts: dict[int, list[str]] = {}
    lengths: dict[int, int] = {}
    posts = Post.objects.there().filter(thread__in=threads).order_by("thread", "number")
    for thread, html in posts.values_list("thread", "html").iterator():
        if lengths.get(thread, 0) < LONGEST_BODY:
            text = plain(html)
            texts.setdefault(thread, []).append(text)
            lengths[thread] = lengths.get(thread, 0) + len(text)
    return {thread: "\n".join(parts)[:LONGEST_BODY] for thread, parts in texts.items()}


def cards(viewer: Viewer, keys: Sequence[int]) -> dict[str, Card]:
    threads = Thread.objects.visible_to(viewer).filter(pk__in=keys).select_related("circle", "author__profile")
    return {str(thread.pk): card(thread) for thread in threads}


def card(thread: Thread) -> Card:
    circle = thread.circle.localised_name if thread.circle else ""
    label = _("Thread in %(circle)s") % {"circle": circle} if circle else _("Thread")
    replies = ngettext("%(count)d reply", "%(count)d replies", thread.replies_count) % {"count": thread.replies_count}
    return Card(label, replies, thread.last_posted_at, person=profile_or_none(thread.author))


SOURCE = Source("thread", rows, documents, cards)
