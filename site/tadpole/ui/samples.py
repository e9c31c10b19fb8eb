"""Invented people and things for the living style page."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tadpole.ui.forms import Form
from tadpole.ui.paging import KeyPage
from tadpole.ui.stars import StarsField
from tadpole.ui.words import Line, Lines

TINTS = (
    "ground",
    "paper",
    "sunken",
    "raised",
    "ink",
    "ink2",
    "ink3",
    "leaf",
    "leaf-tint",
    "lotus",
    "lotus-tint",
    "apricot",
    "apricot-tint",
    "yolk",
    "yolk-tint",
    "water",
    "water-tint",
    "danger",
    "danger-tint",
)
NAMES = ("阿芷", "松果和团子", "年糕她妈", "小满爸爸值夜班", "外婆学上网", "Lin", "半颗溏心蛋", "返岗第九天")
AGES = (20, 12 * 60, 86_400, 30 * 86_400, 500 * 86_400)
"""Seconds."""


class SampleForm(Form):
    """One field of every shape, one of them wrong."""

    name = Line(label=pgettext("person", "Name"), help_text=_("2 to 12 characters, not your real name"), most=12)
    born = forms.DateField(label=_("Birth date"))
    story = Lines(label=_("Words"), required=False)
    mood = forms.ChoiceField(
        label=_("Last night"), widget=forms.RadioSelect, choices=[("1", _("Slept through")), ("2", _("Woke twice"))]
    )
    stars = StarsField(label=_("How was it"), required=False)
    quiet = forms.BooleanField(label=_("Dim the screen after ten in the evening"), required=False)


def _person(name: str, verified_as: str = "") -> SimpleNamespace:
    return SimpleNamespace(name=name, verified_as=verified_as, avatar_url="", get_absolute_url="#")


def _people() -> dict[str, Any]:
    return {
        "parent": _person("阿芷在路上"),
        "doctor": _person("沈嘉言", "新生儿科 · 主治医师"),
        "people": [_person(name) for name in NAMES],
    }


def everything() -> dict[str, Any]:
    """Context of the style page."""
    return {
        **_people(),
        "themes": ("light", "dark"),
        "moods": ("curious", "sleeping", "cheering"),
        "tints": TINTS,
        "moments": [timezone.now() - dt.timedelta(seconds=ago) for ago in AGES],
        "tabs": [
            {"label": "推荐", "href": "#", "current": True},
            {"label": "问答", "href": "#", "count": 12800},
            {"label": "长测", "href": "#"},
        ],
        "crumbs": [{"label": "4 月宝宝圈", "href": "#"}, {"label": "吃饭", "href": "#"}],
        "phases": [
            {"label": "投稿", "small": "1 至 10 日", "state": "was"},
            {"label": "投票", "small": "20 日止", "state": "now"},
            {"label": "评审", "small": "21 日", "state": ""},
            {"label": "公布", "small": "25 日", "state": ""},
        ],
        "facts": [(38000, "关注者"), (146, "晒单"), (9, "合集"), (1, "被质疑")],
        "steps": ["让他侧躺，嘴里什么都不放。", "超过 5 分钟，打 120。"],
        "medals": [
            ("egg", "卵"),
            ("tad", "蝌蚪"),
            ("legs", "长出后腿"),
            ("frog", "小蛙"),
            ("expert", "答疑医生"),
            ("night", "夜里的灯"),
        ],
        "page": KeyPage([], "more"),
        "form": _wrong_form(),
        "marked": mark_safe("热性<mark>惊厥</mark>：那几分钟里，和之后"),
    }


def _wrong_form() -> SampleForm:
    form = SampleForm({"name": "阿芷在路上", "born": "2026-13-02", "mood": "2", "stars": "4", "quiet": "on"})
    form.is_valid()
    return form
