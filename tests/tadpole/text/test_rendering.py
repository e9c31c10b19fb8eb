"""Whom and what a text names, and what its links look like."""

from collections.abc import Sequence

import pytest

from tadpole.text import MOST_CHARACTERS, MOST_MENTIONS, MOST_PHOTOS, MOST_TOPICS, Rendered, fold, render
from tests.tadpole.text.allowed import PHOTO, PICTURE, any_photo, everybody, read, shown

KNOWN = {
    "小明": "/~/u/1/",
    "小": "/~/u/2/",
    "anna": "/~/u/3/",
    "王·小美_2": "/~/u/4/",
    "Mama Li": "/~/u/5/",
    "小鱼🐟": "/~/u/6/",
}


def written(source: str, *, photos: bool = False) -> Rendered:
    """``source`` in a place where six people are known and every topic has a page."""
    return render(
        source,
        people=lambda names: {name: KNOWN[name] for name in names if name in KNOWN},
        topics=lambda name: f"/~/topics/{name.replace(' ', '-')}/",
        photos=any_photo if photos else lambda _: {},
    )


@pytest.mark.parametrize(
    ("source", "mentions"),
    [
        ("@小明 你好", ("小明",)),
        ("谢谢@小明你好", ("小明",)),
        ("@小红@小明", ("小", "小明")),
        ("@anna, @anna.", ("anna",)),
        ("@annabelle", ()),
        ("x@anna a.b@anna https://a.example/@anna", ()),
        ("@王·小美_2！", ("王·小美_2",)),
        ("`@小明` \\@小明 [@小明](https://a.example/)", ()),
        ("> @anna 说\n\n@小明 说", ("小明",)),
        ("@anna**@小明**", ("anna", "小明")),
        ("@ 小明 @@ @!", ()),
        ("@Mama Li thanks, @Mama", ("Mama Li",)),
        ("@小鱼🐟谢谢", ("小鱼🐟",)),
        ("@小鱼🐟\u200d🐟", ("小",)),
        ("@谁也不是 @小明", ("小明",)),
    ],
)
def test_who_is_called(source: str, mentions: tuple[str, ...]) -> None:
    assert written(source).mentions == mentions


def test_a_mention_is_a_link_of_ours_without_rel() -> None:
    assert written("找@小明吧").html == '<p>找<a href="/~/u/1/" class="mention">@小明</a>吧</p>'


def test_an_unknown_name_hides_no_topic_and_no_address() -> None:
    html = written("@谁 看 #湿疹# 和 @谁 https://a.example/").html
    assert html.count("<a ") == 2


def test_a_name_in_a_quote_is_a_link_but_nobody_is_told() -> None:
    rendered = written("> 谢谢@小明")
    assert 'class="mention"' in rendered.html
    assert rendered.mentions == ()


def test_only_the_first_ten_people_are_called_and_the_look_up_is_asked_once() -> None:
    asked: list[Sequence[str]] = []

    def people(names: Sequence[str]) -> dict[str, str]:
        asked.append(names)
        return everybody(list(names))

    rendered = render(" ".join(f"@n{i}" for i in range(500)), people=people, topics=lambda _: None, photos=lambda _: {})
    assert rendered.mentions == tuple(f"n{i}" for i in range(MOST_MENTIONS))
    assert rendered.html.count("<a ") == MOST_MENTIONS
    assert "@n499" in rendered.html
    assert len(asked) == 1
    assert len(asked[0]) <= 600


def test_a_name_in_other_capitals_or_script_calls_the_one_it_is() -> None:
    rendered = render(
        "@Anna @陳美",
        people=lambda _: {"anna": "/~/u/3/", "陈美": "/~/u/5/"},
        topics=lambda _: None,
        photos=lambda _: {},
    )
    assert rendered.mentions == ("anna", "陈美")
    assert ">@Anna</a>" in rendered.html


@pytest.mark.parametrize(
    ("source", "topics"),
    [
        ("#湿疹#", ("湿疹",)),
        ("今天#濕疹#好了", ("湿疹",)),
        ("#湿疹##睡眠#", ("湿疹", "睡眠")),
        ("#湿疹 #宝宝护理", ("湿疹", "宝宝护理")),
        ("#湿疹\n下一行", ("湿疹",)),
        ("#湿疹，好了", ("湿疹",)),
        ("#baby sleep#", ("baby sleep",)),
        ("#Sleep, and #sleep", ("sleep",)),
        ("#sleep睡眠#", ("sleep睡眠",)),
        ("#0-3岁#", ("0-3岁",)),
        ("#1 priority, #2024#, ## x ##", ()),
        ("C# and F#", ()),
        ("a#b https://a.example/#frag &#64; `#湿疹#`", ()),
        ("#" + "长" * 30 + "# #" + "长" * 31 + "#", ("长" * 30,)),
        ("# 标题", ()),
        ("\\#湿疹#", ()),
    ],
)
def test_which_topics(source: str, topics: tuple[str, ...]) -> None:
    assert written(source).topics == topics


