"""What the crowd says: sentences of ours, put together anew each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from urllib.parse import quote

from tadpole.text import render


@dataclass(frozen=True)
class Subject:
    """What is talked about in one circle."""

    topics: Sequence[str]
    happens: Sequence[str]
    asks: Sequence[str]
    tried: Sequence[str]
    says: Sequence[str]


SUBJECTS: dict[str, Subject] = {
    "sleep": Subject(
        ("夜醒", "接觉", "哄睡", "小睡"),
        (
            "一夜醒五次",
            "放下就醒",
            "只肯在身上睡",
            "小睡三十分钟准时醒",
            "凌晨四点精神得很",
            "睡前哭半小时",
            "早醒到五点",
        ),
        ("是要戒夜奶吗", "要不要抱起来", "等他哭几分钟合适", "白天要不要少睡一点", "是不是睡太晚了", "还要熬多久"),
        ("试过白噪音", "睡袋换了两个厚度", "窗帘加了遮光布", "洗澡挪到了七点", "陪睡的人换成了爸爸", "奶量加到了睡前"),
        (
            "我家也是六个月那阵，过了两周自己好了",
            "先看白天最后一觉几点醒，往前挪半小时试试",
            "房间二十三四度，手凉没关系，摸后背",
            "困了就放，别等揉眼睛",
            "半夜别开大灯，也别说话",
            "我们是爸爸去拍，妈妈一去就要奶",
            "记三天睡眠，看得出规律",
        ),
    ),
    "feeding": Subject(
        ("第一口辅食", "挑食", "背奶", "吐奶"),
        (
            "闭嘴不吃米粉",
            "只喝奶不吃饭",
            "吃两口就玩勺子",
            "一吃蛋黄就吐",
            "奶量忽然少了一半",
            "咬乳头咬出血",
            "只认一个碗",
        ),
        ("要不要饿一顿", "是不是加早了", "换哪种米粉好", "红肉从多少开始", "要不要追着喂", "水喝多少算够"),
        (
            "换过三种勺子",
            "自己熬过粥",
            "手指食物试了西兰花",
            "吃饭的时候关了电视",
            "跟大人一桌吃了",
            "两顿之间停了零食",
        ),
        (
            "六个月还是奶为主，辅食尝味道就行",
            "新的一样连吃三天，看有没有疹子",
            "先铁后别的，红肉泥比米汤有用",
            "不吃就收，下一顿见",
            "让他自己抓，脏一点没关系",
            "我把肉泥拌在南瓜里，他没发现",
            "看一周的总量，别看一顿",
        ),
    ),
    "preterm": Subject(
        ("矫正月龄", "追奶", "随访", "保温箱"),
        (
            "三十二周出来的",
            "保温箱住了二十天",
            "矫正四个月还不抬头",
            "体重在线下面一点",
            "随访排到下个月",
            "吃奶会停一下再喘",
        ),
        (
            "疫苗按哪个月龄打",
            "辅食按矫正吗",
            "要做干预吗",
            "别人问多大怎么回答",
            "眼底查到几个月",
            "奶要喝早产儿的到什么时候",
        ),
        ("做了一次评估", "每天趴十分钟", "记了奶量和体重", "换了小孔的奶嘴", "约了儿保", "抱着贴了很久"),
        (
            "疫苗按出生的日子，发育按矫正，我们医生是这么说的",
            "线下面不怕，平行着长就好",
            "随访别省，哪怕看着都好",
            "我家三十一周，两岁的时候谁也看不出来",
            "问多大我就说矫正的，省得解释",
            "吸吸停停很常见，侧着喂慢一点",
        ),
    ),
    "skin": Subject(
        ("湿疹", "润肤霜", "红屁股", "奶癣"),
        ("脸颊红一片", "肘窝抓出血", "屁股红了三天", "一出汗就起小疹子", "头皮一层黄痂", "换季又犯了"),
        ("霜要涂多厚", "药膏敢用吗", "洗澡几天一次", "是不是过敏", "要忌口吗", "冷气开几度"),
        ("厚涂了一周", "换过两种霜", "衣服都换成棉的", "尿布两小时一换", "加湿器开到五十", "洗衣液换了"),
        (
            "先把霜的量涂够，一周一百克不算多",
            "渗水了就别光加霜，去看",
            "洗澡五到十分钟，擦到半干就涂",
            "医生开的药膏按天数用完，别自己停",
            "红屁股先晾，再厚涂氧化锌的",
            "我们是猫毛，查了才知道",
        ),
    ),
    "mood": Subject(
        ("产后情绪", "睡不着", "一个人带娃"),
        (
            "半夜喂奶一边喂一边哭",
            "谁说话都想发火",
            "觉得自己什么都做不好",
            "出了月子还是睡不着",
            "不想见人",
            "看别人都很轻松",
        ),
        ("你们多久好的", "这算正常吗", "怎么跟家里人开口", "要去看医生吗", "谁来帮帮我", "是不是我太矫情"),
        ("写了三天日记", "让他爸带半天出门走走", "跟闺蜜打了电话", "停了刷手机", "睡了一个整觉", "在社区医院做了量表"),
        (
            "不是你不好，是你太累了",
            "两周还这样就去看看，我去了，值得",
            "先睡，天大的事睡醒再说",
            "把这段话直接给他看，不用再组织语言",
            "我也这样过，四个月慢慢亮起来",
            "这里半夜也有人，你写",
        ),
    ),
    "pregnancy": Subject(
        ("孕早期", "待产包", "产检", "备孕"),
        ("两道杠有点浅", "孕吐到吃不下饭", "糖耐一小时高了一点", "胎动昨天少", "腰酸得翻不了身", "入盆了还没动静"),
        ("要不要去医院", "还能坐高铁吗", "要带几套衣服", "报告怎么看", "能染头发吗", "什么时候请产假"),
        ("数了一小时胎动", "吃了苏打饼干", "换了孕妇枕", "走路走到六千步", "列了待产包清单", "问过建档的医生"),
        (
            "胎动少了就去，不要等，去了没事最好",
            "饼干放床头，起来之前先吃一块",
            "糖耐高一点先管主食，量了再说",
            "待产包别买多，医院给一半",
            "左侧睡不舒服就右侧，别绷着",
            "我三十九加五才动，别急",
        ),
    ),
}
OTHER = Subject(
    ("打卡", "同月宝宝", "晒娃", "问大家"),
    (
        "今天会翻身了",
        "出了第一颗牙",
        "打完疫苗有点烧",
        "认人认得厉害",
        "会叫妈妈了",
        "学步鞋买大了",
        "在楼下推车睡着了",
    ),
    ("你们呢", "大家都到哪一步了", "要紧吗", "有同城的吗", "推荐一下好用的", "还有多久"),
    ("量了体温", "给他看了绘本", "去了小区的滑梯", "拍了一百张照片", "问了社区医院", "跟同月的约了周六"),
    (
        "我家还没有，不急",
        "一样一样，握手",
        "每个孩子都有自己的钟",
        "记下来，以后看很好笑",
        "三十八度五以下多观察",
        "周六我也去",
    ),
)
AGES = (
    "刚出月子",
    "两个月",
    "三个半月",
    "百天",
    "五个月",
    "七个半月",
    "八个月",
    "周岁",
    "一岁三个月",
    "一岁半",
    "两岁",
    "两岁半",
)
OPENINGS = (
    "想问问大家。",
    "第一次发帖。",
    "憋了好几天。",
    "趁他睡着写几句。",
    "家里老人说法不一样。",
    "搜了一圈没找到。",
    "",
)
CLOSINGS = ("谢谢。", "在线等。", "说说你们家的吧。", "有经验的说一声。", "先记在这里。", "")
SMALL = (
    "同问。",
    "蹲一个。",
    "抱抱。",
    "收藏了。",
    "谢谢，今晚就试。",
    "后来呢？",
    "看哭了。",
    "说到我心里了。",
    "加一。",
    "好的，记下了。",
)
REPORTS = ("回来报告：", "过了一周，", "补充一句：", "我家的情况：", "")
FIRST = (
    "年糕",
    "栗子",
    "芒果",
    "小满",
    "豆包",
    "团子",
    "米粒",
    "阿布",
    "雪糕",
    "石榴",
    "冬瓜",
    "芝麻",
    "可乐",
    "毛豆",
    "桃子",
    "山药",
    "橘子",
    "元宝",
    "布丁",
    "南瓜",
)
SECOND = (
    "她妈",
    "他爸",
    "妈妈",
    "家的猫",
    "外婆",
    "不睡觉",
    "慢慢长",
    "今天洗头了",
    "在路上",
    "的晚风",
    "爱吃饭",
    "二号",
    "在阳台",
    "早安",
    "会飞",
    "的口袋",
)


def subject_of(slug: str) -> Subject:
    return SUBJECTS.get(slug, OTHER)


def name_of(number: int) -> str:
    """No two numbers have the same one."""
    first, second = FIRST[number % len(FIRST)], SECOND[number // len(FIRST) % len(SECOND)]
    again = number // (len(FIRST) * len(SECOND))
    return f"{first}{second}{again or ''}"


def title_of(dice: Random, subject: Subject) -> str:
    age, happens, asks = dice.choice(AGES), dice.choice(subject.happens), dice.choice(subject.asks)
    return dice.choice(
        (f"{age}，{happens}，{asks}？", f"{happens}，{asks}？", f"{age}{happens}", f"{asks}？{age}，{happens}")
    )


def opening_of(dice: Random, subject: Subject) -> tuple[list[str], str]:
    """Paragraphs, and the topic that stands at the end of the last one."""
    first = f"{dice.choice(OPENINGS)}我家{dice.choice(AGES)}，{dice.choice(subject.happens)}，{dice.choice(subject.happens)}。"
    second = f"{dice.choice(subject.tried)}，{dice.choice(subject.tried)}，好像都差一点。{dice.choice(subject.asks)}？{dice.choice(CLOSINGS)}"
    return [first, second][: dice.choice((1, 2, 2))], dice.choice(subject.topics) if dice.random() < 0.6 else ""


def reply_of(dice: Random, subject: Subject) -> list[str]:
    """Paragraphs: most replies are short."""
    kind = dice.random()
    if kind < 0.3:
        return [dice.choice(SMALL)]
    says = f"{dice.choice(REPORTS)}{dice.choice(subject.says)}。"
    if kind < 0.75:
        return [says]
    more = f"我们{dice.choice(AGES)}那阵{dice.choice(subject.happens)}，{dice.choice(subject.tried)}，{dice.choice(subject.says)}。"
    return [says, more] if kind < 0.9 else [says + more + dice.choice(SMALL)]


@cache
def topic_link(topic: str) -> tuple[str, tuple[str, ...]]:
    """The topic as a text's HTML shows it, and its folded name: what the renderer makes of it."""
    made = render(
        f"#{topic}#", people=lambda _: {}, topics=lambda name: f"/~/topics/{quote(name, safe='')}/", photos=lambda _: {}
    )
    return made.html.removeprefix("<p>").removesuffix("</p>"), made.topics


def written(paragraphs: list[str], topic: str = "") -> tuple[str, str, list[str]]:
    """Text, HTML and topics. Nothing in these sentences means anything to the renderer, so paragraphs are all it would make."""
    text = "\n\n".join(paragraphs) + (f" #{topic}#" if topic else "")
    link, names = topic_link(topic) if topic else ("", ())
    html = "\n".join(f"<p>{one}</p>" for one in paragraphs)
    return text, f"{html.removesuffix('</p>')} {link}</p>" if topic else html, list(names)
