"""Decisions of the results page. Pure."""

import re
from typing import Literal

Emergency = Literal["", "seizure", "breathing"]

PAGE = 10
LAST_PAGE = 30
"""Nobody reads further; a better question finds more."""

# Words for what happens now and cannot wait, folded (simplified, lower case). Few and plain: a wrong alarm frightens.
SEIZURE = ("抽搐", "惊厥", "抽风", "翻白眼", "口吐白沫", "seizure", "convulsion", "convulsing", "febrile fit")
BREATHING = (
    "呼吸困难", "喘不上气", "喘不过气", "不呼吸", "没有呼吸", "停止呼吸", "没呼吸", "窒息", "噎住", "卡住喉咙", "卡喉咙", "卡到喉咙",
    "昏迷", "叫不醒", "没反应", "没有反应", "嘴唇发紫", "脸色发紫", "嘴唇发青", "脸色发青",
    "choking", "choked", "not breathing", "can't breathe", "cannot breathe", "unconscious", "unresponsive", "turning blue",
)  # fmt: skip
TALK_OF_LONG_AGO = re.compile(r"(?:后遗症|窒息的爱|睡眠呼吸)")


def emergency(folded: str) -> Emergency:
    """Whether a question (folded) sounds like something that is happening now and cannot wait."""
    if TALK_OF_LONG_AGO.search(folded):
        return ""
    if any(word in folded for word in BREATHING):
        return "breathing"
    return "seizure" if any(word in folded for word in SEIZURE) else ""


def page_number(asked: str | None) -> int:
    """The page that was asked for, from 1; anything else than a number of ours is 1."""
    return (
        int(asked)
        if asked and asked.isascii() and asked.isdecimal() and len(asked) < 4 and 1 <= int(asked) <= LAST_PAGE
        else 1
    )


def around(text: str, at: int, characters: int = 120) -> tuple[int, int]:
    """Where to cut so that the place `at` stands early in a lead of so many characters: after a sentence if one ends near."""
    if at < characters * 2 // 3:
        return 0, characters
    start = max(0, at - characters // 4)
    pause = max(text.rfind(mark, start, at) for mark in "。！？；\n.!?;，,")
    start = pause + 1 if pause >= 0 else start
    return start, start + characters
