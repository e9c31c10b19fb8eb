import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0004_guides_know_the_digest_of_their_words"),
        ("kols", "0004_words_counted_as_seen"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GuideCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=64)),
                (
                    "shown_as",
                    models.CharField(help_text="Speciality and credential at that moment", max_length=1600),
                ),
                ("comment", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="kols.kol"),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="guides.guidepage"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["page", "expert", "-made_at"], name="guides_checks")],
                "constraints": [
                    models.UniqueConstraint(fields=("revision", "expert", "words"), name="guide_checked_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("expert", models.F("asked_by")), _negated=True),
                            models.Q(("expert", models.F("written_by")), _negated=True),
                        ),
                        name="guide_checked_by_another",
                    ),
                ],
            },
        ),
    ]
