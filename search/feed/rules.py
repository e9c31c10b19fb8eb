"""Decisions of topic pages. Pure."""

from tadpole.text import CODE_POINTS, first, line

LONGEST_TOPIC = 60


def topic_name(asked: str) -> str:
    """A topic as it stands in an address, made fit to be shown: no # around it, on one line, cut."""
    return first(line(asked[: LONGEST_TOPIC * CODE_POINTS]).strip("#＃ "), LONGEST_TOPIC)
