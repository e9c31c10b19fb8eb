from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "community.profiles"
    label = "profiles"

    def ready(self) -> None:
        from community.profiles import listeners  # noqa: F401
