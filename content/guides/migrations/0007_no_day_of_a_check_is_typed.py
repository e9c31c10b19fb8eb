"""The day of a check comes from the expert's yes. The column stays for the code that runs beside this step, and is read by nobody after."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0006_workflows_wait_for_experts"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="guidepage", name="reviewed_on")],
        ),
    ]
