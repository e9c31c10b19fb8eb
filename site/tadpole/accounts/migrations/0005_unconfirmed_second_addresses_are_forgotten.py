"""A second address counts once it was confirmed. Until now it was kept before, and stood in the way of its owner."""

from typing import Any

from django.db import migrations


def forget(apps: Any, _editor: Any) -> None:
    apps.get_model("account", "EmailAddress").objects.filter(verified=False, primary=False).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_operators_addresses_are_confirmed")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop, elidable=True)]
