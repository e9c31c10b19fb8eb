from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "community.live"
    label = "live"

    def ready(self) -> None:
        from community.live import actions, listeners, queries  # noqa: F401
        from community.live.views import by_kol
        from community.moderation.actions import watch
        from tadpole.ui.slots import fill

        watch("comment", describe=queries.describe_comments, hide=actions.hide_comment, restore=actions.restore_comment)
        fill("kol.published", by_kol, order=20)
