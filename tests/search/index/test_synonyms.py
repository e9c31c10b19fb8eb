"""Stories of words that mean the same."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from search.index.models import Synonyms
from search.index.rules import Variant, asked, variants_of
from tests.factories.threads import a_thread

CMS = "/cms/snippets/search_index/synonyms/add/"


@pytest.mark.needs("elasticsearch")
@pytest.mark.django_db
def test_an_editor_teaches_a_word(cast: Any, client_of: Any, settle: Any) -> None:
    thread = a_thread(by=cast.alice, title="口水巾买几条够", text="一天换八条。")
    settle()
    reader, editor = client_of(cast.outsider), client_of(cast.editor)
    question = reverse("results:search") + "?q=围嘴"
    assert f"/t/{thread.pk}/" not in reader.get(question).content.decode()
    assert editor.get(CMS).status_code == 200
    refused = editor.post(CMS, {"words": "围嘴", "note": ""})
    assert refused.status_code == 200 and not Synonyms.objects.filter(words="围嘴").exists()
    assert editor.post(CMS, {"words": "围嘴，口水巾 ＝ 围兜", "note": ""}).status_code == 302
    page = reader.get(question).content.decode()
    assert f"/t/{thread.pk}/" in page and "口水巾" in page
    assert client_of(cast.outsider).get(CMS).status_code == 302, "not for members"


@pytest.mark.parametrize("words", ["湿疹", "湿疹, 濕疹", " , ，", "湿疹, 奶"])
def test_a_group_has_two_different_words(words: str) -> None:
    with pytest.raises(ValidationError):
        Synonyms(words=words).clean()


def test_words_are_parted_by_any_mark() -> None:
    assert Synonyms(words="尿不湿，纸尿裤 = 尿片;diaper bag、尿片").each == ["尿不湿", "纸尿裤", "尿片", "diaper bag"]


def test_each_other_word_takes_the_place_of_the_one_that_was_typed() -> None:
    groups = [["尿不湿", "纸尿裤"], ["红屁股", "尿布疹"]]
    assert variants_of("尿不湿红屁股", groups) == [Variant("纸尿裤红屁股", "纸尿裤"), Variant("尿不湿尿布疹", "尿布疹")]
    assert variants_of("尿不湿和纸尿裤", groups[:1]) == []
    assert len(variants_of("甲乙", [["甲乙", *(f"词{number}" for number in range(20))]])) == 6


@pytest.mark.parametrize(
    ("typed", "words", "cut"),
    [
        ("  湿疹\n怎么办 ", "湿疹 怎么办", False),
        ("\x00\u200b", "", False),
        ("长" * 101, "长" * 100, True),
        ("长" * 100 + "  ", "长" * 100, False),
        (" " * 9000 + "长", "", True),
    ],
)
def test_what_was_asked(typed: str, words: str, cut: bool) -> None:
    assert asked(typed) == (words, cut)
