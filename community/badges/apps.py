from django.apps import AppConfig


class BadgesConfig(AppConfig):
    name = "community.badges"
    label = "badges"

    def ready(self) -> None:
        from community.badges import listeners  # noqa: F401
        from community.badges.views import medals
        from tadpole.ui.slots import fill

        fill("profile.side", medals, order=10)
