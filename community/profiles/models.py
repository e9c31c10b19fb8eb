"""The public face of a person."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse

from community.profiles.rules import LONGEST_BIO, LONGEST_FOLDED, LONGEST_NAME
from media.photos.models import Photo
from tadpole.accounts.models import User
from tadpole.ui.words import LineField, LinesField

SMALL = 320
"""Pixels: the width of a picture of one's own before its small copies are chosen."""


class ProfileQuerySet(models.QuerySet["Profile"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "ProfileQuerySet":
        """Everybody's whose account is open; staff see all."""
        return self if viewer.is_staff else self.filter(user__is_active=True)


class Profile(models.Model):
    """Keeps the address of its picture, so that a byline costs no query of its own."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="profile")
    name = LineField(most=LONGEST_NAME)
    folded_name = models.CharField(
        max_length=LONGEST_FOLDED, unique=True, help_text="name without case, width and 繁简 differences"
    )
    bio = LinesField(most=LONGEST_BIO, blank=True)
    bio_html = models.TextField(blank=True)
    avatar = models.ForeignKey(Photo, models.SET_NULL, null=True, blank=True, related_name="+")
    avatar_url = models.CharField(
        max_length=300, blank=True, help_text="the picture's small copy; empty while not everybody may see it"
    )
    verified_as = LineField(most=60, blank=True)
    followers_count = models.PositiveIntegerField(default=0)
    following_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProfileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("profiles:profile", args=[self.pk])

    @property
    def own_picture(self) -> str:
        """What its owner sees at once, also before everybody may. Costs queries while the two differ, none otherwise."""
        return self.avatar_url or (self.avatar.address(SMALL) if self.avatar else "")


class FollowQuerySet(models.QuerySet["Follow"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "FollowQuerySet":
        """Who follows whom is no secret, as long as both are here."""
        return self.filter(follower__is_active=True, followed__is_active=True)


class Follow(models.Model):
    follower = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="follows")
    followed = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="followed_by")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["followed", "-created_at", "-id"], name="followers_newest"),
            models.Index(fields=["follower", "-created_at", "-id"], name="following_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="follow_once"),
            models.CheckConstraint(condition=~models.Q(follower=models.F("followed")), name="not_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.follower_id} → {self.followed_id}"
