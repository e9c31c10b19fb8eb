"""What a person does with an account, and who an account belongs to."""

from datetime import datetime
from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tadpole.accounts.events import AccountClosed, AccountOpened
from tadpole.accounts.models import Consent, Sanction, User
from tadpole.accounts.queries import sessions_left, unconfirmed, unconfirmed_sign_ups, unopened_factors
from tadpole.accounts.rules import CONFIRMED_WITHIN, CONSENTS
from tadpole.errors import Invalid
from tadpole.events import held, publish
from tadpole.ui.versions import refuse_changed
from tadpole.ui.zones import known_zones


@transaction.atomic
def record_consents(*, by: User) -> None:
    """Keep that the person agreed to the texts now in force; their time is the row's."""
    for kind, version in CONSENTS.items():
        Consent.objects.get_or_create(user=by, kind=kind, version=version)


@transaction.atomic
def tell_account_opened(*, by: User) -> None:
    """Publish the news of a sign-up; telling it again does nothing."""
    publish(AccountOpened(user_id=by.pk), key=str(by.pk))


@transaction.atomic
def close_account(*, by: User, email: str) -> None:
    """Nobody can sign in any more and the address is free again; the other apps let go of what they keep."""
    if email.strip().lower() != by.email.lower():
        raise Invalid(_("That is not the e-mail address of this account."), field="email")
    by.email = f"closed-{by.pk}@invalid"
    by.first_name = by.last_name = ""
    by.is_active = by.is_staff = by.is_superuser = False
    by.last_login = by.age_confirmed_at = None
    by.set_unusable_password()
    by.save()
    by.groups.clear()
    by.user_permissions.clear()
    end_sessions(by)
    for kept in (EmailAddress, Authenticator, Consent):
        kept.objects.filter(user=by).delete()
    Sanction.objects.filter(person=by).delete()
    publish(AccountClosed(user_id=by.pk), key=str(by.pk))


@transaction.atomic
def free_address(*, email: str, but: int = 0) -> None:
    """Accounts that never confirmed this address lose it to whoever has the mailbox; one that nobody ever opened is closed."""
    for other in unconfirmed(email).exclude(pk=but).select_for_update():
        if other.last_login is None:
            close_account(by=other, email=other.email)
            continue
        EmailAddress.objects.filter(user=other, email=other.email.lower()).delete()
        other.email = f"unconfirmed-{other.pk}@invalid"
        lock_out(other)
        other.save()


@transaction.atomic
def take_over(*, by: User, email: str, knows_password: bool) -> None:
    """The address was confirmed, the first of this account. Whoever did so and does not know the password did not open the
    account: what the one who did left behind opens it no more."""
    others = EmailAddress.objects.filter(user=by, verified=True).exclude(email=email)
    if knows_password or others.exists():
        return
    lock_out(by)
    by.save()


def lock_out(user: User) -> None:
    """No password, second factor or session of before opens the account; `user` is for the caller to save."""
    user.set_unusable_password()
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)


def end_sessions(user: User) -> None:
    """Wherever the person is signed in; their sockets are let go within seconds."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    transaction.on_commit(held.tell, robust=True)


def forget_ended_sessions(*, now: datetime) -> int:
    """Delete sessions that have run out, and the network addresses and browsers that were noted beside them; how many of those."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return int(sessions_left(now).delete()[0])


def close_unconfirmed(*, now: datetime, most: int = 200) -> int:
    """Close sign-ups whose address nobody confirmed and that nobody ever used: the address is free again; how many."""
    before, closed = now - CONFIRMED_WITHIN, 0
    for pk in list(unconfirmed_sign_ups(before).values_list("pk", flat=True)[:most]):
        with transaction.atomic():  # asked again under the row's lock: the person may be signing in at last
            user = unconfirmed_sign_ups(before).select_for_update(of=("self",)).filter(pk=pk).first()
            if user is not None:
                close_account(by=user, email=user.email)
                closed += 1
    return closed


def make_room_for_factor(*, by: User) -> None:
    """What was sealed with a key that is gone is kept, should the key come back, until its owner sets up a new factor."""
    if gone := unopened_factors(user_id=by.pk):
        Authenticator.objects.filter(pk__in=gone).delete()


def change_zone(*, by: User, time_zone: str, version: str = "") -> User:
    """The zone in which this person reads hours; empty: the browser's. `version` is the digest of what the form showed.

    Raises Invalid for a name that nobody knows, Changed when the zone was changed elsewhere meanwhile.
    """
    if time_zone and time_zone not in known_zones():
        raise Invalid(_("We do not know this time zone."), field="time_zone")
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=by.pk)
        wanted = {"time_zone": time_zone}
        refuse_changed(version, stands={"time_zone": person.time_zone}, wanted=wanted)
        person.time_zone = time_zone
        person.save(update_fields=["time_zone"])
    return person
