"""An index of contests under each language's front page. Re-runnable: it looks for what is there.

Wagtail's page tree is written by hand (path, depth, numchild), because migrations see models without methods.
"""

import uuid

from django.db import migrations
from django.utils import timezone

WORDS = {
    "zh-hans": ("晒单赛", "晒出真正用到底的那一件，写得诚实的赢。投票不收费。"),
    "zh-hant": ("徵文活動", "分享真正用到底的那一樣，寫得誠實的贏。投票不收費。"),
    "en": ("Contests", "Show what you really used up. The honest ones win; votes cost nothing."),
}
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def step(number):
    """treebeard's path of the child number `number`: four digits to the base 36."""
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = DIGITS[rest] + text
    return text.rjust(4, "0")


def build(apps, schema_editor):
    Page = apps.get_model("wagtailcore.Page")
    HomePage = apps.get_model("home.HomePage")
    ContentType = apps.get_model("contenttypes.ContentType")
    Index = apps.get_model("contests.ContestIndexPage")
    kind, _new = ContentType.objects.get_or_create(app_label="contests", model="contestindexpage")
    key, now = uuid.uuid5(uuid.NAMESPACE_URL, "tadpole/contests"), timezone.now()
    for home in HomePage.objects.select_related("locale").order_by("pk"):
        words = WORDS.get(home.locale.language_code)
        children = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1)
        if words is None or children.filter(slug="contests").exists():
            continue
        last = children.order_by("path").last()
        Index.objects.create(
            title=words[0],
            draft_title=words[0],
            intro=words[1],
            slug="contests",
            content_type=kind,
            path=home.path + step(int(last.path[-4:], 36) + 1 if last else 1),
            depth=home.depth + 1,
            numchild=0,
            url_path=f"{home.url_path}contests/",
            locale=home.locale,
            translation_key=key,
            live=True,
            show_in_menus=True,
            first_published_at=now,
            last_published_at=now,
        )
        Page.objects.filter(pk=home.pk).update(numchild=children.count())


class Migration(migrations.Migration):
    dependencies = [
        ("contests", "0001_initial"),
        ("home", "0002_front_pages_in_three_languages"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
