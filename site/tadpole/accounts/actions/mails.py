"""Mails wait in the database, sealed, until the mail server takes them."""

import logging
from datetime import datetime
from email.utils import formatdate, make_msgid, parsedate_to_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tadpole.accounts.events import MailPosted
from tadpole.accounts.gateways.mail import Letter, NobodyThere, NotCarried, carry, seal, unseal
from tadpole.accounts.models import Mail
from tadpole.accounts.rules import MAIL_LEASE, MAIL_LEFT_BEHIND, MAIL_USEFUL
from tadpole.errors import Conflict
from tadpole.events import publish

log = logging.getLogger(__name__)


@transaction.atomic
def post_mail(*, message: EmailMessage) -> int:
    """Keep a mail, sealed, for each address it goes to, and tell the one who sends; how many.

    Its header `Expires` says until when it is of use. Attachments are not taken: nothing here sends any.
    """
    if message.attachments:
        raise ValueError("mails with attachments cannot be posted")
    expires = message.extra_headers.get("Expires")
    until = parsedate_to_datetime(expires) if expires else timezone.now() + MAIL_USEFUL
    letters = [letter_to(one, message) for one in message.recipients()]
    for letter in letters:
        mail = Mail.objects.create(sealed=seal(letter), useful_until=until)
        publish(MailPosted(mail_id=mail.pk))
    return len(letters)


def letter_to(address: str, message: EmailMessage) -> Letter:
    """The message as it goes to one of its addresses. Every try has the same Message-ID, so that a mailbox can tell."""
    alternatives = [[str(one.content), str(one.mimetype)] for one in getattr(message, "alternatives", [])]
    own = {"Message-ID": make_msgid(domain=urlsplit(settings.ORIGIN).hostname), "Date": formatdate()}
    return Letter(
        sender=message.from_email,
        to=address,
        subject=str(message.subject),
        body=str(message.body),
        subtype=message.content_subtype,
        alternatives=alternatives,
        headers={**own, **{name: str(value) for name, value in message.extra_headers.items()}},
    )


def send_mail(*, mail_id: int, now: datetime) -> None:
    """Give a posted mail to the mail server, once; again does nothing. Raises NotCarried when it has to be tried again.

    Whoever sends takes the row first, so that two cannot send the same. Only a worker that dies between the mail server's
    yes and the row's end leaves a mail that is sent a second time.
    """
    # nobody takes it for so long: whoever wrote that had a clock which was set back since
    free = Q(taken_until=None) | Q(taken_until__lte=now) | Q(taken_until__gt=now + 2 * MAIL_LEASE)
    if not Mail.objects.filter(free, pk=mail_id).update(taken_until=now + MAIL_LEASE):
        if Mail.objects.filter(pk=mail_id).exists():
            raise Conflict("somebody is sending this mail")
        return
    mail = Mail.objects.get(pk=mail_id)
    if mail.useful_until <= now:
        log.warning("mail %s was thrown away: it came to be of no use at %s", mail_id, mail.useful_until)
        mail.delete()
        return
    try:
        letter = unseal(mail.sealed)
        carry(letter)
    except NobodyThere as problem:
        log.warning("mail %s was thrown away: %s at %s", mail_id, problem, letter.domain)
    except NotCarried:
        Mail.objects.filter(pk=mail_id).update(taken_until=None)
        raise
    mail.delete()


def send_left_mails(*, now: datetime, most: int = 50) -> int:
    """Go on with mails that have waited long, until three have failed; throw away those of no use; how many are gone.

    In no order: one that is always refused must not stand before the others.
    """
    left = Mail.objects.filter(Q(posted_at__lt=now - MAIL_LEFT_BEHIND) | Q(useful_until__lte=now))
    gone = failed = 0
    for pk in left.order_by("?").values_list("pk", flat=True)[:most]:
        try:
            send_mail(mail_id=pk, now=now)
            gone += 1
        except (NotCarried, Conflict) as problem:
            failed += 1
            log.warning("mail %s is still here: %s", pk, problem)
        if failed == 3:
            break
    return gone
