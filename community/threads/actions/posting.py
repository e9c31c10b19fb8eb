"""New threads, new replies, and the discussion under a page."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from community.circles.actions import count_threads, saved
from community.circles.models import Circle
from community.moderation.actions import admit
from community.moderation.rules import Ref
from community.threads import rules
from community.threads.actions.writing import Written, checked_title, written
from community.threads.events import ReplyPosted, ThreadOpened
from community.threads.models import Post, PostPhoto, Thread
from tadpole.accounts.actions import signed_in
from tadpole.accounts.models import User
from tadpole.errors import Conflict, Invalid, NotFound
from tadpole.events import publish
from tadpole.text import excerpt, first


def open_thread(
    *,
    by: User | AnonymousUser,
    circle: Circle,
    title: str,
    text: str,
    photos: Iterable[Any] = (),
    token: uuid.UUID | None = None,
) -> Thread:
    """Start talking in a circle. The same `token` (of one rendered form) again gives the same thread."""
    author = signed_in(by)
    title, words = checked_title(title), written(author, text, photos)

    def write(token: uuid.UUID) -> Post:
        admit(by=author, doing="thread")
        home = saved(circle)
        thread = Thread.objects.create(
            circle=home,
            author=author,
            title=title,
            excerpt=excerpt(words.text, rules.EXCERPT),
            last_posted_at=timezone.now(),
        )
        post = add_post(thread, author, words, None, token)
        count_threads(circle_id=home.pk, more=1)
        publish(ThreadOpened(thread_id=thread.pk, circle_id=home.pk, author_id=author.pk))
        return post

    return once(author, token, write).thread


def reply(
    *,
    by: User | AnonymousUser,
    thread: Thread,
    text: str,
    photos: Iterable[Any] = (),
    reply_to: Post | int | None = None,
    token: uuid.UUID | None = None,
) -> Post:
    """Answer in a thread, perhaps to one post (or its number). The same `token` again gives the same post."""
    author = signed_in(by)
    words = written(author, text, photos)

    def write(token: uuid.UUID) -> Post:
        admit(by=author, doing="reply")
        post = add_post(thread, author, words, answered(author, thread, reply_to), token)
        publish(ReplyPosted(post_id=post.pk, thread_id=thread.pk, author_id=author.pk))
        return post

    return once(author, token, write)


def ensure_discussion(*, ref: Ref, title: str, url: str = "") -> Thread:
    """The discussion under a page, made when it is not there yet; title and address follow the page's."""
    kind, subject_id = ref
    with transaction.atomic():
        fields = {"title": first(title, rules.LONGEST_TITLE), "about_url": url}
        thread, new = Thread.objects.get_or_create(
            about_kind=kind, about_id=subject_id, defaults={**fields, "last_posted_at": timezone.now()}
        )
        if not new:
            Thread.objects.filter(pk=thread.pk).update(**fields)
    return thread


def once(by: User, token: uuid.UUID | None, write: Callable[[uuid.UUID], Post]) -> Post:
    """Write in one transaction, or give what the same form wrote before."""
    if token and (known := written_before(by, token)):
        return known
    try:
        with transaction.atomic():
            return write(token or uuid.uuid4())
    except IntegrityError:  # the other click was a moment faster
        known = written_before(by, token) if token else None
        if known is None:
            raise
        return known


def written_before(by: User, token: uuid.UUID) -> Post | None:
    known = Post.objects.select_related("thread").filter(token=token).first()
    if known is not None and known.author_id != by.pk:
        raise Conflict(_("This form was sent already. Open a new one, please."))
    return known


def add_post(thread: Thread, author: User, words: Written, reply_to: Post | None, token: uuid.UUID) -> Post:
    """Give the next number and write the post under it. The update locks the thread's row until the commit."""
    now = timezone.now()
    open_ones = Thread.objects.visible_to(author).filter(pk=thread.pk, closed_at=None, hidden_at=None)
    counters = {"last_number": F("last_number") + 1, "posts_count": F("posts_count") + 1, "last_posted_at": now}
    if not open_ones.update(**counters):
        raise why_not(author, thread)
    row = Thread.objects.get(pk=thread.pk)
    post = Post.objects.create(
        thread=row,
        number=row.last_number,
        author=author,
        text=words.text,
        html=words.html,
        topics=words.topics,
        mentions=words.mentions,
        reply_to=reply_to,
        token=token,
        created_at=now,
    )
    attach(post, words)
    if new := [topic for topic in words.topics if topic not in row.topics]:
        row.topics = row.topics + new
        row.save(update_fields=["topics"])
    return post


def attach(post: Post, words: Written) -> None:
    """Set the post's photos, in their order."""
    PostPhoto.objects.filter(post=post).delete()
    PostPhoto.objects.bulk_create(
        PostPhoto(post=post, photo=photo, position=place) for place, photo in enumerate(words.photos)
    )


def why_not(by: User, thread: Thread) -> Exception:
    """Why nothing more can be written here."""
    row = Thread.objects.visible_to(by).filter(pk=thread.pk).first()
    if row is None:
        return NotFound(_("This thread is not there any more."))
    if row.hidden_at:
        return Conflict(_("This thread is hidden for now, so nobody can answer."))
    return Conflict(_("This thread is closed. You can open a new one that points here."))


def answered(by: User, thread: Thread, reply_to: Post | int | None) -> Post | None:
    """The post that is answered, if it is in this thread and can be seen."""
    if not reply_to:
        return None
    number = reply_to if isinstance(reply_to, int) else reply_to.number
    post = Post.objects.visible_to(by).filter(thread=thread.pk, number=number).first()
    if post is None:
        raise Invalid(
            _("The post you are answering is not there any more. Send it without, if you like."), field="reply_to"
        )
    return post
