"""Puts our front pages where Wagtail's welcome page was: 简体 as the site's root, 繁體 and English as its translations,
each with an index of guides and of reviews.

Re-runnable: it looks for what is there. Wagtail's page tree is written by hand (path, depth, numchild), because
migrations see models without methods.
"""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import migrations
from django.utils import timezone

LANGUAGES = ("zh-hans", "zh-hant", "en")
WORDS = {
    "zh-hans": {
        "home": ("首页", "home"),
        "guides": ("指南", "每一篇都写着谁写的、哪位医生看过、出处在哪里。"),
        "reviews": ("测评", "自己买，自己用，用够日子再写。"),
        "hero": ("这一周，慢慢来", "医生看过的指南，同月龄爸妈的圈子，说实话的测评。想看什么，从这里开始。"),
    },
    "zh-hant": {
        "home": ("首頁", "home-zh-hant"),
        "guides": ("指南", "每一篇都寫明誰寫的、哪位醫師看過、出處在哪裡。"),
        "reviews": ("評測", "自己買，自己用，用夠日子才寫。"),
        "hero": ("這一週，慢慢來", "醫師看過的指南，同月齡爸媽的圈子，說實話的評測。想看什麼，從這裡開始。"),
    },
    "en": {
        "home": ("Home", "home-en"),
        "guides": ("Guides", "Each one says who wrote it, which doctor read it and where it comes from."),
        "reviews": ("Reviews", "Bought by us, used by us, written about after a good while."),
        "hero": (
            "This week, slowly",
            "Guides doctors have read, circles of parents at the same week, reviews that say how it is.",
        ),
    },
}


def next_path(siblings: int, parent_path: str) -> str:
    """treebeard's path of the child number `siblings` + 1: four digits to the base 36."""
    digits, number, step = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", siblings + 1, ""
    while number:
        number, rest = divmod(number, 36)
        step = digits[rest] + step
    return parent_path + step.rjust(4, "0")


def add_page(apps, model, parent, locale, key, title, slug, **fields):
    """A live child of `parent`, unless one of that slug is there."""
    Page = apps.get_model("wagtailcore.Page")
    ContentType = apps.get_model("contenttypes.ContentType")
    found = model.objects.filter(path__startswith=parent.path, depth=parent.depth + 1, slug=slug).first()
    if found:
        return found
    last = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("path").last()
    number = int(last.path[-4:], 36) if last else 0
    content_type, _new = ContentType.objects.get_or_create(
        app_label=model._meta.app_label, model=model._meta.model_name
    )
    now = timezone.now()
    page = model.objects.create(
        title=title,
        draft_title=title,
        slug=slug,
        content_type=content_type,
        path=next_path(number, parent.path),
        depth=parent.depth + 1,
        numchild=0,
        url_path=f"{parent.url_path}{slug}/",
        locale=locale,
        translation_key=key,
        live=True,
        first_published_at=now,
        last_published_at=now,
        **fields,
    )
    parent.numchild = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).count()
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)
    return page


def take_the_welcome_page(apps, root):
    """Wagtail's own first page makes room."""
    Page = apps.get_model("wagtailcore.Page")
    ContentType = apps.get_model("contenttypes.ContentType")
    plain = ContentType.objects.filter(app_label="wagtailcore", model="page").first()
    Page.objects.filter(content_type=plain, depth=2, slug="home", numchild=0).delete()
    Page.objects.filter(pk=root.pk).update(numchild=Page.objects.filter(depth=2).count())


def build(apps, schema_editor):
    Page = apps.get_model("wagtailcore.Page")
    Locale = apps.get_model("wagtailcore.Locale")
    Site = apps.get_model("wagtailcore.Site")
    HomePage = apps.get_model("home.HomePage")
    GuideIndexPage = apps.get_model("guides.GuideIndexPage")
    ReviewIndexPage = apps.get_model("reviews.ReviewIndexPage")
    keys = {name: uuid.uuid5(uuid.NAMESPACE_URL, f"tadpole/{name}") for name in ("home", "guides", "reviews")}
    root = Page.objects.get(depth=1)
    take_the_welcome_page(apps, root)
    homes = {}
    for code in LANGUAGES:
        locale, _new = Locale.objects.get_or_create(language_code=code)
        words = WORDS[code]
        title, slug = words["home"]
        hero_title, hero_text = words["hero"]
        home = add_page(
            apps, HomePage, root, locale, keys["home"], title, slug, hero_title=hero_title, hero_text=hero_text
        )
        add_page(
            apps,
            GuideIndexPage,
            home,
            locale,
            keys["guides"],
            words["guides"][0],
            "guides",
            intro=words["guides"][1],
            show_in_menus=True,
        )
        add_page(
            apps,
            ReviewIndexPage,
            home,
            locale,
            keys["reviews"],
            words["reviews"][0],
            "reviews",
            intro=words["reviews"][1],
            show_in_menus=True,
        )
        homes[code] = home
    origin = urlsplit(settings.ORIGIN)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": origin.hostname or "localhost",
            "port": origin.port or (443 if origin.scheme == "https" else 80),
            "site_name": "小蝌蚪",
            "root_page_id": homes["zh-hans"].pk,
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("guides", "0001_initial"),
        ("reviews", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
