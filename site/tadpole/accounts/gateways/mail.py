"""The way out to the mail server, and the envelope in which a mail waits for it."""

import base64
import contextlib
import json
import smtplib
from dataclasses import asdict, dataclass, field
from email.utils import parseaddr
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils.crypto import salted_hmac


class NotCarried(Exception):
    """The mail server did not take it, this time. Says why, without anybody's address: it is written down."""


class NobodyThere(Exception):
    """The mail server says that there is no such address, and will say so again."""


@dataclass(frozen=True)
class Letter:
    """One mail to one address; `headers` hold what stays the same however often it is tried: Message-ID and Date."""

    sender: str
    to: str
    subject: str
    body: str
    subtype: str = "plain"
    alternatives: list[list[str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """All that a log may say of where it went."""
        return parseaddr(self.to)[1].rpartition("@")[2]


def keys() -> MultiFernet:
    """Made from the site's signing keys: whoever has only the database, or only a backup of it, reads no mail."""
    every = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (salted_hmac("tadpole.mail", "seal", secret=one, algorithm="sha256").digest() for one in every)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def seal(letter: Letter) -> str:
    return keys().encrypt(json.dumps(asdict(letter), ensure_ascii=False).encode()).decode()


def unseal(sealed: str) -> Letter:
    """Raises NotCarried when the key is another one by now."""
    try:
        given: dict[str, Any] = json.loads(keys().decrypt(sealed.encode()))
    except InvalidToken:
        raise NotCarried("it was sealed with another key") from None
    return Letter(**given)


def carry(letter: Letter) -> None:
    """Give it to the mail server; raises NotCarried or NobodyThere. What goes wrong after it was taken is not a failure."""
    message = EmailMultiAlternatives(letter.subject, letter.body, letter.sender, [letter.to], headers=letter.headers)
    message.content_subtype = letter.subtype
    for content, kind in letter.alternatives:
        message.attach_alternative(content, kind)
    connection = get_connection(settings.MAIL_CARRIER)
    try:
        connection.open()
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as problem:
        code = next(iter(problem.recipients.values()))[0]
        raise (NobodyThere if code >= 500 else NotCarried)(f"recipient refused with {code}") from None
    except smtplib.SMTPResponseException as problem:
        raise NotCarried(f"{type(problem).__name__} {problem.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as problem:
        raise NotCarried(type(problem).__name__) from None
    finally:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            connection.close()
