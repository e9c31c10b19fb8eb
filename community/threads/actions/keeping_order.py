"""What staff do: hide and restore (called by moderation, which keeps the reasons), close and open again."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.circles.actions import count_threads
from community.moderation.queries import refuse_outsiders
from community.threads.actions.revising import refresh_head
from community.threads.events import PostEdited, PostRemoved, ThreadRemoved
from community.threads.models import Post, Thread
from tadpole.accounts.models import User
from tadpole.events import publish


def hide_post(*, by: User, id: str) -> None:  # noqa: A002  moderation's word
    """Take a post out of everybody's sight but its author's; the opening post takes its thread along. Twice is once."""
    refuse_outsiders(by)
    now = timezone.now()
    with transaction.atomic():
        post = held(id)
        if post is None or not Post.objects.filter(pk=post.pk, hidden_at=None, deleted_at=None).update(hidden_at=now):
            return
        Thread.objects.filter(pk=post.thread_id).update(posts_count=F("posts_count") - 1)
        refresh_head(post, None)
        publish(PostRemoved(post_id=post.pk, thread_id=post.thread_id))
        if post.opens_thread and Thread.objects.filter(pk=post.thread_id, hidden_at=None).update(hidden_at=now):
            if post.thread.circle_id:
                count_threads(circle_id=post.thread.circle_id, more=-1)
            publish(ThreadRemoved(thread_id=post.thread_id))


def restore_post(*, by: User, id: str) -> None:  # noqa: A002  moderation's word
    """Show it again, and its thread if it was hidden with it. Twice is once."""
    refuse_outsiders(by)
    with transaction.atomic():
        post = held(id)
        if post is None or not Post.objects.filter(pk=post.pk, deleted_at=None).exclude(hidden_at=None).update(
            hidden_at=None
        ):
            return
        Thread.objects.filter(pk=post.thread_id).update(posts_count=F("posts_count") + 1)
        if post.opens_thread:
            back = Thread.objects.filter(pk=post.thread_id).exclude(hidden_at=None).update(hidden_at=None)
            if back and post.thread.circle_id:
                count_threads(circle_id=post.thread.circle_id, more=1)
        refresh_head(post, None)
        publish(PostEdited(post_id=post.pk, thread_id=post.thread_id))


def held(post_id: str) -> Post | None:
    """The post as it is now, its thread held until the commit: who writes, edits and hides all hold the thread first."""
    Thread.objects.select_for_update(no_key=True).filter(posts__pk=post_id).first()
    return Post.objects.select_related("thread").filter(pk=post_id).first()


def close_thread(*, by: User, thread: Thread) -> None:
    """No more replies."""
    refuse_outsiders(by)
    with transaction.atomic():
        Thread.objects.filter(pk=thread.pk, closed_at=None).update(closed_at=timezone.now())


def reopen_thread(*, by: User, thread: Thread) -> None:
    refuse_outsiders(by)
    with transaction.atomic():
        Thread.objects.filter(pk=thread.pk).update(closed_at=None)
