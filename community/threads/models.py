"""Threads and their posts. A post's number in its thread never changes, and is never given twice."""

import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from community.circles.models import Circle, Membership
from community.threads.rules import EXCERPT, LONGEST_TEXT, LONGEST_TITLE
from media.photos.models import Photo
from tadpole.accounts.models import User
from tadpole.ui.words import LineField, LinesField

Viewer = User | AnonymousUser
PAGES: dict[str, Callable[[Viewer], models.QuerySet[Any]]] = {}
"""Kinds of pages with a discussion, and those of them a viewer may read; each is added in the `apps.py` of its app."""


def under_readable_pages(rows: Any, viewer: Viewer, thread: str = "") -> Any:
    """Those of `rows` whose thread (at the path `thread`) stands under no page, or under one that `viewer` may read."""
    readable = Q(**{f"{thread}about_id": ""})
    for kind, pages in PAGES.items():
        number = Cast(f"{thread}about_id", models.BigIntegerField())
        rows = rows.alias(**{f"{kind}_id": Case(When(Q(**{f"{thread}about_kind": kind}), then=number))})
        readable |= Q(Exists(pages(viewer).filter(pk=OuterRef(f"{kind}_id"))))
    return rows.filter(readable)


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, viewer: Viewer) -> "ThreadQuerySet":
        """Those not removed, under pages that the viewer may read; hidden ones only for their author. Staff see both."""
        there = self.filter(deleted_at=None)
        if viewer.is_authenticated and viewer.is_staff:
            return there
        seen = Q(hidden_at=None) | Q(author=viewer.pk) if viewer.is_authenticated else Q(hidden_at=None)
        return under_readable_pages(there.filter(seen), viewer)

    def offered_to(self, viewer: Viewer) -> "ThreadQuerySet":
        """Those that come to somebody who did not look for them. What families who lost a child say stays among the members."""
        own = Membership.objects.filter(circle=OuterRef("circle"), user=viewer.pk)
        return self.filter(~Q(circle__meant_for=Circle.For.LOSS) | Exists(own))

    def in_circles(self) -> "ThreadQuerySet":
        """Threads that somebody opened: not the discussions under pages."""
        return self.filter(about_id="")


class Thread(models.Model):
    """In a circle, or the discussion under a page (`about_kind`, `about_id`)."""

    circle = models.ForeignKey(Circle, models.PROTECT, null=True, blank=True, related_name="threads")
    about_kind = models.CharField(max_length=20, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    about_url = models.CharField(max_length=300, blank=True, help_text="the page it stands under, beginning with /~/")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="threads")
    title = LineField(most=LONGEST_TITLE)
    excerpt = LineField(most=EXCERPT, blank=True)
    topics = models.JSONField(default=list, blank=True, help_text="folded names of the topics of all its posts")
    posts_count = models.PositiveIntegerField(default=0, help_text="posts that are there: neither removed nor hidden")
    last_number = models.PositiveIntegerField(default=0)
    last_posted_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about_kind", "about_id"], condition=~Q(about_id=""), name="one_discussion_per_page"
            ),
            models.CheckConstraint(condition=Q(circle=None) | Q(about_id=""), name="in_a_circle_or_under_a_page"),
        ]
        indexes = [
            models.Index(fields=["circle", "-last_posted_at", "-id"], name="threads_by_circle"),
            models.Index(fields=["author", "-created_at", "-id"], name="threads_by_author"),
            models.Index(fields=["-last_posted_at", "-id"], name="threads_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("threads:thread", args=[self.pk])

    @property
    def is_discussion(self) -> bool:
        """Under a page: nobody opened it, number 1 is the first reply."""
        return bool(self.about_id)

    @property
    def replies_count(self) -> int:
        return self.posts_count if self.is_discussion else max(0, self.posts_count - 1)


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, viewer: Viewer) -> "PostQuerySet":
        """Those not removed, in threads that the viewer may read; hidden ones only for their author and staff."""
        there = self.filter(deleted_at=None, thread__deleted_at=None)
        if not viewer.is_authenticated:
            return under_readable_pages(there.filter(hidden_at=None, thread__hidden_at=None), viewer, "thread__")
        if viewer.is_staff:
            return there
        own = Q(hidden_at=None) | Q(author=viewer.pk), Q(thread__hidden_at=None) | Q(thread__author=viewer.pk)
        return under_readable_pages(there.filter(*own), viewer, "thread__")

    def there(self) -> "PostQuerySet":
        """Neither removed nor hidden."""
        return self.filter(deleted_at=None, hidden_at=None)


class Post(models.Model):
    """`number` is given once and stays, also when the post is removed or hidden."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="posts")
    text = LinesField(most=LONGEST_TEXT, help_text="as it was typed; empty once removed")
    html = models.TextField(help_text="rendered once, when written; links begin with /~/")
    topics = models.JSONField(default=list, blank=True)
    mentions = models.JSONField(default=list, blank=True, help_text="ids of the people it calls")
    reply_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="answers")
    photos = models.ManyToManyField(Photo, through="PostPhoto", related_name="+")
    likes_count = models.PositiveIntegerField(default=0)
    token = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        editable=False,
        help_text="of the form it came from: a double click is one post",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="number_once_per_thread"),
            models.CheckConstraint(condition=Q(number__gte=1), name="numbers_begin_with_one"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}#{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("threads:post", args=[self.thread_id, self.number])

    @property
    def opens_thread(self) -> bool:
        """Whether it is the post that opened its thread."""
        return self.number == 1 and not self.thread.is_discussion


class PostPhotoQuerySet(models.QuerySet["PostPhoto"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "PostPhotoQuerySet":
        """Where the viewer sees photos in posts."""
        return self.filter(post__in=Post.objects.visible_to(viewer))


class PostPhoto(models.Model):
    post = models.ForeignKey(Post, models.CASCADE, related_name="post_photos")
    photo = models.ForeignKey(Photo, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    objects = PostPhotoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "position"], name="post_photo_position_once"),
            models.UniqueConstraint(fields=["post", "photo"], name="photo_once_per_post"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}/{self.position}"


class PostLike(models.Model):
    post = models.ForeignKey(Post, models.PROTECT, related_name="likes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="like_post_once")]

    def __str__(self) -> str:
        return f"{self.user_id} ♥ {self.post_id}"
