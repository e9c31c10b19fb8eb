"""People who may sign in. Their public face is `community.profiles`."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):  # type: ignore[django-manager-missing]  # the editors' images point here and Wagtail has no types
    """Signs in by e-mail. `age_confirmed_at` says that a birth date of at least 14 years ago was shown; the date is not kept."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    age_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]
        indexes = [models.Index(fields=["date_joined"], name="accounts_newest")]

    def __str__(self) -> str:
        return self.email


class Mail(models.Model):
    """A mail that the mail server has not taken yet, sealed; the row goes when the mail does."""

    sealed = models.TextField()
    useful_until = models.DateTimeField(db_index=True, help_text="Later than this it is thrown away unsent")
    taken_until = models.DateTimeField(null=True, blank=True, help_text="Until then somebody is sending it")
    posted_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return str(self.pk)


class Consent(models.Model):
    """What a person agreed to, in which version, and when."""

    user = models.ForeignKey(User, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=20, choices=[("terms", _("terms of use")), ("privacy", _("privacy statement"))])
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "version"], name="consent_once_per_version")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
