"""The mail server, counted."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from tadpole.operations import metrics


class Counted(EmailBackend):
    """Django's SMTP backend; what it takes and what it refuses goes into the figures."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        try:
            sent = super().send_messages(email_messages) or 0
        except Exception:
            metrics.MAILS.labels("failed").inc(len(email_messages))
            raise
        metrics.MAILS.labels("sent").inc(sent)
        if sent < len(email_messages):
            metrics.MAILS.labels("failed").inc(len(email_messages) - sent)
        return sent
