from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "community.notes"
    label = "notes"

    def ready(self) -> None:
        from community.moderation.actions import watch
        from community.notes import actions, listeners, queries, views  # noqa: F401
        from community.notes.models import NotePhoto
        from media.photos.actions import show_in
        from tadpole.ui.slots import fill

        show_in("notes.NotePhoto.photo", rows=NotePhoto.objects.visible_to)
        watch("note", describe=queries.describe, hide=actions.hide_note, restore=actions.restore_note)
        fill("product.sections", views.beside_product)
        fill("profile.sections", views.on_profile, order=60)
