import django.db.models.deletion
from django.db import migrations, models

import content.blocks.models


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0007_no_day_of_a_check_is_typed"),
        ("kols", "0004_words_counted_as_seen"),
    ]

    operations = [
        migrations.AlterField(
            model_name="guidepage",
            name="reviewer",
            field=models.ForeignKey(
                blank=True,
                help_text="They are asked when you submit the guide. Readers see their name once they have said yes.",
                limit_choices_to=content.blocks.models.experts,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="kols.kol",
                verbose_name="expert who checks it",
            ),
        ),
    ]
