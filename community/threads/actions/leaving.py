"""When somebody closes their account."""

from django.db import transaction
from django.db.models import F

from community.threads.models import Post, PostLike, Thread


def leave_threads(*, user_id: int) -> None:
    """What the person said stays, so that the answers make sense, but nobody said it. Likes go."""
    with transaction.atomic():
        likes = PostLike.objects.filter(user=user_id)
        Post.objects.filter(pk__in=likes.values("post"), likes_count__gt=0).update(likes_count=F("likes_count") - 1)
        likes.delete()
        Post.objects.filter(author=user_id).update(author=None)
        Thread.objects.filter(author=user_id).update(author=None)
