"""Changing and removing one's own posts."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from community.circles.actions import count_threads
from community.moderation.actions import admit
from community.threads import rules
from community.threads.actions.counting import topics_of
from community.threads.actions.posting import attach
from community.threads.actions.writing import checked_title, written
from community.threads.events import PostEdited, PostRemoved, ThreadRemoved
from community.threads.models import Post, PostPhoto, Thread
from community.threads.queries import kept_post, refuse_others
from tadpole.accounts.actions import signed_in
from tadpole.accounts.models import User
from tadpole.errors import Conflict, NotFound
from tadpole.events import publish
from tadpole.text import excerpt
from tadpole.ui.versions import refuse_changed


def edit_post(
    *,
    by: User | AnonymousUser,
    post: Post,
    text: str,
    photos: Iterable[Any] = (),
    title: str | None = None,
    token: uuid.UUID | None = None,
    version: str = "",
) -> Post:
    """Put one's own post right; `title` counts for the post that opened a thread. `token` is the form's, doing it twice is once.

    `version` is the digest of what the form showed; raises Changed when that is not what stands now.
    """
    author = signed_in(by)
    refuse_others(author, post)
    words = written(author, text, photos)
    new_title = checked_title(title) if title is not None and post.opens_thread else None
    with transaction.atomic():
        row = locked(author, post)
        if row.hidden_at or row.thread.hidden_at:
            raise Conflict(_("This is hidden for now, so it cannot be changed."))
        if row.thread.closed_at:
            raise Conflict(_("This thread is closed, so nothing in it can be changed."))
        wanted = {"title": new_title, "text": words.text, "photos": words.photos}
        refuse_changed(version, stands=kept_post(row), wanted=wanted)
        if set(words.mentions) - set(row.mentions):
            admit(by=author, doing="reply")  # who is called is told: calling by edits is no faster than by answers
        row.text, row.html, row.topics, row.mentions = words.text, words.html, words.topics, words.mentions
        row.edited_at = timezone.now()
        row.save(update_fields=["text", "html", "topics", "mentions", "edited_at"])
        attach(row, words)
        refresh_head(row, new_title)
        publish(PostEdited(post_id=row.pk, thread_id=row.thread_id))
    return row


def delete_post(*, by: User | AnonymousUser, post: Post) -> None:
    """Remove one's own post: its words and photos go, its number stays. A thread with nobody else in it goes with it."""
    author = signed_in(by)
    refuse_others(author, post)
    with transaction.atomic():
        row = locked(author, post)
        was_there = row.hidden_at is None
        Post.objects.filter(pk=row.pk).update(deleted_at=timezone.now(), text="", html="", topics=[], mentions=[])
        PostPhoto.objects.filter(post=row).delete()
        Thread.objects.filter(pk=row.thread_id).update(posts_count=F("posts_count") - int(was_there))
        row.text = row.html = ""
        refresh_head(row, None)
        publish(PostRemoved(post_id=row.pk, thread_id=row.thread_id))
        if row.opens_thread and not Post.objects.filter(thread=row.thread_id, deleted_at=None).exists():
            remove_thread(row.thread)


def remove_thread(thread: Thread) -> None:
    """Nothing is left in it."""
    if Thread.objects.filter(pk=thread.pk, deleted_at=None).update(deleted_at=timezone.now()):
        if thread.circle_id and thread.hidden_at is None:
            count_threads(circle_id=thread.circle_id, more=-1)
        publish(ThreadRemoved(thread_id=thread.pk))


def refresh_head(post: Post, title: str | None) -> None:
    """What the thread's row repeats of its posts: topics of all, and of the first one title and excerpt."""
    fields: dict[str, Any] = {"topics": topics_of(post.thread)}
    if post.opens_thread:
        fields["excerpt"] = excerpt(post.text, rules.EXCERPT)
        if title is not None:
            fields["title"] = title
    Thread.objects.filter(pk=post.thread_id).update(**fields)


def locked(by: User, post: Post) -> Post:
    """The row as it is now, held until the commit: a double click or a second tab waits here."""
    Thread.objects.select_for_update(no_key=True).filter(pk=post.thread_id).first()
    row = Post.objects.visible_to(by).select_related("thread").filter(pk=post.pk, author=by.pk).first()
    if row is None:
        raise NotFound(_("This post is not there any more."))
    return row
