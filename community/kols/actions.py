"""Asking to be checked, and the answer."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from community.badges.actions import award, take_away
from community.kols.events import KolVerified, KolWithdrawn
from community.kols.models import Kol, KolDecision
from community.kols.queries import papers, refuse_outsiders
from community.moderation.actions import admit
from community.notifications.actions import notify
from community.profiles.actions import mark_verified
from tadpole.accounts.models import User
from tadpole.accounts.rules import SANCTION_DAYS
from tadpole.errors import Conflict, Invalid, NotFound, Refused, TooLarge
from tadpole.events import publish
from tadpole.text import fits, line, lines, readable
from tadpole.ui.versions import refuse_changed

VERIFIED = gettext_noop("Your papers were checked. You are now shown as: %(speciality)s")
REFUSED = gettext_noop("We could not confirm your papers yet. Why: %(reason)s")
REVOKED = gettext_noop("You are not shown as a checked expert any more. Why: %(reason)s")
PAUSED = gettext_noop("You are not shown as a checked expert for %(days)s days. Why: %(reason)s")
CORRECTED = gettext_noop("What stands under your name was corrected to: %(speciality)s. Why: %(reason)s")
Verdict = KolDecision.Verdict
LONGEST = {"speciality": 60, "credential": 120, "statement": 2_000, "reason": 300}


def apply(*, by: User, speciality: str, credential: str, statement: str = "", version: str = "") -> Kol:
    """Ask to be checked; asking again corrects what was sent, until it is answered with yes.

    `version` is the digest of what the form showed; raises Changed when that is not what stands now.
    """
    words = fitting(speciality=speciality, credential=credential, statement=statement)
    admit(by=by, doing="kol")
    with transaction.atomic():
        known = Kol.objects.select_for_update().filter(pk=by.pk).first()
        if known is not None and known.verified_at is not None:
            raise Conflict(_("Your papers have been checked already."))
        if known is not None and known.paused_until is not None:
            raise Conflict(_("Your mark is resting and comes back by itself."))
        refuse_changed(version, stands=papers(known), wanted=words)
        kol, _new = Kol.objects.update_or_create(
            user_id=by.pk, defaults={**words, "applied_at": timezone.now(), "refused_at": None, "refused_why": ""}
        )
    return kol


def verify(*, by: User, user_id: int, version: str = "") -> Kol:
    """The papers are good: mark, badge and notice. A second time changes nothing (`verified_at` is the lock).

    `version` is the digest of the papers that were looked at; raises Changed when the person sent others since.
    """
    refuse_outsiders(by)
    with transaction.atomic():
        kol = Kol.objects.select_for_update().filter(pk=user_id).first()
        if kol is None:
            raise NotFound(_("There is no such application."))
        refuse_changed(version, stands=papers(kol), wanted={})
        now = timezone.now()
        fresh = Kol.objects.filter(pk=user_id, verified_at=None).update(
            verified_at=now, verified_by=by, refused_at=None, refused_why=""
        )
        if fresh:
            kol.verified_at = now
            note(kol, Verdict.VERIFY, by=by)
            give_mark(by=by, kol=kol)
    return kol


def give_mark(*, by: User | None, kol: Kol) -> None:
    """Name, badge, notice and news of a mark that has just been given, or given back."""
    mark_verified(by=by, whom=kol.pk, as_=kol.speciality)
    award(to=kol.pk, code="kol")
    tell(kol, VERIFIED, {"speciality": kol.speciality}, url=f"/~/kols/{kol.pk}/")
    publish(KolVerified(user_id=kol.pk))


def refuse(*, by: User, user_id: int, reason: str, version: str = "") -> Kol:
    """The papers do not suffice; the person is told why and may ask again. `version` as in `verify`."""
    refuse_outsiders(by)
    reason = said(reason)
    with transaction.atomic():
        asking = Kol.objects.select_for_update().filter(pk=user_id).first()
        refuse_changed(version, stands=papers(asking), wanted={})
        fresh = (
            Kol.objects.waiting()
            .filter(pk=user_id)
            .update(refused_at=timezone.now(), refused_why=reason, paused_until=None)
        )
        if not fresh:
            raise NotFound(_("There is no such application."))
        kol = Kol.objects.get(pk=user_id)
        note(kol, Verdict.REFUSE, by=by, reason=reason)
        tell(kol, REFUSED, {"reason": reason}, url="/~/kols/apply/")
    return kol


def revoke(*, by: User, user_id: int, reason: str, days: int = 0) -> Kol:
    """Take the mark away, with `days` only for so long: from all pages at once, and the person is told why."""
    reason = said(reason)
    with transaction.atomic():
        kol = decided_about(by, user_id)
        if kol.verified_at is None:
            raise Conflict(_("This person has no mark now."))
        now = timezone.now()
        kol.verified_at, kol.refused_at, kol.refused_why = None, now, reason
        kol.paused_until = now + timedelta(days=days) if days else None
        kol.save(update_fields=["verified_at", "refused_at", "refused_why", "paused_until"])
        note(kol, Verdict.PAUSE if days else Verdict.REVOKE, by=by, reason=reason)
        mark_verified(by=by, whom=user_id, as_="")
        take_away(from_=user_id, code="kol")
        words: dict[str, object] = {"reason": reason, "days": days}
        tell(kol, PAUSED if days else REVOKED, words, url="/~/kols/apply/")
        publish(KolWithdrawn(user_id=user_id))
    return kol


def pause(*, by: User, user_id: int, reason: str, days: int) -> Kol:
    """Take the mark away for some days; the clock gives it back."""
    if days not in SANCTION_DAYS:
        raise Invalid(_("Please choose for how long."), field="days")
    return revoke(by=by, user_id=user_id, reason=reason, days=days)


def resume(*, by: User | None, user_id: int) -> Kol:
    """The mark comes back; `by` None: its time was over."""
    with transaction.atomic():
        kol = decided_about(by, user_id) if by else Kol.objects.select_for_update().get(pk=user_id)
        if kol.paused_until is None or kol.verified_at is not None:
            raise Conflict(_("Nothing of this person is resting."))
        kol.verified_at, kol.refused_at, kol.refused_why, kol.paused_until = timezone.now(), None, "", None
        kol.save(update_fields=["verified_at", "refused_at", "refused_why", "paused_until"])
        note(kol, Verdict.RESUME, by=by)
        give_mark(by=by, kol=kol)
    return kol


def end_pauses(*, now: datetime) -> int:
    """Marks whose rest is over; how many."""
    over = list(Kol.objects.filter(paused_until__lte=now, user__is_active=True).order_by("pk")[:100])
    for kol in over:
        resume(by=None, user_id=kol.pk)
    return len(over)


def correct(*, by: User, user_id: int, speciality: str, credential: str, reason: str, version: str = "") -> Kol:
    """Put the words under a name right. `version`: the digest of what the form showed; may raise Changed."""
    reason = said(reason)
    words = fitting(speciality=speciality, credential=credential)
    with transaction.atomic():
        kol = decided_about(by, user_id)
        refuse_changed(version, stands=papers(kol), wanted={**papers(kol), **words})
        kol.speciality, kol.credential = words["speciality"], words["credential"]
        kol.save(update_fields=["speciality", "credential"])
        note(kol, Verdict.CORRECT, by=by, reason=reason)
        if kol.verified_at is not None:
            mark_verified(by=by, whom=user_id, as_=kol.speciality)
            publish(KolVerified(user_id=user_id))
        tell(kol, CORRECTED, {"speciality": kol.speciality, "reason": reason}, url=f"/~/kols/{user_id}/")
    return kol


def decided_about(by: User, user_id: int) -> Kol:
    """The expert, locked, for whoever has the right to; nobody decides about themselves."""
    refuse_outsiders(by)
    if by.pk == user_id:
        raise Refused(_("Nobody decides about themselves. Please ask somebody else."))
    kol = Kol.objects.select_for_update().filter(pk=user_id).first()
    if kol is None:
        raise NotFound(_("There is no such expert here."))
    return kol


def said(reason: str) -> str:
    """Why; the person reads it."""
    reason = lines(reason)
    if not readable(reason):
        raise Invalid(_("Please say why: the person will read it."), field="reason")
    if not fits(reason, LONGEST["reason"]):
        raise TooLarge(_("At most %(most)d characters fit here.") % {"most": LONGEST["reason"]}, field="reason")
    return reason


def fitting(**typed: str) -> dict[str, str]:
    """Words without blanks around them; refused when one is too long or missing."""
    words = {field: lines(text) if field == "statement" else line(text) for field, text in typed.items()}
    for field, text in words.items():
        if not fits(text, LONGEST[field]):
            raise TooLarge(_("At most %(most)d characters fit here.") % {"most": LONGEST[field]}, field=field)
        if not readable(text) and field != "statement":
            raise Invalid(_("Please fill this in."), field=field)
    return words


def note(kol: Kol, verdict: str, *, by: User | None, reason: str = "") -> KolDecision:
    """A line that stays."""
    shown_as = f"{kol.speciality} · {kol.credential}"
    return KolDecision.objects.create(kol=kol, verdict=verdict, reason=reason, shown_as=shown_as, by=by)


def tell(kol: Kol, message: str, words: Mapping[str, object], *, url: str) -> None:
    """The person, once for each line that was noted."""
    last = kol.decisions.order_by("-pk").values_list("pk", flat=True).first()
    notify(to=kol.pk, kind="kol", message=message, params=words, url=url, key=f"kol-decision:{last}")


def withdraw(*, user_id: int) -> None:
    """The account is closed: nobody is an expert who is not here."""
    with transaction.atomic():
        if Kol.objects.filter(pk=user_id).delete()[0]:
            publish(KolWithdrawn(user_id=user_id))


def answer(
    *,
    by: User,
    user_id: int,
    verdict: str,
    reason: str = "",
    days: int = 0,
    speciality: str = "",
    credential: str = "",
    version: str = "",
) -> Kol:
    """What staff chose on the page of an application or of an expert."""
    if verdict == Verdict.VERIFY:
        return verify(by=by, user_id=user_id, version=version)
    if verdict == Verdict.REVOKE:
        return revoke(by=by, user_id=user_id, reason=reason)
    if verdict == Verdict.PAUSE:
        return pause(by=by, user_id=user_id, reason=reason, days=days)
    if verdict == Verdict.RESUME:
        return resume(by=by, user_id=user_id)
    if verdict == Verdict.CORRECT:
        words = {"speciality": speciality, "credential": credential}
        return correct(by=by, user_id=user_id, reason=reason, version=version, **words)
    return refuse(by=by, user_id=user_id, reason=reason, version=version)
