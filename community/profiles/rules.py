"""What a person may be called. Pure."""

import unicodedata
from collections.abc import Iterable

import regex

from tadpole.text import CODE_POINTS, fits, fold, length, readable, skeleton

SHORTEST_NAME = 2
LONGEST_NAME = 24
MOST_FOLDED = 2 * LONGEST_NAME
LONGEST_FOLDED = CODE_POINTS * MOST_FOLDED
LONGEST_BIO = 300
FORBIDDEN = "@#＠＃<>/\\"
RESERVED = (
    "管理员",
    "站务",
    "客服",
    "客户服务",
    "版主",
    "官方",
    "编辑部",
    "小蝌蚪",
    "admin",
    "administrator",
    "moderator",
    "official",
    "support",
    "system",
    "tadpole",
)
"""Who speaks for the site. A name that holds what looks like one of these is for staff only."""
_DIGITS_AS_LETTERS = str.maketrans("435$7!", "aessti")
_NOT_OF_A_WORD = regex.compile(r"[^\p{Script=Han}]|[一丨丶丿亅〇]")


def has_odd_length(name: str) -> bool:
    """Whether `name` is too short to be read or too long to be kept; a character is what a reader counts."""
    return (
        length(name) < SHORTEST_NAME
        or not readable(name)
        or not fits(name, LONGEST_NAME)
        or not fits(fold(name), MOST_FOLDED)
    )


def has_strange_letters(name: str) -> bool:
    """Whether something in `name` means something else in our texts (@ calls, # names a topic) or has a look of its own
    on every device (private use)."""
    return any(letter in FORBIDDEN or unicodedata.category(letter) == "Co" for letter in name)


def has_no_letters(name: str) -> bool:
    """Whether `name` is made of blanks, marks and pictures only, so that nobody could say it."""
    return not skeleton(name)


def is_reserved(name: str) -> bool:
    """Whether `name` looks like the site itself, digits for letters (5upport) and strokes or letters between Han (官x方) or not."""
    looks = (skeleton(name), skeleton(name.translate(_DIGITS_AS_LETTERS)), _NOT_OF_A_WORD.sub("", skeleton(name)))
    return any(skeleton(word) in look for word in RESERVED for look in looks)


def looks_like(name: str, others: Iterable[str]) -> bool:
    """Whether `name` could be taken for one of `others`."""
    looks = skeleton(name)
    return any(looks == skeleton(other) for other in others)


def first_name(user_id: int, tries: int = 0) -> str:
    """What somebody is called until they choose: never anything of their e-mail address."""
    return f"新朋友{user_id}" if not tries else f"新朋友{user_id}-{tries + 1}"
