"""What people type, made safe to show and easy to find. Pure: no Django, no database, no network.

``render`` turns a member's text into HTML once, when it is written; ``plain`` and ``excerpt`` make short plain text of it;
``fold``, ``tokens`` and ``highlight`` let Chinese (both scripts), English and digits be found and marked.
Who and what a text names is asked of functions that the caller passes in.
"""

from tadpole.text.excerpts import PlainText, excerpt, plain
from tadpole.text.folding import fold, tokens
from tadpole.text.highlighting import Segment, highlight
from tadpole.text.rendering import Rendered, render
from tadpole.text.rules import MOST_CHARACTERS, MOST_MENTIONS, MOST_PHOTOS, MOST_TOPICS

__all__ = [
    "MOST_CHARACTERS",
    "MOST_MENTIONS",
    "MOST_PHOTOS",
    "MOST_TOPICS",
    "PlainText",
    "Rendered",
    "Segment",
    "excerpt",
    "fold",
    "highlight",
    "plain",
    "render",
    "tokens",
]
