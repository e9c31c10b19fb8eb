from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "community.notifications"
    label = "notifications"

    def ready(self) -> None:
        from community.notifications import listeners  # noqa: F401
        from community.notifications.views import unread_in_header
        from tadpole.ui.slots import fill

        fill("layout.unread", unread_in_header)
