from django.conf import settings
from django.db import migrations, models

from tadpole.events.schema import AddUniqueConcurrently


class Migration(migrations.Migration):
    atomic = False
    safe = {
        "AddUniqueConcurrently live.comment.one_comment_per_key": "built beside writers, and old code leaves the key empty"
    }

    dependencies = [
        ("live", "0002_comment_key"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AddUniqueConcurrently(
            model_name="comment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key__isnull", False)),
                fields=("session", "author", "key"),
                name="one_comment_per_key",
            ),
        ),
    ]