def test_topics_are_few_and_those_without_a_page_stay_words() -> None:
    assert len(written(" ".join(f"#t{i}#" for i in range(50))).topics) == MOST_TOPICS
    nowhere = render("#湿疹#", people=everybody, topics=lambda _: None, photos=any_photo)
    assert nowhere == Rendered("<p>#湿疹#</p>")


def test_the_topic_look_up_gets_the_folded_name() -> None:
    asked: list[str] = []
    render("#寶寶  Sleep#", people=everybody, topics=asked.append, photos=any_photo)
    assert asked == ["宝宝 sleep"] == [fold("寶寶 Sleep")]


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("看https://a.example/x?b=1&c=2吧", "https://a.example/x?b=1&amp;c=2"),
        ("(https://a.example/a_(b)).", "https://a.example/a_(b)"),
        ("https://a.example。", "https://a.example"),
        ("HTTP://A.EXAMPLE/", "HTTP://A.EXAMPLE/"),
        ("<https://a.example/>", "https://a.example/"),
        ("[x](https://a.example/ 'title')", "https://a.example/"),
        ("[](https://a.example/)", "https://a.example/"),
        ("https://例子.example/", None),
        ("[x](https://例子.example/)", "https://xn--fsqu00a.example/"),
        ("https://bank.example@evil.example/", None),
        ("[x](https://bank.example@evil.example/)", None),
        ("[x](/~/t/1/)", None),
        ("[x](//evil.example/)", None),
        ("[x](javascript:alert(1))", None),
        ("<mailto:a@b.example>", None),
        ("a@b.example", None),
        ("https://", None),
        ("https://a.example/" + "x" * 2_000, None),
        ("[x]()", None),
    ],
)
def test_addresses(source: str, address: str | None) -> None:
    html = written(source).html
    if address is None:
        assert "<a" not in html
    else:
        assert f'<a href="{address}" rel="nofollow ugc noopener">' in html


def test_a_photo_alone_and_among_words() -> None:
    alone = written(f"![我家的猫](photo:{PHOTO.upper()})\n![](photo:{PHOTO})", photos=True)
    named = PICTURE.replace('alt=""', 'alt="我家的猫"')
    assert alone.html == f'<div class="photos">{named}{PICTURE}</div>'
    assert alone.photo_ids == (PHOTO,)
    among = written(f"看![](photo:{PHOTO})吧", photos=True)
    assert among.html == f"<p>看{PICTURE}吧</p>"


def test_the_words_name_the_picture_not_its_placeholder() -> None:
    before = '<img src="data:image/webp;base64,AA" alt="">'
    mark_up = (
        f'<span class="photo">{before}<picture><img src="/files/a.jpg" alt="a &quot; b" width="3"></picture></span>'
    )
    html = render(
        f'看![我"家<](photo:{PHOTO})',
        people=everybody,
        topics=lambda _: None,
        photos=lambda ids: dict.fromkeys(ids, mark_up),
    ).html
    assert before in html
    assert '<picture><img src="/files/a.jpg" alt="我&quot;家&lt;" width="3"></picture>' in html


def test_a_photo_that_nobody_knows_is_its_words() -> None:
    assert written(f"![我家](photo:{PHOTO})") == Rendered("<p>我家</p>")


def test_no_other_picture() -> None:
    html = written("![x](https://a.example/a.png) ![y](/files/a.png) ![z](photo:1) ![q](data:image/png;base64,AA)").html
    assert "<img" not in html


def test_photos_are_few() -> None:
    html = written(f"![x](photo:{PHOTO}) " * 100, photos=True).html
    assert html.count("<img") == MOST_PHOTOS


def test_a_look_up_must_stay_on_our_side() -> None:
    with pytest.raises(ValueError, match="does not begin with"):
        render("@x", people=lambda _: {"x": "https://evil.example/"}, topics=lambda _: None, photos=lambda _: {})
    with pytest.raises(ValueError, match="does not begin with"):
        render("#x#", people=lambda _: {}, topics=lambda _: "javascript:alert(1)", photos=lambda _: {})


def test_nothing_is_asked_when_nothing_is_named() -> None:
    def never(_: object) -> dict[str, str]:
        raise AssertionError

    assert render("你好\n世界", people=never, topics=never, photos=never).html == "<p>你好<br>\n世界</p>"  # type: ignore[arg-type]


def test_a_text_that_is_too_long_is_plain_paragraphs_and_nothing_is_lost() -> None:
    source = "**粗** <b> @小明\n\n" + "长" * MOST_CHARACTERS
    rendered = written(source)
    assert rendered.html == "<p>**粗** &lt;b&gt; @小明</p>\n<p>" + "长" * MOST_CHARACTERS + "</p>"
    assert rendered.mentions == ()
    assert read(rendered.html).wrong == []


def test_control_characters_and_turned_round_words_are_dropped() -> None:
    assert shown("a\x00b\u202ec\ud800d\r\ne").html == "<p>abcd<br>\ne</p>"
    assert shown("Z" + "\u0301" * 100).html == "<p>\u0179" + "\u0301" * 3 + "</p>"
