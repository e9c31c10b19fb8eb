"""What a person may be called. Pure."""

import unicodedata

from tadpole.text import fold

SHORTEST_NAME = 2
LONGEST_NAME = 24
LONGEST_FOLDED = 48
LONGEST_BIO = 300
FORBIDDEN = "@#＠＃<>/\\"
RESERVED = (
    "管理员",
    "站务",
    "客服",
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
"""Who speaks for the house. A name that holds one of these (folded) is for staff only."""


def tidied(name: str) -> str:
    """`name` without blanks at its ends and with single ones inside, characters composed."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def has_strange_letters(name: str) -> bool:
    """Whether something in `name` cannot be seen, or means something else in our texts (@ calls, # names a topic)."""
    invisible = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return any(letter in FORBIDDEN or unicodedata.category(letter) in invisible for letter in name)


def has_no_letters(name: str) -> bool:
    """Whether `name` is made of blanks and marks only, so that nobody could say it."""
    return not any(letter.isalnum() for letter in name)


def is_reserved(name: str) -> bool:
    """Whether `name` sounds like the house itself."""
    plain = fold(name).replace(" ", "")
    return any(fold(word) in plain for word in RESERVED)


def first_name(user_id: int, tries: int = 0) -> str:
    """What somebody is called until they choose: never anything of their e-mail address."""
    return f"新朋友{user_id}" if not tries else f"新朋友{user_id}-{tries + 1}"
