"""Whoever made an account by a command or an import answers for its address: those have no row of allauth's yet.

People who signed up and never confirmed theirs are asked for a code when they next sign in.
"""

from typing import Any

from django.db import migrations

BATCH = 500


def confirm(apps: Any, _editor: Any) -> None:
    User, EmailAddress = apps.get_model("accounts", "User"), apps.get_model("account", "EmailAddress")
    last = 0
    while rows := list(
        User.objects.filter(pk__gt=last, is_active=True, emailaddress=None)
        .order_by("pk")
        .values_list("pk", "email")[:BATCH]
    ):
        EmailAddress.objects.bulk_create(
            [EmailAddress(user_id=pk, email=email.lower(), verified=True, primary=True) for pk, email in rows],
            ignore_conflicts=True,
        )
        last = rows[-1][0]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_accounts_by_age"), ("account", "0009_emailaddress_unique_primary_email")]

    operations = [migrations.RunPython(confirm, migrations.RunPython.noop, elidable=True)]
