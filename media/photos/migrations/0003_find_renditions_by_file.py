from django.db import migrations, models

from tadpole.events.schema import AddIndexConcurrently


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("photos", "0002_left_files"),
    ]

    operations = [
        AddIndexConcurrently("editorialrendition", models.Index(fields=["file"], name="renditions_by_file")),
    ]
