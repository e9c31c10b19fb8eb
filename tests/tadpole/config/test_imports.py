"""Bringing in threads and guides from JSON lines: what is good comes in once, what is bad is named by its line."""

import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.test import Client

from community.circles.models import Circle
from community.threads.models import Post, Thread
from content.guides.models import GuidePage
from search.index.queries import results
from tadpole.accounts.models import User
from tadpole.config import importing, importing_html
from tadpole.config.importing_html import blocks_of
from tadpole.config.management.commands import import_threads
from tadpole.text import shallow
from tests.budget import same_queries
from tests.factories.content import a_guide
from tests.factories.threads import a_thread

Lines = list[dict[str, Any] | str]


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., str]:
    """Run an import of these lines; what it said."""

    def run(command: str, lines: Lines, **options: Any) -> str:
        path, out = tmp_path / "lines.jsonl", io.StringIO()
        texts = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines)
        path.write_bytes("\n".join(texts).encode("utf-8", "surrogateescape"))
        call_command(command, str(path), stdout=out, stderr=io.StringIO(), **options)
        return out.getvalue()

    return run


def question(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"q-{number}",
        "title": f"第 {number} 个问题：湿疹怎么办",
        "question": "脸上一片红。",
        "answer": "先把保湿做够。",
        **fields,
    }


def article(number: int, **fields: Any) -> dict[str, Any]:
    body = "<h2>Why</h2><p>Because <strong>skin</strong> is dry.</p><ul><li>Bathe</li><li>Cream</li></ul>"
    return {
        "id": f"a-{number}",
        "title": f"Eczema, part {number}",
        "summary": "What helps.",
        "body_html": body,
        **fields,
    }


@pytest.mark.needs("elasticsearch")
def test_threads_come_in_once_and_are_found(db: None, bring: Callable[..., str]) -> None:
    lines: Lines = [question(number) for number in range(3)]
    assert "3 threads added, 0 were here already, 0 lines refused" in bring("import_threads", lines)
    thread = Thread.objects.get(title__startswith="第 1 个")
    assert [post.author.profile.name for post in thread.posts.order_by("number")] == ["旧信箱", "旧信箱的回信"]
    assert thread.circle.slug == "archive" and thread.circle.threads_count == 3
    assert results(AnonymousUser(), "湿疹").counts["thread"] == 3
    assert Client().get(f"/t/{thread.pk}/").status_code == 200
    assert "0 threads added, 3 were here already" in bring("import_threads", lines)
    assert Thread.objects.count() == 3 and Post.objects.count() == 6 and User.objects.count() == 2
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_one_may_say_where_and_by_whom(cast: Any, bring: Callable[..., str]) -> None:
    old = a_thread(by=cast.alice)
    bring("import_threads", [question(1)], circle=old.circle.slug, by=cast.bob.email, answered_by=cast.doctor.email)
    fresh = Thread.objects.get(title__startswith="第 1 个")
    assert (fresh.circle, fresh.author) == (old.circle, cast.bob)
    assert fresh.posts.get(number=2).author == cast.doctor
    assert fresh.last_posted_at < old.last_posted_at
    for wrong in ({"circle": "nowhere"}, {"by": "nobody@example.org"}):
        with pytest.raises(CommandError):
            bring("import_threads", [question(2)], **wrong)
    assert Thread.objects.count() == 2


BAD: list[tuple[dict[str, Any] | str, str]] = [
    ("{not json", "not JSON"),
    ("[1, 2]", "not an object"),
    ('{"id": "x", "title": "\udcff"}', "not UTF-8"),
    (question(11, id=None), "“id”"),
    (question(12, id=[]), "“id”"),
    (question(13, title=""), "“title” is empty"),
    (question(14, title=7), "“title” is not a text but int"),
    (question(15, title="长" * 121), "at most 120"),
    (question(16, question="  "), "“question” is empty"),
    (question(17, question="\u200b"), "“question” is empty"),
    (question(18, question="长" * 20_001), "at most 20,000"),
    (question(19, answer=["x"]), "“answer” is not a text but list"),
    ({"id": "z"}, "no “title”"),
    ("[" * 100_000, "not JSON"),
]


def test_bad_lines_are_named_and_left_out(db: None, bring: Callable[..., str]) -> None:
    lines: Lines = [question(100), *(line for line, _why in BAD), "", question(101)]
    said = bring("import_threads", lines)
    assert f"2 threads added, 0 were here already, {len(BAD)} lines refused" in said
    for number, (_line, why) in enumerate(BAD, start=2):
        assert any(one.startswith(f"line {number}: ") and why in one for one in said.splitlines()), (number, why, said)
    assert Thread.objects.count() == 2 and Circle.objects.get(slug="archive").threads_count == 2


