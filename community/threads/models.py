"""Threads and their posts. A post's number in its thread never changes, and is never given twice."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse

from community.circles.models import Circle
from media.photos.models import Photo
from tadpole.accounts.models import User


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "ThreadQuerySet":
        return self.filter(hidden_at=None, deleted_at=None)


class Thread(models.Model):
    """In a circle, or the discussion under a page (`about_kind`, `about_id`)."""

    circle = models.ForeignKey(Circle, models.PROTECT, null=True, blank=True, related_name="threads")
    about_kind = models.CharField(max_length=20, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="threads")
    title = models.CharField(max_length=120)
    excerpt = models.CharField(max_length=200, blank=True)
    topics = models.JSONField(default=list)
    posts_count = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)
    last_posted_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about_kind", "about_id"], condition=~models.Q(about_id=""), name="one_discussion_per_page")]
        indexes = [models.Index(fields=["circle", "-last_posted_at", "-id"], name="threads_by_circle")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("threads:thread", args=[self.pk])


class Post(models.Model):
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="posts")
    text = models.TextField()
    html = models.TextField()
    reply_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="answers")
    photos = models.ManyToManyField(Photo, through="PostPhoto", related_name="+")
    likes_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="number_once_per_thread")]

    def __str__(self) -> str:
        return f"{self.thread_id}#{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("threads:post", args=[self.thread_id, self.number])


class PostPhoto(models.Model):
    post = models.ForeignKey(Post, models.CASCADE, related_name="post_photos")
    photo = models.ForeignKey(Photo, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "position"], name="post_photo_position_once")]

    def __str__(self) -> str:
        return f"{self.post_id}/{self.position}"


class PostLike(models.Model):
    post = models.ForeignKey(Post, models.CASCADE, related_name="likes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="like_post_once")]

    def __str__(self) -> str:
        return f"{self.user_id} ♥ {self.post_id}"
