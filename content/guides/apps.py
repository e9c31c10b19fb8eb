from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "content.guides"
    label = "guides"

    def ready(self) -> None:
        from community.threads.models import PAGES
        from content.guides import listeners  # noqa: F401
        from content.guides.models import GuidePage
        from content.guides.views import by_kol
        from tadpole.ui.slots import fill

        fill("kol.published", by_kol, order=20)
        PAGES["guide"] = GuidePage.objects.visible_to