def test_one_id_is_one_record(db: None, bring: Callable[..., str]) -> None:
    said = bring("import_threads", [question(1), question(1), question(1, title="另外一个问题")])
    assert "line 3: its id “q-1” stands on line 1 already, with other words" in said
    assert "1 threads added, 1 were here already, 1 lines refused" in said


@pytest.mark.needs("elasticsearch")
def test_guides_come_in_once_cleaned_and_are_found(cast: Any, bring: Callable[..., str]) -> None:
    assert cast.editor.is_staff
    hostile = "<script>alert(1)</script><p onclick=x>Cream <a href='javascript:x'>now</a></p><img src=x onerror=y>"
    lines: Lines = [
        article(1),
        article(2, body_html=hostile),
        article(3, body_html="", summary="Only this."),
        article(4, body_html="", summary=""),
    ]
    said = bring("import_guides", lines)
    assert "3 guides added" in said and "line 4: neither" in said
    first, second, third = GuidePage.objects.order_by("pk")
    assert [block.block_type for block in first.body] == ["heading", "paragraph", "list"]
    html = Client().get(second.url).content.decode()
    assert (
        first.locale.language_code == "en"
        and "alert(1)" not in html
        and "javascript:" not in html
        and "onerror" not in html
    )
    assert "Only this." in third.plain_text
    assert results(AnonymousUser(), "eczema").counts["guide"] == 3
    assert "0 guides added, 3 were here already" in bring("import_guides", lines)
    assert GuidePage.objects.count() == 3


def test_guides_need_an_editor(db: None, bring: Callable[..., str]) -> None:
    with pytest.raises(CommandError, match="--by"):
        bring("import_guides", [article(1)])


def test_html_is_cut_into_blocks() -> None:
    nested = "<h4>Do</h4><ol><li>One<ul><li>deep</li></ul></li><li><p>Two</p></li></ol>text <em>after</em><blockquote>said</blockquote><p><br></p>"
    assert blocks_of(nested) == [
        ("heading", "Do"),
        ("list", {"title": "", "items": ["One", "deep", "Two"], "numbered": True}),
        ("paragraph", "<p>text <i>after</i></p>"),
        ("paragraph", "<p>said</p>"),
    ]
    assert blocks_of(f"<h2>{'long ' * 30}</h2>")[0][0] == "paragraph"
    assert blocks_of("<p>&nbsp;</p><img src=x>") == []


@pytest.mark.data
@pytest.mark.once("tests/tadpole/config/test_imports.py::test_threads_come_in_once_and_are_found")
def test_real_threads_keep_the_list_cheap(
    cast: Any, bring: Callable[..., str], public_data: Callable[[str], Lines]
) -> None:
    a_thread(by=cast.alice)
    records = public_data("zh_health_qa")[:60]
    bring("import_threads", records[:2])
    same_queries(lambda: Client().get("/circles/archive/"), lambda: bring("import_threads", records))
    assert Thread.objects.count() == 61


@pytest.mark.data
@pytest.mark.once("tests/tadpole/config/test_imports.py::test_guides_come_in_once_cleaned_and_are_found")
def test_real_guides_keep_the_index_cheap(
    cast: Any, bring: Callable[..., str], public_data: Callable[[str], Lines]
) -> None:
    a_guide(by=cast.editor, locale="en")
    records = [one for one in public_data("en_parenting_articles") if isinstance(one, dict) and one["body_html"]][:60]
    bring("import_guides", records[:12])
    same_queries(lambda: Client().get("/en/guides/"), lambda: bring("import_guides", records))
    assert GuidePage.objects.count() > 50


def test_a_line_that_takes_too_long_is_named_and_the_others_come_in(db, bring, monkeypatch):
    """The slow one never ends by itself, so that only the bound can end it."""
    slow = import_threads.open_thread

    def open_thread(**fields: Any) -> Thread:
        while "forever" in fields["title"]:
            time.sleep(0.01)
        return slow(**fields)

    monkeypatch.setattr(import_threads, "open_thread", open_thread)
    monkeypatch.setattr(importing, "SECONDS_A_LINE", 0.3)
    said = bring("import_threads", [question(1, title="This takes forever"), question(2)])
    assert "line 1: took longer than 0.3 s" in said
    assert "1 threads added" in said
    assert Thread.objects.get(title__contains="第 2 个问题").posts.count() == 2


def test_nested_marks_cost_nothing_and_keep_their_words() -> None:
    """A tree of these needs minutes: without the bound on depth this test does not come to its end."""
    html = "".join(f"<p><font size={at}>word{at}" for at in range(4_000)) + "<div>" * 20_000 + "end"
    assert "word3999" in importing_html.plain(html)
    assert any("end" in str(value) for _kind, value in blocks_of(html))
    assert shallow("<b><b><b>x</b></b>y</b>", 2) == "<b><b>x</b>y</b>"
    assert shallow("<ul><li>a<li>b<br></ul>" * 3, 1) == "<ul><li>a<li>b<br></ul>" * 3
