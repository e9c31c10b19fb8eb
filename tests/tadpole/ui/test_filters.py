"""The small things of `{% load ui %}`."""

import datetime as dt

import lucide
import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from tadpole.ui.templatetags import ui

UTC = dt.UTC
NOW = dt.datetime(2026, 11, 22, 4, 0, tzinfo=UTC)  # noon in Shanghai


def test_an_icon_is_silent_and_has_no_style():
    svg = ui.icon("heart", "fill")
    assert 'aria-hidden="true"' in svg
    assert 'class="ic fill"' in svg
    assert "style=" not in svg
    assert " width=" not in svg


def test_an_unknown_icon_is_a_mistake_of_ours():
    with pytest.raises(lucide.IconDoesNotExist):
        ui.icon("no-such-icon")


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("zh-hans", 0, "0"),
        ("zh-hans", None, "0"),
        ("zh-hans", 9800, "9,800"),
        ("zh-hans", 12000, "1.2万"),
        ("zh-hans", 10000, "1万"),
        ("zh-hans", 1_234_567, "123万"),
        ("zh-hans", 250_000_000, "2.5亿"),
        ("zh-hant", 12000, "1.2萬"),
        ("en", 9999, "9,999"),
        ("en", 12345, "12.3k"),
        ("en", 3_400_000, "3.4M"),
    ],
)
def test_counts_are_said_as_people_say_them(language, number, words):
    with translation.override(language):
        assert ui.count(number) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        ({"seconds": 3}, "刚刚"),
        ({"minutes": 1}, "1 分钟前"),
        ({"minutes": 59}, "59 分钟前"),
        ({"hours": 3}, "3 小时前"),
        ({"hours": 13}, "昨天 23:00"),
        ({"days": 40}, "10月13日 12:00"),
        ({"days": 700}, "2024年12月22日"),
        ({"hours": -3}, "今天 15:00"),
        ({"hours": -24}, "明天 12:00"),
    ],
)
def test_moments_in_words(ago, words):
    with translation.override("zh-hans"):
        assert ui.ago(NOW - dt.timedelta(**ago), NOW).replace(" ", "") == words.replace(" ", "")


def test_when_carries_the_exact_moment():
    html = ui.when(timezone.now())
    assert html.startswith('<time-ago><time datetime="20')
    assert ui.when(None) == ""


def test_stored_links_get_the_language_of_the_reader():
    html = '<p><a href="/~/t/5/">五</a> <a href=\'/~/people/1/\'>x</a> 见 /~/ 与 <a href="/photos/1">p</a></p>'
    with translation.override("zh-hans"):
        assert 'href="/t/5/"' in ui.localised(html)
    with translation.override("zh-hant"):
        assert 'href="/zh-hant/t/5/"' in ui.localised(html)
        assert "href='/zh-hant/people/1/'" in ui.localised(html)
        assert "/~/ 与" in ui.localised(html)
        assert ui.localised("/~/t/5/?a=1&b=2") == "/zh-hant/t/5/?a=1&amp;b=2"
    assert ui.localised('/~/"><script>') == "/&quot;&gt;&lt;script&gt;"


def test_a_title_may_break_after_its_punctuation():
    assert ui.phrase("早产五周，满 6 个月了？") == "早产五周，<wbr>满 6 个月了？"
    assert ui.phrase("“好。”他说") == "“好。”他说"
    assert ui.phrase("<b>，x</b>") == "&lt;b&gt;，<wbr>x&lt;/b&gt;"


@given(st.text(max_size=60))
def test_a_title_stays_the_same_text(text):
    assert ui.phrase(text).replace("<wbr>", "") == escape(text)


@pytest.mark.parametrize(("score", "drawn"), [(4.3, "4.5"), (4.2, "4"), (0, "0"), (None, "0"), (9, "5"), (-1, "0")])
def test_stars_to_the_half(score, drawn):
    assert ui.halves(score) == drawn


@pytest.mark.parametrize(("name", "letter"), [("阿芷", "阿"), ("lin", "L"), ("🌸小满", "小"), ("🌸", "·"), ("", "·")])
def test_a_face_without_a_picture(name, letter):
    assert ui.initial(name) == letter
    assert ui.hue(name) == ui.hue(name) < 8


def test_query_changes_one_thing_and_keeps_the_rest():
    context = Context({"request": RequestFactory().get("/?q=湿疹&kind=note&after=x")})
    with_kind = Template('{% load ui %}{% query kind="guide" after=None %}').render(context)
    assert with_kind == "?q=%E6%B9%BF%E7%96%B9&amp;kind=guide"
    assert Template("{% load ui %}{% query q=None kind=None after=None %}").render(context) == "?"
