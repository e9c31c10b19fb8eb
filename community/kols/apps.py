from django.apps import AppConfig


class KolsConfig(AppConfig):
    name = "community.kols"
    label = "kols"

    def ready(self) -> None:
        from community.kols import listeners  # noqa: F401
        from community.kols.views import door_on_profile, door_to_queue
        from tadpole.ui.slots import fill

        fill("profile.side", door_on_profile, order=5)
        fill("layout.rail", door_to_queue, order=910)
