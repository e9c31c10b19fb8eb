from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0003_words_counted_as_seen"),
    ]

    operations = [
        migrations.AddField(
            model_name="guidepage",
            name="words_digest",
            field=models.CharField(db_default="", default="", editable=False, max_length=64),
        ),
    ]
