"""Asking to be checked, and the answer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from community.badges.actions import award
from community.kols.events import KolVerified, KolWithdrawn
from community.kols.models import Kol
from community.kols.queries import refuse_outsiders
from community.moderation.actions import admit
from community.notifications.actions import notify
from community.profiles.actions import mark_verified
from tadpole.accounts.models import User
from tadpole.errors import Conflict, Invalid, NotFound, TooLarge
from tadpole.events import publish

VERIFIED = gettext_noop("Your papers were checked. You are now shown as: %(speciality)s")
REFUSED = gettext_noop("We could not confirm your papers yet. Why: %(reason)s")
LONGEST = {"speciality": 60, "credential": 120, "statement": 2_000, "reason": 300}


def apply(*, by: User, speciality: str, credential: str, statement: str = "") -> Kol:
    """Ask to be checked; asking again corrects what was sent, until it is answered with yes."""
    words = {"speciality": speciality.strip(), "credential": credential.strip(), "statement": statement.strip()}
    for field, text in words.items():
        if len(text) > LONGEST[field]:
            raise TooLarge(_("At most %(most)d characters fit here.") % {"most": LONGEST[field]}, field=field)
        if not text and field != "statement":
            raise Invalid(_("Please fill this in."), field=field)
    admit(by=by, doing="kol")
    with transaction.atomic():
        known = Kol.objects.select_for_update().filter(pk=by.pk).first()
        if known is not None and known.verified_at is not None:
            raise Conflict(_("Your papers have been checked already."))
        kol, _new = Kol.objects.update_or_create(
            user_id=by.pk, defaults={**words, "applied_at": timezone.now(), "refused_at": None, "refused_why": ""}
        )
    return kol


def verify(*, by: User, user_id: int) -> Kol:
    """The papers are good: mark, badge and notice. A second time changes nothing (`verified_at` is the lock)."""
    refuse_outsiders(by)
    with transaction.atomic():
        kol = Kol.objects.select_for_update().filter(pk=user_id).first()
        if kol is None:
            raise NotFound(_("There is no such application."))
        now = timezone.now()
        fresh = Kol.objects.filter(pk=user_id, verified_at=None).update(
            verified_at=now, verified_by=by, refused_at=None, refused_why=""
        )
        if fresh:
            kol.verified_at = now
            mark_verified(by=by, whom=user_id, as_=kol.speciality)
            award(to=user_id, code="kol")
            words = {"speciality": kol.speciality}
            notify(
                to=user_id,
                kind="kol",
                message=VERIFIED,
                params=words,
                url=f"/~/kols/{user_id}/",
                key=f"kol:{int(now.timestamp())}",
            )
            publish(KolVerified(user_id=user_id))
    return kol


def refuse(*, by: User, user_id: int, reason: str) -> Kol:
    """The papers do not suffice; the person is told why and may ask again."""
    refuse_outsiders(by)
    if not reason.strip():
        raise Invalid(_("Please say why: the person will read it."), field="reason")
    if len(reason) > LONGEST["reason"]:
        raise TooLarge(_("At most %(most)d characters fit here.") % {"most": LONGEST["reason"]}, field="reason")
    with transaction.atomic():
        now = timezone.now()
        fresh = Kol.objects.waiting().filter(pk=user_id).update(refused_at=now, refused_why=reason.strip())
        if not fresh:
            raise NotFound(_("There is no such application."))
        words = {"reason": reason.strip()}
        notify(
            to=user_id,
            kind="kol",
            message=REFUSED,
            params=words,
            url="/~/kols/apply/",
            key=f"kol-refused:{int(now.timestamp())}",
        )
    return Kol.objects.get(pk=user_id)


def withdraw(*, user_id: int) -> None:
    """The account is closed: nobody is an expert who is not here."""
    with transaction.atomic():
        if Kol.objects.filter(pk=user_id).delete()[0]:
            publish(KolWithdrawn(user_id=user_id))


def answer(*, by: User, user_id: int, verdict: str, reason: str = "") -> Kol:
    """What staff chose on the application's page."""
    if verdict == "verify":
        return verify(by=by, user_id=user_id)
    return refuse(by=by, user_id=user_id, reason=reason)
