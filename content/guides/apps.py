from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "content.guides"
    label = "guides"

    def ready(self) -> None:
        from community.threads.models import PAGES
        from content.guides import listeners  # noqa: F401
        from content.guides.models import GuidePage
        from content.guides.queries import drafts_of
        from content.guides.views import by_kol, door_on_own_profile, door_to_waiting
        from media.photos.models import DRAFTS
        from tadpole.ui.slots import fill

        fill("kol.published", by_kol, order=20)
        fill("layout.rail", door_to_waiting, order=905)
        fill("profile.side", door_on_own_profile, order=4)
        PAGES["guide"] = GuidePage.objects.visible_to
        DRAFTS.append(drafts_of)
