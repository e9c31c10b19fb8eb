"""Where staff see what could not be delivered, and try it again."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tadpole.events.bus import replay
from tadpole.events.models import Delivery


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Delivery]) -> list[tuple[str, str]]:
        return [("failed", str(_("failed"))), ("waiting", str(_("waiting"))), ("done", str(_("done")))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> QuerySet[Delivery]:
        match self.value():
            case "failed":
                return queryset.filter(done_at=None, tries__gt=0)
            case "waiting":
                return queryset.filter(done_at=None, tries=0)
            case "done":
                return queryset.exclude(done_at=None)
        return queryset


@admin.register(Delivery)
class DeliveryAdmin(admin.ModelAdmin[Delivery]):
    list_display = ["fact", "listener", "tries", "due_at", "done_at", "given_up_at", "error"]
    list_filter = [StateFilter]
    list_select_related = ["fact"]
    search_fields = ["listener", "fact__name"]
    actions = ["try_again"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        """A delivery that is deleted is news that somebody never hears."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        return False

    @admin.action(description=_("Deliver again"), permissions=["view"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        count = replay(list(queryset.values_list("pk", flat=True)))
        self.message_user(
            request, ngettext("%d delivery is tried again.", "%d deliveries are tried again.", count) % count
        )
