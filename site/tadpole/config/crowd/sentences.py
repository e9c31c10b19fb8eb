"""What the crowd says, put together anew each time."""

from functools import cache
from random import Random
from urllib.parse import quote

from tadpole.config.crowd.words import WORDS, Subject
from tadpole.text import render


def subject_of(slug: str) -> Subject:
    return WORDS.subjects.get(slug, WORDS.subjects["other"])


def name_of(number: int) -> str:
    """No two numbers have the same one."""
    first, second = WORDS.first[number % len(WORDS.first)], WORDS.second[number // len(WORDS.first) % len(WORDS.second)]
    again = number // (len(WORDS.first) * len(WORDS.second))
    return f"{first}{second}{again or ''}"


def title_of(dice: Random, subject: Subject) -> str:
    age, happens, asks = dice.choice(WORDS.ages), dice.choice(subject.happens), dice.choice(subject.asks)
    return dice.choice(
        (f"{age}，{happens}，{asks}？", f"{happens}，{asks}？", f"{age}{happens}", f"{asks}？{age}，{happens}")
    )


def opening_of(dice: Random, subject: Subject) -> tuple[list[str], str]:
    """Paragraphs, and the topic that stands at the end of the last one."""
    first = f"{dice.choice(WORDS.openings)}我家{dice.choice(WORDS.ages)}，{dice.choice(subject.happens)}，{dice.choice(subject.happens)}。"
    second = f"{dice.choice(subject.tried)}，{dice.choice(subject.tried)}，好像都差一点。{dice.choice(subject.asks)}？{dice.choice(WORDS.closings)}"
    return [first, second][: dice.choice((1, 2, 2))], dice.choice(subject.topics) if dice.random() < 0.6 else ""


def reply_of(dice: Random, subject: Subject) -> list[str]:
    """Paragraphs: most replies are short."""
    kind = dice.random()
    if kind < 0.3:
        return [dice.choice(WORDS.small)]
    says = f"{dice.choice(WORDS.reports)}{dice.choice(subject.says)}。"
    if kind < 0.75:
        return [says]
    more = f"我们{dice.choice(WORDS.ages)}那阵{dice.choice(subject.happens)}，{dice.choice(subject.tried)}，{dice.choice(subject.says)}。"
    return [says, more] if kind < 0.9 else [says + more + dice.choice(WORDS.small)]


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
