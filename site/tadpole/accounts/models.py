"""People who may sign in. Their public face is `community.profiles`."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tadpole.accounts.rules import LONGEST_REASON
from tadpole.ui.words import LinesField


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """For commands and imports: whoever runs them answers for the address, so it counts as confirmed. People who sign
        up come another way (allauth's form) and confirm it themselves."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        from allauth.account.models import EmailAddress  # its foreign key points at the model below

        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            EmailAddress.objects.using(self._db).create(
                user=user, email=user.email.lower(), verified=True, primary=True
            )
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):  # type: ignore[django-manager-missing]  # the editors' images point here and Wagtail has no types
    """Signs in by e-mail. `age_confirmed_at` says that a birth date of at least 14 years ago was shown; the date is not kept."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    silenced_until = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Until then reads, not writes"
    )
    suspended_until = models.DateTimeField(null=True, blank=True, editable=False, help_text="Until then stays outside")
    age_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text=_("Empty: the zone of the browser."),
    )

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

    user = models.ForeignKey(User, models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=20, choices=[("terms", _("terms of use")), ("privacy", _("privacy statement"))])
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "version"], name="consent_once_per_version")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Sanction(models.Model):
    """One line of what was decided about a member: made, or taken back. Lines are added and never changed."""

    class Kind(models.TextChoices):
        WARNING = "warning", _("Warned")
        SILENCE = "silence", _("Reads, does not write")
        SUSPENSION = "suspension", _("Stays outside")

    person = models.ForeignKey(User, models.CASCADE, related_name="sanctions")
    kind = models.CharField(max_length=12, choices=Kind)
    is_lifted = models.BooleanField(default=False, help_text="This line takes one of before back")
    reason = LinesField(most=LONGEST_REASON)
    until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="sanctions_of_a_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="warning", is_lifted=False, until=None)
                | models.Q(is_lifted=True, until=None, kind__in=["silence", "suspension"])
                | models.Q(is_lifted=False, until__isnull=False, kind__in=["silence", "suspension"]),
                name="sanction_has_an_end_unless_it_warns",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="sanction_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise ValueError("what was decided stays as it was written; add a line")
        super().save(*args, **options)
