"""Where staff see how the clock's tasks go, and what is switched on. Switched by commands, so that it works without this page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tadpole.operations import watch
from tadpole.operations.models import Run, Switch


class ToRead(admin.ModelAdmin[Any]):
    """Looked at, never typed into."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Run)
class RunAdmin(ToRead):
    list_display = ["task", "started_at", "finished_at", "milliseconds", "in_time", "error"]

    @admin.display(description=_("in time"), boolean=True)
    def in_time(self, run: Run) -> bool:
        return run.task not in {one.name for one in watch.late(timezone.now())}


@admin.register(Switch)
class SwitchAdmin(ToRead):
    list_display = ["name", "because", "since"]
