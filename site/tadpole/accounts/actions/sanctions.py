"""Warning, silencing and suspending a member. Who may, and who is told, is decided by the room where it is done."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tadpole.accounts.actions.accounts import end_sessions
from tadpole.accounts.models import Sanction, User
from tadpole.accounts.queries import in_force
from tadpole.accounts.rules import LONGEST_REASON, SANCTION_DAYS
from tadpole.errors import Conflict, Invalid, NotFound, Refused
from tadpole.events import held
from tadpole.text import fits, lines
from tadpole.ui.zones import hour_of

Kind = Sanction.Kind
COLUMNS = {Kind.SILENCE: "silenced_until", Kind.SUSPENSION: "suspended_until"}
"""Where every request sees at once, without a query, that something is in force."""


@transaction.atomic
def impose(*, by: User, person_id: int, kind: str, reason: str, days: int = 0) -> Sanction:
    """Warn (`days` 0), silence or suspend; a new end replaces the one before. Refused for oneself, for staff unless by a superuser."""
    person = person_for(by, person_id)
    reason = checked(reason)
    until = None
    if kind in COLUMNS:
        if days not in SANCTION_DAYS:
            raise Invalid(_("Please choose for how long."), field="days")
        until = timezone.now() + timedelta(days=days)
        setattr(person, COLUMNS[Kind(kind)], until)
        person.save(update_fields=[COLUMNS[Kind(kind)]])
    elif kind != Kind.WARNING:
        raise Invalid(_("Please choose what is to happen."), field="kind")
    row = Sanction.objects.create(person=person, kind=kind, reason=reason, until=until, by=by)
    if kind == Kind.SUSPENSION:
        end_sessions(person)
    transaction.on_commit(held.tell, robust=True)
    return row


@transaction.atomic
def lift(*, by: User, person_id: int, kind: str, reason: str) -> Sanction:
    """Take a silence or a suspension back before its end. What was noted stays noted."""
    person = person_for(by, person_id)
    reason = checked(reason)
    column = COLUMNS.get(Kind(kind)) if kind in COLUMNS else None
    if column is None or not in_force(getattr(person, column), timezone.now()):
        raise Conflict(_("There is nothing in force to take back."))
    setattr(person, column, None)
    person.save(update_fields=[column])
    row = Sanction.objects.create(person=person, kind=kind, is_lifted=True, reason=reason, by=by)
    transaction.on_commit(held.tell, robust=True)
    return row


def person_for(by: User, person_id: int) -> User:
    """The member, locked: two people who decide at once do so one after the other."""
    person = User.objects.select_for_update().filter(pk=person_id, is_active=True).first()
    if person is None:
        raise NotFound(_("There is nobody here. The person may have left."))
    if person.pk == by.pk:
        raise Refused(_("Nobody decides about themselves. Please ask somebody else."))
    if (person.is_staff or person.is_superuser) and not by.is_superuser:
        raise Refused(_("About people of the staff only an administrator decides."))
    return person


def checked(reason: str) -> str:
    reason = lines(reason)
    if not reason:
        raise Invalid(_("Please say why: the person will read it."), field="reason")
    if not fits(reason, LONGEST_REASON):
        raise Invalid(_("At most %(most)d characters fit here.") % {"most": LONGEST_REASON}, field="reason")
    return reason


def refuse_silenced(by: User | int) -> None:
    """The one check that everything a member writes passes: the middleware for addresses, consumers for sockets."""
    person = by if isinstance(by, User) else User.objects.filter(pk=by).first()
    if person is not None and in_force(person.silenced_until, timezone.now()):
        raise Refused(sentence_of(person, Kind.SILENCE, person.silenced_until))


def sentence_of(person: User, kind: str, until: datetime | None) -> str:
    """Why and until when, as the person reads it."""
    row = Sanction.objects.filter(person=person, kind=kind, is_lifted=False).order_by("-pk").first()
    words = {"until": hour_of(until) if until else "", "reason": row.reason if row else "-"}
    if kind == Kind.SUSPENSION:
        return _("Your account rests until %(until)s. Why: %(reason)s") % words
    return _("You can read everything, and write again from %(until)s on. Why: %(reason)s") % words
