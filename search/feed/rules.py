"""Decisions of topic pages. Pure."""

LONGEST_TOPIC = 60


def topic_name(asked: str) -> str:
    """A topic as it stands in an address, made fit to be shown: no # around it, on one line, cut."""
    return " ".join(
        "".join(letter if letter.isprintable() else " " for letter in asked[: LONGEST_TOPIC * 4]).split()
    ).strip("#＃ ")[:LONGEST_TOPIC]
