from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "community.moderation"
    label = "moderation"

    def ready(self) -> None:
        from community.moderation import actions, listeners, queries  # noqa: F401
        from community.moderation.views import door_on_own_page, door_to_member, door_to_queue, flag_of_avatar
        from tadpole.ui.slots import fill

        actions.watch("photo", describe=queries.describe_photos, hide=actions.hide_photo, restore=actions.restore_photo)
        fill("layout.rail", door_to_queue, order=900)
        fill("profile.side", door_on_own_page, order=1)
        fill("profile.side", door_to_member, order=2)
        fill("profile.actions", flag_of_avatar)
