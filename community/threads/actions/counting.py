"""What is stored as a number or gathered from several posts, set to what the rows say."""

from django.db import transaction

from community.circles.actions import set_threads
from community.threads.models import Post, PostLike, Thread


def recount_thread(*, thread_id: int) -> None:
    """Posts, likes, topics and the last time somebody wrote."""
    with transaction.atomic():
        thread = Thread.objects.select_for_update(no_key=True).get(pk=thread_id)
        there = thread.posts.there()
        thread.posts_count = there.count()
        thread.last_number = max(
            [thread.last_number, *thread.posts.order_by("-number").values_list("number", flat=True)[:1]]
        )
        thread.last_posted_at = (
            there.order_by("-created_at").values_list("created_at", flat=True).first() or thread.created_at
        )
        thread.topics = topics_of(thread)
        thread.save(update_fields=["posts_count", "last_number", "last_posted_at", "topics"])
        for post in thread.posts.select_for_update(no_key=True).order_by("pk"):  # held before its likes are counted
            Post.objects.filter(pk=post.pk).update(likes_count=PostLike.objects.filter(post=post).count())


def recount_circle(*, circle_id: int) -> None:
    count = Thread.objects.filter(circle=circle_id, deleted_at=None, hidden_at=None).count()
    set_threads(circle_id=circle_id, count=count)


def topics_of(thread: Thread) -> list[str]:
    """The topics of all posts that are there, each once, in the order of the posts."""
    lists = Post.objects.there().filter(thread=thread).order_by("number").values_list("topics", flat=True)
    return list(dict.fromkeys(topic for topics in lists for topic in topics))
