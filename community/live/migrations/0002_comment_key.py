from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("live", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="key",
            field=models.UUIDField(
                blank=True, help_text="the sender's own: sent twice, it makes one comment", null=True
            ),
        ),
    ]
