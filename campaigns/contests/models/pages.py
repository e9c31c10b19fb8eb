"""Contests in the CMS."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager

from campaigns.contests.blocks import RulesBlock
from campaigns.contests.models.entries import Entry, Terms, Vote
from campaigns.contests.rules import (
    MOST_PLACES,
    MOST_VOTES_A_DAY,
    PAGE,
    VOTES_A_DAY,
    Dates,
    Phase,
    fault,
    phase_of,
    takes_entries,
    takes_votes,
)
from content.blocks.models import ContentPage, ContentQuerySet, LeanStreamField
from tadpole.text import fold
from tadpole.ui.paging import KeyPage, page_by_key
from tadpole.ui.words import LineField, LinesField
from tadpole.ui.zones import beijing, is_readers_own

CONTESTS_SHOWN = 12
NEVER = datetime.max.replace(tzinfo=UTC)
SORTS = {"new": ("-created_at", "-pk"), "votes": ("-votes_count", "-pk")}
PODIUM = ("place", "pk")
FROZEN = ("votes_a_day", "places", "opens_at", "hashtag", "votes_wait")


class ContestQuerySet(ContentQuerySet):
    def running(self, now: datetime) -> "ContestQuerySet":
        """Those that take entries or votes."""
        return self.filter(opens_at__lte=now, votes_close_at__gt=now, terms__closed_at=None)

    def for_cards(self) -> "ContestQuerySet":
        """With all that a card shows."""
        return self.select_related("cover", "terms").prefetch_related("cover__renditions")


ContestManager = PageManager.from_queryset(ContestQuerySet)


class ContestIndexPage(ContentPage):
    """All contests of one language."""

    intro = LineField(_("introduction"), most=200, blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["contests.ContestPage"]
    max_count_per_parent = 1
    template = "contests/contest_index.html"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, "intro", "cover"]

    class Meta:
        verbose_name = _("index of contests")

    @property
    def lead(self) -> str:
        return self.intro

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        found = ContestPage.objects.child_of(self).visible_to(request.user).for_cards()
        context["contests"] = page_by_key(
            found, order=("-opens_at", "-pk"), after=request.GET.get("after"), size=CONTESTS_SHOWN
        )
        return context


class ContestPage(ContentPage):
    """A contest of photo reviews. Its phase follows from the clock; the winners, when an editor closes it."""

    intro = LinesField(_("what it is about"), most=600, max_length=600)
    rules = LeanStreamField(
        RulesBlock(), blank=True, verbose_name=_("rules"), help_text=_("Each in one plain sentence.")
    )
    hashtag = LineField(
        _("topic"),
        most=30,
        validators=[RegexValidator(r"^[\w·-]+$", _("One word, without # and blanks."))],
        help_text=_("Without the #. Entries get it by themselves."),
    )
    prize = LineField(_("prize"), most=300, blank=True)
    sponsor = LineField(
        _("who pays for it"),
        most=120,
        blank=True,
        help_text=_("Shown as a label beside the title, for example “With: Bowl Workshop gives the prizes”."),
    )
    # Without dates a contest is a draft: `clean` asks for them before it is published.
    opens_at = models.DateTimeField(_("opens"), null=True)
    entries_close_at = models.DateTimeField(_("entries until"), null=True)
    votes_close_at = models.DateTimeField(
        _("votes until"), null=True, help_text=_("May be the same moment as the end of entries.")
    )
    votes_wait = models.BooleanField(_("votes begin only when entries are over"), default=False)
    votes_a_day = models.PositiveSmallIntegerField(
        _("votes a person has a day"),
        default=VOTES_A_DAY,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_VOTES_A_DAY)],
        help_text=_("Cannot be changed once the contest has opened."),
    )
    places = models.PositiveSmallIntegerField(
        _("how many win"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    show_votes = models.BooleanField(_("show the count of votes while people vote"), default=False)

    objects = ContestManager()

    parent_page_types: ClassVar[list[str]] = ["contests.ContestIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "contests/contest.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        "intro",
        "cover",
        MultiFieldPanel(
            [FieldRowPanel(["opens_at", "entries_close_at", "votes_close_at"]), FieldPanel("votes_wait")],
            heading=_("Dates"),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["votes_a_day", "places"]), FieldPanel("show_votes")], heading=_("Votes and winners")
        ),
        FieldPanel(
            "rules",
            help_text=_(
                "Each in one plain sentence. The page itself says how many votes there are, whose entries they are not for, "
                "and when the counts are shown."
            ),
        ),
        FieldPanel("hashtag"),
        FieldPanel("prize"),
        FieldPanel("sponsor"),
    ]

    class Meta:
        verbose_name = _("contest")
        verbose_name_plural = _("contests")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["opens_at", "votes_close_at"], name="contests_running")]

    def clean(self) -> None:
        """Dates in order; what people counted on when they entered stays as it was."""
        super().clean()
        if self.dated and (wrong := fault(self.dates)):
            sentences = {
                "entries_close_at": _("Entries end before they begin."),
                "votes_close_at": _(
                    "Votes must end after the entries, and have some time of their own when they wait for them."
                ),
            }
            raise ValidationError({wrong: sentences[wrong]})
        if moved := [name for name, was in self.frozen().items() if getattr(self, name) != was]:
            raise ValidationError(
                {name: _("The contest has opened: this cannot be changed any more.") for name in moved}
            )
        before = self.published_row()
        if (
            before
            and before.closed_at
            and (before.votes_close_at, before.entries_close_at) != (self.votes_close_at, self.entries_close_at)
        ):
            raise ValidationError({"votes_close_at": _("The contest is closed: its dates stay as they are.")})

    def others_at_once(self) -> list["ContestPage"]:
        """Published contests that collect under the same topic in the same days; translations of one are one."""
        others = ContestPage.objects.live().exclude(pk=self.pk).exclude(translation_key=self.translation_key)
        found = others.filter(opens_at__lt=self.dates.votes_close_at, votes_close_at__gt=self.dates.opens_at)
        return [other for other in found.order_by("opens_at", "pk") if fold(other.hashtag) == fold(self.hashtag)]

    @property
    def dated(self) -> bool:
        """Whether all dates are set: those of a draft may not be."""
        return None not in (self.opens_at, self.entries_close_at, self.votes_close_at)

    def published_row(self) -> "ContestPage | None":
        """This page as readers see it now."""
        return ContestPage.objects.live().select_related("terms").filter(pk=self.pk).first() if self.pk else None

    def frozen(self) -> dict[str, Any]:
        """What may not change any more and how it has to stay; empty before the opening."""
        before = self.published_row()
        if before is None or not (before.opened or timezone.now() >= before.dates.opens_at):
            return {}
        return {name: getattr(before, name) for name in FROZEN}

    @property
    def lead(self) -> str:
        return self.intro

    @property
    def dates(self) -> Dates:
        """A draft's missing dates lie further ahead than any other."""
        return Dates(
            self.opens_at or NEVER, self.entries_close_at or NEVER, self.votes_close_at or NEVER, self.votes_wait
        )

    @property
    def opened(self) -> "Terms | None":
        """What was frozen when it opened; none before the first entry."""
        return getattr(self, "terms", None)

    @property
    def closed_at(self) -> datetime | None:
        return self.opened.closed_at if self.opened else None

    @property
    def quota(self) -> int:
        return self.opened.votes_a_day if self.opened else self.votes_a_day

    def phase(self, now: datetime | None = None) -> Phase:
        return phase_of(self.dates, closed=self.closed_at is not None, now=now or timezone.now())

    def takes_votes(self, now: datetime | None = None) -> bool:
        return takes_votes(self.phase(now), votes_wait=self.votes_wait)

    @property
    def voting(self) -> bool:
        """For templates: whether votes are taken now."""
        return self.takes_votes()

    @property
    def restricted(self) -> bool:
        """Whether not everybody may read it."""
        return bool(self.get_view_restrictions())

    @property
    def entering(self) -> bool:
        return takes_entries(self.phase())

    @property
    def counts_shown(self) -> bool:
        return self.show_votes or self.closed_at is not None

    @property
    def phase_words(self) -> str:
        """The phase as a chip says it."""
        words = {
            Phase.COMING: gettext("Opens soon"),
            Phase.OPEN: gettext("Taking entries") if self.votes_wait else gettext("Entries and votes"),
            Phase.VOTING: gettext("Voting"),
            Phase.COUNTING: gettext("Being counted"),
            Phase.CLOSED: gettext("Winners are known"),
        }
        return words[self.phase()]

    @property
    def running_until(self) -> str:
        """When what the phase allows is over, in words; empty where nothing runs."""
        dates = self.dates
        ends = {Phase.COMING: dates.opens_at, Phase.OPEN: dates.entries_close_at, Phase.VOTING: dates.votes_close_at}
        phase = self.phase()
        if phase not in ends or not self.dated:
            return ""
        words = gettext("from %(day)s") % {"day": day(ends[phase])} if phase is Phase.COMING else until(ends[phase])
        return words if is_readers_own() else beijing(words)

    @property
    def hours_note(self) -> str:
        """Whose hours the strip of phases tells; the days of voting are the same for all."""
        hours = "" if is_readers_own() else gettext("Hours are Beijing time.") + " "
        return hours + gettext("A day of voting begins at midnight in Beijing.")

    @property
    def steps(self) -> list[dict[str, str]]:
        """The strip of phases."""
        if not self.dated:
            return []
        dates = self.dates
        now = list(Phase).index(self.phase()) - 1
        first = gettext("Entries") if self.votes_wait else gettext("Entries and votes")
        steps = [
            (
                first,
                gettext("from %(day)s") % {"day": day(dates.opens_at)} if now < 0 else until(dates.entries_close_at),
            ),
            (gettext("Votes"), until(dates.votes_close_at)),
            (gettext("Counting"), gettext("by the editors")),
            (gettext("Result"), day(self.closed_at) if self.closed_at else gettext("soon after")),
        ]
        return [
            {"label": label, "small": small, "state": "was" if at < now else "now" if at == now else ""}
            for at, (label, small) in enumerate(steps)
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        sort = request.GET.get("sort", "")
        entries = Entry.objects.of(self).visible_to(request.user).shown()
        context["sort"] = sort if sort in SORTS else "new"
        context["page_of_entries"] = (
            page_by_key(entries, order=SORTS[context["sort"]], after=request.GET.get("after"), size=PAGE)
            if self.pk
            else KeyPage([])
        )
        context["total"] = Entry.objects.of(self).standing().count()
        context["winners"] = list(entries.exclude(place=None).order_by(*PODIUM)) if self.closed_at else []
        context["mine"] = entries.filter(author=request.user.pk).first() if request.user.is_authenticated else None
        context["ballot"] = Vote.objects.ballot(request.user, self, timezone.now())
        context["may_close"] = (
            request.user.is_staff
            and self.live
            and self.phase() in (Phase.OPEN, Phase.VOTING, Phase.COUNTING)
            and self.permissions_for_user(request.user).can_publish()
        )
        return context


def day(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{formats.date_format(local, 'MONTH_DAY_FORMAT')} {local:%H:%M}"


def until(moment: datetime) -> str:
    return gettext("until %(day)s") % {"day": day(moment)}
