"""Wagtail's Editors and Moderators may keep the catalogue of products."""

from django.db import migrations

GROUPS = ("Editors", "Moderators")
ACTS = ("add", "change", "delete")


def allow(apps, schema_editor):
    """Permissions are otherwise made after all migrations, too late for groups that are there already."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    content_type, _new = ContentType.objects.get_or_create(app_label="products", model="product")
    for act in ACTS:
        named = {"name": f"Can {act} product"}
        permission, _new = Permission.objects.get_or_create(
            content_type=content_type, codename=f"{act}_product", defaults=named
        )
        for group in Group.objects.filter(name__in=GROUPS):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
