from django.apps import AppConfig


class ContestsConfig(AppConfig):
    name = "campaigns.contests"
    label = "contests"

    def ready(self) -> None:
        from campaigns.contests import actions, listeners, queries, views  # noqa: F401
        from community.moderation.actions import watch
        from community.notes.models import RESTRICTIONS
        from tadpole.ui.slots import fill

        watch("entry", describe=queries.describe, hide=actions.hide_entry, restore=actions.restore_entry)
        RESTRICTIONS.append(queries.in_contest_kept_from)
        fill("home.sections", views.on_home, order=20)
        fill("profile.sections", views.on_profile, order=30)
        fill("note.sections", views.on_note, order=20)
        fill("note.goes_with", views.goes_with_note)
