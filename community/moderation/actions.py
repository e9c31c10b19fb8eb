"""Reporting, and what staff decide."""

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from community.moderation import rules
from community.moderation.models import Decision, Flag, Reviewable
from community.moderation.queries import refuse_outsiders, subject_of
from community.moderation.rules import KINDS, Act, Describe, Kind, Ref, Subject
from community.notifications.actions import notify
from community.profiles.actions import refresh_pictures
from media.photos import actions as photos
from tadpole.accounts.actions import impose, keep_pace, lift
from tadpole.accounts.models import Sanction, User
from tadpole.errors import Invalid, NotFound, Refused
from tadpole.text import first, fits, lines, readable

HIDDEN = gettext_noop("“%(title)s” is hidden for now. Why: %(reason)s")
RESTORED = gettext_noop("“%(title)s” is back for everybody. %(reason)s")


SANCTIONED = {
    Sanction.Kind.WARNING: gettext_noop("A word from the people who look after Tadpole: %(reason)s"),
    Sanction.Kind.SILENCE: gettext_noop("For %(days)s days you can read but not write. Why: %(reason)s"),
    Sanction.Kind.SUSPENSION: gettext_noop("Your account rests for %(days)s days. Why: %(reason)s"),
}
LIFTED = gettext_noop("You can write and come in again as before. %(reason)s")


def watch(kind: str, *, describe: Describe, hide: Act, restore: Act) -> None:
    """Let a kind of thing be reported: called by its app's AppConfig.ready().

    describe(viewer, ids) -> {id: rules.Subject(title, excerpt, url, author_id)}, ids as strings; only what `viewer` may see
    (staff: hidden ones too). hide(by=…, id=…) and restore(by=…, id=…) may be called twice.
    """
    KINDS[kind] = Kind(kind, describe, hide, restore)


def admit(*, by: User, doing: str) -> None:
    """Refuse (TooOften) somebody who does this faster than their time here allows; newcomers are slower for a day."""
    pace = rules.pace_of(doing, by.date_joined, timezone.now())
    keep_pace(by=by, doing=doing, most=pace.most, seconds=pace.seconds)


def flag(*, by: User, ref: Ref, reason: str, note: str = "") -> bool:
    """Report something; False when one had already (the unique row stops the second click)."""
    if not by.is_authenticated:
        raise Refused(_("Please sign in first."))
    if reason not in rules.REASONS:
        raise Invalid(_("Please choose what is wrong with it."), field="reason")
    note = lines(note)
    if not fits(note, rules.LONGEST_NOTE):
        raise Invalid(_("At most %(most)d characters fit here.") % {"most": rules.LONGEST_NOTE}, field="note")
    subject = subject_of(by, ref)
    if subject.author_id == by.pk:
        raise Invalid(_("This is your own. You can change or delete it."))
    admit(by=by, doing="flag")
    with transaction.atomic():
        row = reviewable(ref, subject)
        _flag, new = Flag.objects.get_or_create(reviewable=row, by=by, defaults={"reason": reason, "note": note})
        if new:
            Reviewable.objects.filter(pk=row.pk).update(flags_count=F("flags_count") + 1, flagged_at=timezone.now())
            Reviewable.objects.filter(pk=row.pk, state=Reviewable.State.KEPT).update(state=Reviewable.State.WAITING)
    return new


def hide(*, by: User, ref: Ref, reason: str) -> Reviewable:
    """Take something out of everybody's sight; its author is told why. A second time changes nothing."""
    row, subject = case_for(by, ref, reason)
    with transaction.atomic():
        if decided(by, row, Reviewable.State.HIDDEN, "hide", reason):
            KINDS[ref.kind].hide(by=by, id=ref.id)
            tell_author(row, subject, HIDDEN, reason)
    return row


def restore(*, by: User, ref: Ref, reason: str) -> Reviewable:
    """Show it again; its author is told. A second time changes nothing."""
    row, subject = case_for(by, ref, reason)
    with transaction.atomic():
        if decided(by, row, Reviewable.State.KEPT, "restore", reason, only_from=Reviewable.State.HIDDEN):
            KINDS[ref.kind].restore(by=by, id=ref.id)
            tell_author(row, subject, RESTORED, reason)
    return row


def keep(*, by: User, ref: Ref, reason: str = "") -> Reviewable:
    """Leave it where it is; nobody is told. A second time changes nothing."""
    row, _subject = case_for(by, ref, reason or "-")
    with transaction.atomic():
        decided(by, row, Reviewable.State.KEPT, "keep", reason, only_from=Reviewable.State.WAITING)
    return row


