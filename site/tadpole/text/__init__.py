"""What people type, made safe to show and easy to find. Pure: no Django, no database, no network.

``render`` turns a member's text into HTML once, when it is written; ``plain`` and ``excerpt`` make short plain text of it;
``line`` and ``lines`` take in what somebody typed, ``length``, ``fits`` and ``readable`` count it, ``first`` shortens it;
``fold``, ``tokens`` and ``highlight`` let Chinese (both scripts), English and digits be found and marked.
Who and what a text names is asked of functions that the caller passes in.
"""

from tadpole.text.excerpts import PlainText, excerpt, plain
from tadpole.text.folding import fold, tokens
from tadpole.text.highlighting import Segment, highlight
from tadpole.text.intake import CODE_POINTS, cleaned, first, fits, length, line, lines, readable
from tadpole.text.lookalikes import skeleton
from tadpole.text.markup import shallow, words_of_html
from tadpole.text.rendering import Rendered, render
from tadpole.text.rules import MOST_CHARACTERS, MOST_MENTIONS, MOST_PHOTOS, MOST_TOPICS, find

__all__ = [
    "CODE_POINTS",
    "MOST_CHARACTERS",
    "MOST_MENTIONS",
    "MOST_PHOTOS",
    "MOST_TOPICS",
    "PlainText",
    "Rendered",
    "Segment",
    "cleaned",
    "excerpt",
    "find",
    "first",
    "fits",
    "fold",
    "highlight",
    "length",
    "line",
    "lines",
    "plain",
    "readable",
    "render",
    "shallow",
    "skeleton",
    "tokens",
    "words_of_html",
]
