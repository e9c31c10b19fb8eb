"""The embedded engine's own tables: FTS5, so on SQLite only. Another database has another engine."""

from django.db import migrations

from search.index.engines.embedded import tables


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        tables.create()


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        tables.remove()


class Migration(migrations.Migration):
    dependencies = [("search_index", "0001_initial")]

    operations = [migrations.RunPython(create, remove)]
