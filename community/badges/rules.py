"""All badges there are, as data."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Badge:
    """`msgid` is the name untranslated (for notices); `drawing` a medal of ui's brand sheet; `icon` a Lucide name."""

    code: str
    msgid: str
    text: Any
    icon: str
    drawing: str

    @property
    def name(self) -> Any:
        """The name in the reader's language."""
        return _(self.msgid)


BADGES: dict[str, Badge] = {
    one.code: one
    for one in (
        Badge("first_thread", gettext_noop("First question"), _("opened a first thread"), "message-circle", "egg"),
        Badge("first_reply", gettext_noop("First answer"), _("answered somebody"), "reply", "tad"),
        Badge("first_note", gettext_noop("First note"), _("told what using it was like"), "notebook-pen", "pen"),
        Badge("contest_entry", gettext_noop("Took part"), _("entered a contest"), "camera", "seed"),
        Badge("contest_winner", gettext_noop("Winner"), _("won a contest"), "trophy", "frog"),
        Badge("helpful", gettext_noop("Warm heart"), _("10 people found it helpful"), "heart", "kind"),
        Badge("followed", gettext_noop("Good company"), _("10 people follow along"), "users-round", "legs"),
        Badge("kol", gettext_noop("Checked expert"), _("papers were checked"), "badge-check", "expert"),
    )
}
ENOUGH_FOLLOWERS = 10
ENOUGH_LIKES = 10
