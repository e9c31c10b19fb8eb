"""Sweeps look at the accounts of the last week, not at all of them."""

from django.db import migrations, models

from tadpole.events.schema import AddIndexConcurrently


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("accounts", "0002_mails")]

    operations = [
        AddIndexConcurrently("user", models.Index(fields=["date_joined"], name="accounts_newest")),
    ]
