"""The house's own verdict on a picture. Pure."""

LEAST_SIDE = 16
LONGEST_REASON = 200
NEAR = 3  # differing bits of 64 up to which two perceptual hashes are taken for the same picture
FLAT = {"0" * 16, "f" * 16}  # a plain wall looks like every other plain wall


def reason_against(*, width: int, height: int, sha256: str, phash: str, known_bad: frozenset[str]) -> str:
    """Why the picture may not be shown ("small", "known"), or empty when it may.

    `known_bad` holds SHA-256 hashes of files (64 hexadecimal digits) and perceptual hashes (16).
    """
    if min(width, height) < LEAST_SIDE:
        return "small"
    if sha256 in known_bad:
        return "known"
    if phash and phash not in FLAT and any(differing_bits(phash, one) <= NEAR for one in known_bad if len(one) == 16):
        return "known"
    return ""


def differing_bits(one: str, other: str) -> int:
    """How many bits of two hexadecimal hashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def hashes_in(text: str) -> frozenset[str]:
    """The hashes of a list, one a line; what follows a # and lines that are no hash are left out."""
    words = (line.partition("#")[0].strip().lower() for line in text.splitlines())
    return frozenset(word for word in words if len(word) in {16, 64} and set(word) <= set("0123456789abcdef"))
