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
        ("看**《育儿百科》**第3页", "看<strong>《育儿百科》</strong>第3页"),
        ("**『重点』**和**【注意】**好", "<strong>『重点』</strong>和<strong>【注意】</strong>好"),
        ("等**一会儿……**再说，吃**不下——**就停", "等<strong>一会儿……</strong>再说，吃<strong>不下——</strong>就停"),
        ("温度**37～38℃**左右，**好〜**吧", "温度<strong>37～38℃</strong>左右，<strong>好〜</strong>吧"),
        ("**注意**：别烫 **注意：**别烫", "<strong>注意</strong>：别烫 <strong>注意：</strong>别烫"),
        ("喝**５ｍｌ**就好 **注意!**然后", "喝<strong>５ｍｌ</strong>就好 <strong>注意!</strong>然后"),
        ("한국어**「강조」**입니다", "한국어<strong>「강조」</strong>입니다"),
        ("𠮷**「野」**家，ㄅ**「ㄆ」**ㄇ", "𠮷<strong>「野」</strong>家，ㄅ<strong>「ㄆ」</strong>ㄇ"),
        ("好**🩷**的，**注意！***真的*", "好<strong>🩷</strong>的，<strong>注意！</strong><em>真的</em>"),
        ("①*先洗手*再说", "①<em>先洗手</em>再说"),
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
        "2_3天，他说_好_吧",
        "①*2 ②*3",
        "café*2 thé*3",
        "🍼*2 🧷*3",
        "药*½片，钙*½片",
        "每次3勺*150ml*2次",
        "２*３ｍｌ和２*４ｍｌ",
        "＊＊全角星＊＊ ２＊３ｍｌ",
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


@pytest.mark.parametrize(
    ("source", "people", "topics"),
    [
        ("妈妈＠小明今天", ("小明",), ()),
        ("＠小明🩷@慢火车🩷", ("小明", "慢火车"), ()),
        ("（＠小明）「@慢火车」", ("小明", "慢火车"), ()),
        ("回复//@小明:好//＠慢火车", ("小明", "慢火车"), ()),
        ("爸爸/@小明 谢谢-@慢火车", ("小明", "慢火车"), ()),
        ("mama._-@小明 a/@小明 ａ＠小明 @@小明 mama@example.com", (), ()),
        ("今天＃辅食＃很好，＃睡眠🩷", (), ("辅食", "睡眠")),
        ("2#楼 2＃楼 ２＃楼 ３#楼 ａ＃b", (), ()),
        ("#２月龄【#ＤＨＡ】《#아기》#กำลัง", (), ("2月龄", "dha", "아기", "กําลัง")),
        ("#辅食\u3000睡眠 #睡眠“好”", (), ("辅食", "睡眠")),
    ],
)
def test_signs_and_their_neighbours(source: str, people: tuple[str, ...], topics: tuple[str, ...]) -> None:
    rendered = shown(source)
    assert (rendered.mentions, rendered.topics) == (people, topics)


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


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("https://a.example/y然后", ">https://a.example/y</a>然后"),
        ("https://a.example/中文/路", ">https://a.example/</a>中文/路"),
        ("https://a.example/y#辅食", ">https://a.example/y</a>#辅食"),
        ("https://a.example/y@小明", ">https://a.example/y</a>@小明"),
        ("https://a.example/y#one。", ">https://a.example/y#one</a>。"),
        ("https://a.example/@mama，好", ">https://a.example/@mama</a>，好"),
        ("【https://a.example/y_(z)】", ">https://a.example/y_(z)</a>】"),
        ("[https://a.example/y]", ">https://a.example/y</a>]"),
        ("https://a.example/y\u3000好", ">https://a.example/y</a>\u3000好"),
    ],
)
def test_an_address_ends_where_chinese_begins(source: str, html: str) -> None:
    assert html in shown(source).html


def test_an_entity_is_no_way_round() -> None:
    html = shown("价格&#8238;98元 a" + "&#769;" * 60 + " `&#8238;` &#x3164;").html
    assert "\u202e" not in html
    assert html.count("\u0301") <= 4
