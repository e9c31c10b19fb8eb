"""The outbox: what happened (Fact) and who has yet to hear it (Delivery)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Fact(models.Model):
    """One event, written in the transaction that made it true."""

    name = models.CharField(max_length=120)
    payload = models.JSONField()
    key = models.CharField(  # noqa: DJ001  null: no key
        max_length=200, null=True, blank=True, help_text="Idempotency key of news that comes from outside a transaction"
    )
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    request_id = models.CharField(
        max_length=64, blank=True, db_default="", default="", help_text="Number of the request it was told in"
    )

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [models.UniqueConstraint(fields=["name", "key"], name="fact_once_per_key")]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> "DeliveryQuerySet":
        return self.filter(done_at=None, given_up_at=None)

    def failed(self) -> "DeliveryQuerySet":
        """Those that raised at least once and are not done."""
        return self.filter(done_at=None, tries__gt=0)


class Delivery(models.Model):
    """One listener's copy of a fact. Done in the same transaction as what the listener writes."""

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="deliveries", verbose_name=_("fact"))
    listener = models.CharField(_("listener"), max_length=200)
    queue = models.CharField(_("queue"), max_length=40)
    due_at = models.DateTimeField(_("due"), db_index=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.TextField(_("error"), blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = [F("pk").desc()]
        constraints = [models.UniqueConstraint(fields=["fact", "listener"], name="delivery_once_per_listener")]
        indexes = [
            models.Index(fields=["due_at"], name="delivery_waiting", condition=Q(done_at=None, given_up_at=None)),
            models.Index(
                fields=["queue"], name="delivery_given_up", condition=Q(done_at=None, given_up_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact_id} → {self.listener}"