def decide(*, by: User, ref: Ref, verdict: str, reason: str) -> Reviewable:
    """What staff chose on the case's page."""
    if verdict == "hide":
        return hide(by=by, ref=ref, reason=reason)
    if verdict == "restore":
        return restore(by=by, ref=ref, reason=reason)
    return keep(by=by, ref=ref, reason=reason)


def case_for(by: User, ref: Ref, reason: str) -> tuple[Reviewable, Subject]:
    """The row and what it is about, for staff with a reason; staff may open a case that nobody reported."""
    refuse_outsiders(by)
    if not readable(reason):
        raise Invalid(_("Please say why: the author will read it."), field="reason")
    if not fits(lines(reason), rules.LONGEST_NOTE):
        raise Invalid(_("At most %(most)d characters fit here.") % {"most": rules.LONGEST_NOTE}, field="reason")
    if ref.kind not in KINDS:
        raise NotFound(_("That is not there any more."))
    subject = subject_of(by, ref)
    return reviewable(ref, subject), subject


def reviewable(ref: Ref, subject: Subject) -> Reviewable:
    """The one row for this subject."""
    try:
        with transaction.atomic():
            return Reviewable.objects.get_or_create(
                kind=ref.kind, subject_id=ref.id, defaults={"author_id": subject.author_id}
            )[0]
    except IntegrityError:
        return Reviewable.objects.get(kind=ref.kind, subject_id=ref.id)


def decided(by: User, row: Reviewable, state: str, verdict: str, reason: str, *, only_from: str | None = None) -> bool:
    """Write the decision if it changes anything: the state itself is the lock between two people deciding at once."""
    rows = Reviewable.objects.filter(pk=row.pk).exclude(state=state)
    if only_from is not None:
        rows = rows.filter(state=only_from)
    if not rows.update(state=state):
        return False
    row.state = state
    Decision.objects.create(reviewable=row, by=by, verdict=verdict, reason=lines(reason))
    return True


def tell_author(row: Reviewable, subject: Subject, message: str, reason: str) -> None:
    """The author reads why; staff stay unnamed."""
    if subject.author_id is None:
        return
    last = row.decisions.order_by("-pk").values_list("pk", flat=True).first()
    words = {"title": first(subject.title, 60), "reason": lines(reason)}
    notify(
        to=subject.author_id, kind="moderation", message=message, params=words, url=subject.url, key=f"decision:{last}"
    )


def sanction(*, by: User, user_id: int, kind: str, reason: str, days: int = 0) -> Sanction:
    """Warn, silence or suspend a member, who is told why and until when; only for staff with the right."""
    refuse_outsiders(by)
    with transaction.atomic():
        row = impose(by=by, person_id=user_id, kind=kind, reason=reason, days=days)
        tell_member(row, SANCTIONED[Sanction.Kind(row.kind)], {"reason": row.reason, "days": days})
    return row


def lift_sanction(*, by: User, user_id: int, kind: str, reason: str) -> Sanction:
    """Take a silence or a suspension back; the member is told."""
    refuse_outsiders(by)
    with transaction.atomic():
        row = lift(by=by, person_id=user_id, kind=kind, reason=reason)
        tell_member(row, LIFTED, {"reason": row.reason})
    return row


def decide_about_member(*, by: User, user_id: int, verdict: str, reason: str, days: int = 0) -> Sanction:
    """What staff chose on the member's page: a kind, or "lift-" and a kind."""
    if verdict.startswith("lift-"):
        return lift_sanction(by=by, user_id=user_id, kind=verdict.removeprefix("lift-"), reason=reason)
    return sanction(by=by, user_id=user_id, kind=verdict, reason=reason, days=days)


def tell_member(row: Sanction, message: str, words: Mapping[str, object]) -> None:
    """Staff stay unnamed. It leads to what everybody agreed to."""
    notify(
        to=row.person_id,
        kind="moderation",
        message=message,
        params=words,
        url="/~/terms/",
        key=f"sanction:{row.pk}",
    )


def hide_photo(*, by: User, id: str) -> None:  # noqa: A002  the contract's own word
    """Photos are under moderation and cannot register themselves."""
    photos.hide_photo(by=by, photo_id=UUID(id))
    refresh_pictures(photo_id=id)


def restore_photo(*, by: User, id: str) -> None:  # noqa: A002
    photos.restore_photo(by=by, photo_id=UUID(id))
    refresh_pictures(photo_id=id)


def forget(*, user_id: int) -> None:
    """The account is closed: what the person reported goes, and no case or decision names them. The numbers stay."""
    with transaction.atomic():
        Flag.objects.filter(by=user_id).delete()
        Reviewable.objects.filter(author=user_id).update(author=None)
        Decision.objects.filter(by=user_id).update(by=None)
