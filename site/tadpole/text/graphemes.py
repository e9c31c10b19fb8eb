"""Characters as a reader counts them: 👨‍👩‍👧 is one, é is one, 🇨🇳 is one, a line break is one.

Unicode's extended grapheme clusters (UAX 29), by the tables of ``regex``: those of Python end with the Unicode of its release.
"""

from collections.abc import Iterator

import regex

# Flags are paired here: \X would look back over a whole run of them at each one.
_CLUSTER = regex.compile(r"\p{Regional_Indicator}{2}[\p{GCB=Extend}\p{GCB=SpacingMark}\u200d]*|\X")


def graphemes(text: str) -> Iterator[str]:
    """``text`` cut into characters as seen; joined together they are ``text`` again. Linear, lazy."""
    return (found[0] for found in _CLUSTER.finditer(text))
