"""The two circles that every site has opened under these addresses are told apart from now on by whom they are meant for."""

from typing import Any

from django.db import migrations

KNOWN = {"preterm": "early", "loss": "loss"}


def say(apps: Any, _editor: Any) -> None:
    for slug, meant_for in KNOWN.items():
        apps.get_model("circles", "Circle").objects.filter(slug=slug, meant_for="").update(meant_for=meant_for)


class Migration(migrations.Migration):
    dependencies = [("circles", "0004_whom_a_circle_is_meant_for")]

    operations = [migrations.RunPython(say, migrations.RunPython.noop, elidable=True)]
