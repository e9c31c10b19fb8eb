"""Higher apps print into places of lower pages."""

from collections.abc import Iterator

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.html import format_html

from tadpole.ui import slots

NAME = "test.place"


@pytest.fixture
def request_():
    return RequestFactory().get("/")


@pytest.fixture
def fill() -> Iterator:
    """Fill the test slot and leave it empty again."""
    filled = []

    def fill_and_remember(provider, **options):
        filled.append(provider)
        slots.fill(NAME, provider, **options)

    yield fill_and_remember
    for provider in filled:
        slots.empty(NAME, provider)


def test_nobody_fills_it(request_):
    assert slots.rendered(NAME, request_) == ""


def test_everybody_speaks_in_order_about_the_subject(request_, fill):
    fill(lambda request, subject: format_html("<b>{}</b>", subject), order=200)
    fill(lambda request, subject: "")
    fill(lambda request, subject: "first ", order=1)
    template = Template('{% load ui %}{% slot "test.place" who %}')
    assert template.render(Context({"request": request_, "who": "阿芷"})) == "first <b>阿芷</b>"


def test_plain_text_is_escaped(request_, fill):
    fill(lambda request, subject: "<script>")
    assert slots.rendered(NAME, request_) == "&lt;script&gt;"


def test_filling_twice_prints_once(request_, fill):
    def provider(request, subject):
        return "x"

    fill(provider)
    fill(provider)
    assert slots.rendered(NAME, request_) == "x"
    assert slots.filled()[NAME] == 1
