from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "community.profiles"
    label = "profiles"

    def ready(self) -> None:
        from community.profiles import listeners  # noqa: F401
        from community.profiles.models import Profile
        from media.photos.actions import show_in

        show_in("profiles.Profile.avatar", rows=Profile.objects.visible_to)
