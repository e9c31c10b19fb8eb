"""What all processes of the site must agree on: the switches, and when each task last ran."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Switch(models.Model):
    """Something the operator turned on while the site runs. In the database, so that an emptied cache forgets nothing."""

    name = models.CharField(_("switch"), max_length=40, primary_key=True)
    because = models.JSONField(_("reason"), default=dict)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("switch")
        verbose_name_plural = _("switches")

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """The last run of one entry of the schedule."""

    task = models.CharField(pgettext_lazy("schedule", "task"), max_length=120, primary_key=True)
    started_at = models.DateTimeField(pgettext_lazy("task", "started at"))
    finished_at = models.DateTimeField(pgettext_lazy("task", "finished at"), null=True, blank=True)
    milliseconds = models.PositiveIntegerField(_("milliseconds"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("run of a task")
        verbose_name_plural = _("runs of tasks")
        ordering = ["task"]

    def __str__(self) -> str:
        return self.task
