from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circles", "0003_words_counted_as_seen")]

    operations = [
        migrations.AddField(
            model_name="circle",
            name="meant_for",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "everybody"),
                    ("early", "parents of a child born early"),
                    ("loss", "families who lost a child"),
                ],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
    ]
