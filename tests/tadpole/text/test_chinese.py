"""Markdown, topics, names and addresses as they are typed in Chinese."""

import pytest

from tadpole.text import Rendered, render

PEOPLE = {"慢火车": "/~/u/1/", "小明": "/~/u/2/"}
EMPHASIS = ["他说：**注意！**然后走了", "请看**「睡眠」**这一章", "**第1天（周一）**吃米糊", "医生说**“少量多餐”**最好"]
BOLD = ["注意！", "「睡眠」", "第1天（周一）", "“少量多餐”"]


def shown(source: str) -> Rendered:
    return render(
        source,
        people=lambda names: {name: PEOPLE[name] for name in names if name in PEOPLE},
        topics=lambda name: f"/~/topics/{name}/",
        photos=lambda _: {},
    )


@pytest.mark.parametrize(("source", "bold"), zip(EMPHASIS, BOLD, strict=True))
def test_emphasis_beside_a_chinese_mark(source: str, bold: str) -> None:
    html = shown(source).html
    assert f"<strong>{bold}</strong>" in html
    assert "*" not in html


def test_nothing_between_two_places_is_bold() -> None:
    html = shown("\n".join(EMPHASIS)).html
    assert html.count("<strong>") == 4
    assert all(f"<strong>{bold}</strong>" in html for bold in BOLD)
    assert "*" not in html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("这是**重点**(括号)和**“引号”**。", "这是<strong>重点</strong>(括号)和<strong>“引号”</strong>。"),
        ("（**重要**）：**第二**，好", "（<strong>重要</strong>）：<strong>第二</strong>，好"),
        ("**「a」**「b」**c**", "<strong>「a」</strong>「b」<strong>c</strong>"),
        ("今天*很*好，吃*5次*就好", "今天<em>很</em>好，吃<em>5次</em>就好"),
        ("看_「睡眠」_这", "看<em>「睡眠」</em>这"),
        ("用**`code`**吧", "用<strong><code>code</code></strong>吧"),
        ("***三***颗", "<em><strong>三</strong></em>颗"),
        ("アプリ**「東京」**です", "アプリ<strong>「東京」</strong>です"),
        ("** 不是 ** 好", "** 不是 ** 好"),
        ("开了**没有关，好", "开了**没有关，好"),
    ],
)
def test_emphasis_and_its_neighbours(source: str, html: str) -> None:
    assert shown(source).html == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "source",
    [
        "每次5*3ml 和 2*4ml",
        "奶粉*3 米粉*2",
        "3*毫升 2*毫升",
        "f*ck and sh*t",
        "2_3 和 4_5",
        "宝宝_1月_2月",
        "a_b_c",
        "5*3*2",
        "3 * 4 * 5",
    ],
)
def test_doses_and_words_stay_as_typed(source: str) -> None:
    assert shown(source).html == f"<p>{source}</p>"


def test_full_width_signs() -> None:
    rendered = shown("谢谢＠慢火车 和@慢火车你好")
    assert rendered.html.count('class="mention"') == 2
    assert ">＠慢火车</a>" in rendered.html
    assert rendered.mentions == ("慢火车",)
    rendered = shown("＃早教＃ ＃辅食＃ 第一次 ＃睡眠")
    assert rendered.topics == ("早教", "辅食", "睡眠")
    assert ">＃早教＃</a>" in rendered.html
    assert shown("mama＠慢火车.com ｍａｍａ＠慢火车").mentions == ()


def test_topics_of_a_sentence() -> None:
    assert shown("今天 #辅食，和（#睡眠）以及 #母乳。\n今天 #辅食、#睡眠\n#DHA，好").topics == (
        "辅食",
        "睡眠",
        "母乳",
        "dha",
    )


@pytest.mark.parametrize(
    "mark", [*"，。！？；：、…）」』】》”’—～｜🩷·~/", " ", "\n", "#", "＃", "@", "<", '"', "!", "，好"]
)
def test_all_that_is_named_ends_at_the_same_marks(mark: str) -> None:
    assert shown(f"（#辅食{mark}").topics == ("辅食",)
    assert shown(f"“@小明{mark}").mentions == ("小明",)
    if mark not in "#!@/~":
        address = "https://a.example/x"
        assert f'href="{address}"' in shown(f"看{address}{mark}好").html


def test_an_address_ends_where_chinese_begins() -> None:
    assert ">https://a.example/y</a>然后" in shown("https://a.example/y然后").html


def test_an_entity_is_no_way_round() -> None:
    html = shown("价格&#8238;98元 a" + "&#769;" * 60 + " `&#8238;` &#x3164;").html
    assert "\u202e" not in html
    assert html.count("\u0301") <= 4
