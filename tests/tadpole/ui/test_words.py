"""Fields that people's words go into: one way in, in tables, forms and modules. Who goes past it is found."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import get_resolver
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from tadpole.ui.blocks import LineBlock, LinesBlock, ProseBlock
from tadpole.ui.forms import Form, narrow
from tadpole.ui.words import Line, LineField, Lines, LinesField

FAMILY = "👨\u200d👩\u200d👧"
ROOT = Path(__file__).resolve().parents[3]
OURS = ("site", "tadpole", "media", "community", "content", "campaigns", "search")
MADE_BY_THE_SITE = {
    *(
        "badges.Award.because",
        "badges.Award.code",
        "live.LiveSession.clip",
        "previews.Preview.problem",
        "previews.Preview.url",
    ),
    *("moderation.Flag.reason", "moderation.Reviewable.kind", "moderation.Reviewable.subject_id", "notes.Note.html"),
    *(
        "notifications.Notice.key",
        "notifications.Notice.kind",
        "notifications.Notice.message",
        "notifications.Notice.url",
    ),
    *("threads.Post.html", "threads.Thread.about_id", "threads.Thread.about_kind", "threads.Thread.about_url"),
    *("profiles.Profile.avatar_url", "profiles.Profile.bio_html", "profiles.Profile.folded_name"),
    *("accounts.User.time_zone", "photos.Piece.name", "photos.Upload.place", "photos.LeftFile.name"),
    *("photos.Photo.phash", "photos.Photo.placeholder", "photos.PhotoRendition.format"),
    *(
        "photos.EditorialImage.file_hash",
        "photos.EditorialRendition.filter_spec",
        "photos.EditorialRendition.focal_point_key",
    ),
    *(
        "screening.Screening.sha256",
        "analytics.Measurement.actor",
        "analytics.Measurement.name",
        "accounts.Consent.version",
    ),
    *("accounts.Mail.sealed", "accounts.User.password", "operations.Run.error", "operations.Run.task"),
    *("operations.Switch.name", "events.Delivery.error", "events.Delivery.listener", "events.Delivery.queue"),
    *("events.Fact.key", "events.Fact.name", "events.Fact.request_id"),
    *("guides.GuideCheck.words", "guides.GuidePage.words_digest"),
}
TAKEN_IN_ELSEWHERE = {
    "photos.EditorialImage.title": "EditorialImage.clean",
    "photos.EditorialImage.description": "EditorialImage.clean",
    "accounts.User.first_name": "Wagtail's, of editors among themselves",
    "accounts.User.last_name": "Wagtail's, of editors among themselves",
}
NOT_OURS = {"CreateUserForm", "EditUserForm"}
"""Wagtail's, for editors among themselves."""
CODES = {"AddAddressForm", "CodeAgainForm", "CodeForm", "ConfirmAddressForm", "MailedCodeForm"}
COPIES = re.compile(r"\bunicodedata\.(?:category|combining)|\.isprintable\(|maxlength|\.replace\(\"\\x00\", \"\"\)")
MAY_ASK_UNICODE = {
    "site/tadpole/text/emphasis.py": "which marks open and close",
    "site/tadpole/text/highlighting.py": "where a word ends",
    "site/tadpole/text/intake.py": "it is the one",
    "community/profiles/rules.py": "private use in a name",
    "search/index/rules/sounds.py": "tones of pinyin",
    "site/tadpole/ui/words.py": "it is the one",
}
PLANTED = "community.planted"
"""Where a form stands that must be found; it may live on until the end of the run."""


