from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "tadpole.accounts"
    label = "accounts"
    default = True

    def ready(self) -> None:
        from tadpole.accounts import listeners  # noqa: F401


class WagtailUsersConfig(WagtailUsersAppConfig):
    """Wagtail's app of users, with our forms."""

    user_viewset = "tadpole.accounts.wagtail_hooks.UserViewSet"
