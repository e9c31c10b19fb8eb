"""The workflow of guides: the expert whom a guide names says yes, then the moderators publish. It stands on every index of guides
that has no workflow of its own. Re-runnable: it looks for what is there."""

from django.db import migrations

WORKFLOW, TASK = "指南：专家审读，再发布", "专家审读"


def add_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    ExpertReviewTask = apps.get_model("guides.ExpertReviewTask")
    Workflow = apps.get_model("wagtailcore.Workflow")
    WorkflowTask = apps.get_model("wagtailcore.WorkflowTask")
    WorkflowPage = apps.get_model("wagtailcore.WorkflowPage")
    kind, _new = ContentType.objects.get_or_create(app_label="guides", model="expertreviewtask")
    expert = ExpertReviewTask.objects.order_by("pk").first()
    if expert is None:
        expert = ExpertReviewTask.objects.create(name=TASK, content_type=kind, active=True)
    workflow, _new = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    moderators = apps.get_model("wagtailcore.GroupApprovalTask").objects.filter(active=True).order_by("pk").first()
    for place, task in enumerate(one for one in (expert, moderators) if one is not None):
        WorkflowTask.objects.get_or_create(workflow=workflow, task_id=task.pk, defaults={"sort_order": place})
    for index in apps.get_model("guides.GuideIndexPage").objects.order_by("pk").iterator(chunk_size=100):
        WorkflowPage.objects.get_or_create(page_id=index.pk, defaults={"workflow": workflow})


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_words_counted_as_seen"),
        ("guides", "0008_readers_see_experts_who_said_yes"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(add_workflow, migrations.RunPython.noop)]
