"""One row for each page that somebody linked to."""

from typing import ClassVar
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _

from media.previews.rules import LONGEST_TITLE, LONGEST_URL, LONGEST_WORDS
from tadpole.ui.words import LineField


class Preview(models.Model):
    """What the page at `url` said of itself when it was asked. Plain text: templates escape it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not asked yet")
        READY = "ready", _("ready")
        NOTHING = "nothing", _("nothing to show")

    url = models.CharField(max_length=LONGEST_URL, unique=True, help_text="in its canonical form")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    title = LineField(most=LONGEST_TITLE, blank=True)
    description = LineField(most=LONGEST_WORDS, blank=True)
    site = LineField(most=253, blank=True, help_text="its own name, or the host's")
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True, help_text="why nothing is shown")
    fetched_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return self.url

    @property
    def host(self) -> str:
        """Where it really leads, whatever the page calls itself."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")
