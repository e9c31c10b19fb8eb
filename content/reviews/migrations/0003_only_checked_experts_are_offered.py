import django.db.models.deletion
from django.db import migrations, models

import content.blocks.models


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0001_initial"),
        ("reviews", "0002_product_and_score_of_a_draft_may_be_missing"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reviewpage",
            name="author",
            field=models.ForeignKey(
                blank=True,
                limit_choices_to=content.blocks.models.writers,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="profiles.profile",
                verbose_name="written by",
            ),
        ),
    ]