def past_the_one_way(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Columns of characters that say neither that words are taken in nor that nobody types them."""
    for model in found:
        if model.__module__.split(".")[0] in OURS or model.__module__.startswith("tests."):
            for field in model._meta.local_fields:
                name = f"{model._meta.label}.{field.name}"
                typed = type(field) in {models.CharField, models.TextField} and not field.choices
                if typed and name not in MADE_BY_THE_SITE and name not in TAKEN_IN_ELSEWHERE:
                    yield name


def every_form(base: type = forms.BaseForm) -> set[type]:
    return {one for form in base.__subclasses__() for one in (form, *every_form(form))}


def asking_plainly(found: Iterable[type]) -> Iterator[str]:
    """Fields of our forms that keep what was typed as it is."""
    for form in found:
        if form.__module__.split(".")[0] in OURS and form.__name__ not in CODES | NOT_OURS:
            for name, field in form.base_fields.items():  # type: ignore[attr-defined]
                hidden = isinstance(field.widget, forms.PasswordInput | forms.HiddenInput)
                if type(field) is forms.CharField and not hidden and name != "username":
                    yield f"{form.__name__}.{name}"


PLAIN_BLOCKS = {blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock, blocks.RawHTMLBlock, blocks.BlockQuoteBlock}


def blocks_in(block: Any, name: str) -> Iterator[tuple[str, Any]]:
    """A block and all that it is made of, by their names."""
    yield name, block
    inner = dict(getattr(block, "child_blocks", {}))
    if isinstance(block, blocks.ListBlock):
        inner["item"] = block.child_block
    for key, one in inner.items():
        yield from blocks_in(one, f"{name}.{key}")


def asking_in_blocks(fields: Iterable[tuple[str, StreamField]]) -> Iterator[str]:
    """Blocks of a StreamField that keep what was typed as it is."""
    for label, field in fields:
        yield from (name for name, one in blocks_in(field.stream_block, label) if type(one) in PLAIN_BLOCKS)


def stream_fields() -> list[tuple[str, StreamField]]:
    return [
        (f"{model._meta.label}.{field.name}", field)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, StreamField)
    ]


def copies(root: Path) -> Iterator[str]:
    """Modules and templates that tidy, judge or cut words by themselves."""
    for floor in OURS:
        for kind in ("*.py", "*.html"):
            for path in sorted((root / floor).rglob(kind)):
                if "migrations" not in path.parts and COPIES.search(path.read_text(encoding="utf-8")):
                    yield str(path.relative_to(root))


def test_every_column_for_words_takes_them_in() -> None:
    assert list(past_the_one_way(apps.get_models())) == [], "use LineField or LinesField, or say who fills the column"


def test_every_form_takes_words_in() -> None:
    get_resolver().url_patterns  # noqa: B018  every form is imported by a view
    ours = (one for one in every_form() if one.__module__ != PLANTED)
    assert list(asking_plainly(ours)) == [], "use Line or Lines"


def test_every_block_takes_words_in() -> None:
    assert len(stream_fields()) >= 4
    assert list(asking_in_blocks(stream_fields())) == [], "use LineBlock, LinesBlock or ProseBlock"
    rich = [one for model in apps.get_models() for one in model._meta.local_fields if isinstance(one, RichTextField)]
    assert [str(one) for one in rich if one.model.__module__.split(".")[0] in OURS] == []


def test_a_planted_block_is_found() -> None:
    parts = [("kept", LineBlock()), ("words", blocks.CharBlock()), ("many", blocks.ListBlock(blocks.TextBlock()))]
    planted = StreamField([("one", blocks.StructBlock(parts))])
    assert list(asking_in_blocks([("planted", planted)])) == ["planted.one.words", "planted.one.many.item"]


HOSTILE = "奶粉\u202e价格\u2066\u200b e" + "\u0301" * 60 + "🩷👩\u200d🍼"
CLEAN = "奶粉价格 e" + "\u0301" * 4 + "🩷👩\u200d🍼"


@pytest.mark.parametrize(
    "block", [LineBlock(most=40), LinesBlock(most=40), ProseBlock()], ids=["line", "lines", "prose"]
)
def test_a_block_takes_words_in_on_every_way(block: Any) -> None:
    shown = [
        block.get_prep_value(block.normalize(HOSTILE)),
        block.get_prep_value(block.clean(block.normalize(HOSTILE))),
        block.get_prep_value(block.to_python(HOSTILE)),
    ]
    wanted = unicodedata.normalize("NFC", CLEAN)
    assert {unicodedata.normalize("NFC", one).count("\u0301") for one in shown} <= {3, 4}
    assert {one.replace("\u0301", "").replace("é", "e") for one in shown} == {
        wanted.replace("\u0301", "").replace("é", "e")
    }


def test_a_block_counts_as_a_reader_does_and_wants_something_to_read() -> None:
    assert LineBlock(most=24).clean(FAMILY * 24) == FAMILY * 24
    for text in ("中" * 25, " \u200b\u202e "):
        with pytest.raises(ValidationError):
            LineBlock(most=24).clean(text)
    assert ProseBlock().normalize("<p>\u0338中</p>").source == "<p>\u0338中</p>", "a mark takes no tag away"


def test_nobody_tidies_words_for_himself() -> None:
    assert set(copies(ROOT)) - set(MAY_ASK_UNICODE) == set(), "use tadpole.text: line, lines, readable, fits"


def test_who_goes_past_it_is_found(tmp_path: Path) -> None:
    planted = type("Planted", (models.Model,), {
        "__module__": "tests.planted", "words": models.CharField(max_length=60), "kept": LineField(most=60),
        "Meta": type("Meta", (), {"app_label": "threads"}),
    })  # fmt: skip
    try:
        assert list(past_the_one_way([planted])) == ["threads.Planted.words"]
    finally:
        del apps.all_models["threads"]["planted"]
        apps.clear_cache()
    form = type("PlantedForm", (Form,), {"__module__": PLANTED, "words": forms.CharField(), "kept": Line()})
    assert list(asking_plainly([form])) == ["PlantedForm.words"]
    file = tmp_path / "community" / "planted.py"
    file.parent.mkdir()
    file.write_text("seen = [one for one in text if unicodedata.category(one) != 'Cn']\n")
    assert list(copies(tmp_path)) == ["community/planted.py"]


class Asked(Form):
    name = Line(most=24)
    words = Lines(most=100, required=False)
    count = forms.IntegerField(required=False)
    day = forms.DateField(required=False)
    price = forms.DecimalField(required=False)
    mail = forms.EmailField(required=False)


def test_a_form_takes_words_in_and_says_its_most() -> None:
    form = Asked({"name": " 奶粉\u202e\n价格 ", "words": "一\r\n二\x00\n"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "奶粉 价格"
    assert form.cleaned_data["words"] == "一\n二"
    assert 'data-most="24"' in str(form["name"])
    assert "maxlength" not in str(form["name"]) + str(form["words"])


def test_full_width_is_read_in_numbers_dates_and_addresses() -> None:
    form = Asked(
        {
            "name": "Ａ",
            "count": "１２",
            "day": "２０２６－０３－０５",
            "price": "３．５",
            "mail": "ｍａｍａ＠ｅｘａｍｐｌｅ。ｏｒｇ",
        }
    )
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["count"], str(form.cleaned_data["price"])) == (12, "3.5")
    assert (str(form.cleaned_data["day"]), form.cleaned_data["mail"]) == ("2026-03-05", "mama@example.org")
    assert form.cleaned_data["name"] == "Ａ"
    assert narrow(" １２３４５６\u200b ") == "123456"


def test_a_column_holds_both_limits() -> None:
    field = LineField(most=24)
    assert field.max_length == 192
    assert field.clean(FAMILY * 24, None) == FAMILY * 24
    for text in ("中" * 25, "a\u0301\u0301\u0301\u0301" * 24 + FAMILY * 20):
        with pytest.raises(ValidationError, match="24"):
            field.clean(text, None)
    assert LinesField(most=5).get_prep_value("一\r\n二\u202e") == "一\n二"


def test_migrations_know_plain_columns() -> None:
    for field, plain in ((LineField(most=3), "CharField"), (LinesField(most=3, blank=True), "TextField")):
        assert field.deconstruct()[1] == f"django.db.models.{plain}"
        assert field.clone().deconstruct() == field.deconstruct()
