"""One pseudonymous row an event: what happened when, by which pseudonym. Erased with the account."""

from django.db import models


class Measurement(models.Model):
    fact_id = models.BigIntegerField(null=True, help_text="so that hearing twice changes nothing")
    name = models.CharField(max_length=120)
    actor = models.CharField(
        max_length=32, blank=True, db_index=True, help_text="pseudonym of the person, empty when nobody did it"
    )
    properties = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact_id"], name="measured_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d}"
