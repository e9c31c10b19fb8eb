"""Saying that a post helped."""

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from community.moderation.actions import admit
from community.threads.events import PostLiked
from community.threads.models import Post, PostLike
from tadpole.accounts.actions import signed_in
from tadpole.accounts.models import User
from tadpole.errors import Invalid
from tadpole.events import publish


def like(*, by: User | AnonymousUser, post: Post) -> bool:
    """False when one did already (the unique row stops the second click)."""
    person = signed_in(by)
    if post.author_id == person.pk:
        raise Invalid(_("This one is yours. Likes come from others."))
    admit(by=person, doing="like")
    with transaction.atomic():
        _row, new = PostLike.objects.get_or_create(post=post, user=person)
        if new:
            Post.objects.filter(pk=post.pk).update(likes_count=F("likes_count") + 1)
            publish(PostLiked(post_id=post.pk, thread_id=post.thread_id, user_id=person.pk))
    return new


def unlike(*, by: User | AnonymousUser, post: Post) -> bool:
    """False when one did not."""
    person = signed_in(by)
    with transaction.atomic():
        gone, _rows = PostLike.objects.filter(post=post, user=person).delete()
        if gone:
            Post.objects.filter(pk=post.pk, likes_count__gt=0).update(likes_count=F("likes_count") - 1)
    return bool(gone)
