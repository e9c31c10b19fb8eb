"""Judging pictures: by the house's rule, or by a member of staff who reverses it."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from media.screening.gateways import known_bad
from media.screening.models import Screening, ScreeningDecision
from media.screening.rules import LONGEST_REASON, reason_against
from tadpole.accounts.models import User
from tadpole.errors import Refused
from tadpole.text import first, line

log = logging.getLogger(__name__)


def open_screening(*, sha256: str) -> Screening:
    """A verdict that waits; call inside the transaction that keeps the picture."""
    return Screening.objects.create(sha256=sha256)


def judge(*, screening_id: int, width: int, height: int, phash: str) -> Screening:
    """The rule's verdict on a picture that waits. One that has a verdict keeps it: the rule never overrules people."""
    against = known_bad()
    with transaction.atomic():
        row = Screening.objects.select_for_update().get(pk=screening_id)
        if row.verdict != Screening.Verdict.WAITING:
            return row
        reason = reason_against(width=width, height=height, sha256=row.sha256, phash=phash, known_bad=against)
        return written(row, Screening.Verdict.REFUSED if reason else Screening.Verdict.PASSED, reason, None)


def decide(*, by: User, screening_id: int, passed: bool, reason: str = "") -> Screening:
    """Staff's verdict, over the rule's and over an earlier one of staff; kept with who gave it."""
    if not (by.is_active and by.is_staff):
        raise Refused(_("Only the site's team can decide this."))
    with transaction.atomic():
        row = Screening.objects.select_for_update().get(pk=screening_id)
        verdict = Screening.Verdict.PASSED if passed else Screening.Verdict.REFUSED
        if row.verdict == verdict:
            return row
        log.info("screening %s: %s by user %s", row.pk, verdict, by.pk)
        return written(row, verdict, first(line(reason), LONGEST_REASON), by)


def written(row: Screening, verdict: str, reason: str, by: User | None) -> Screening:
    """Keep the verdict and one more line of history."""
    row.verdict, row.reason, row.decided_by, row.decided_at = verdict, reason, by, timezone.now()
    row.save(update_fields=["verdict", "reason", "decided_by", "decided_at"])
    ScreeningDecision.objects.create(screening=row, verdict=verdict, reason=reason, by=by)
    return row
