from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tadpole.accounts"
    label = "accounts"

    def ready(self) -> None:
        from tadpole.accounts import listeners  # noqa: F401
