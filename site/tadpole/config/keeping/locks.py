"""Sealing files with a passphrase: scrypt for the key, AES-256-GCM in pieces, so that no file has to fit into memory.

A sealed file: `TADPOLE1`, 16 bytes of salt, then pieces of 1 MiB, each followed by its 16-byte tag. The key of a file is
HKDF-SHA256 of the master key and its salt; a piece's nonce is its number and whether it is the last, so pieces cannot be
exchanged, repeated or left out; the file's purpose is authenticated with every piece.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tadpole.config.keeping.problems import BackupProblem

MAGIC = b"TADPOLE1"
PIECE, TAG, SALT = 1 << 20, 16, 16
SCRYPT: dict[str, Any] = {"n": 1 << 16, "r": 8, "p": 1}  # 64 MB and a fifth of a second a guess


def in_pieces(chunks: Iterable[bytes], size: int = PIECE) -> Iterator[bytes]:
    """The same bytes in pieces of exactly `size`, the last one shorter (perhaps empty)."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= size:
            yield bytes(held[:size])
            del held[:size]
    yield bytes(held)


class Open:
    """No lock: what is kept is what it is."""

    sealed = False

    def seal(self, chunks: Iterable[bytes], purpose: str) -> Iterator[bytes]:
        yield from chunks

    def unseal(self, file: IO[bytes], purpose: str) -> Iterator[bytes]:
        while chunk := file.read(PIECE):
            yield chunk

    def name_of(self, digest: str) -> str:
        """What an object is called."""
        return digest

    def line(self, text: str) -> str:
        return text

    def read_line(self, line: str) -> str:
        return line


@dataclass(frozen=True)
class Locked(Open):
    """Everything is sealed, names of objects and lines of the journal too."""

    master: bytes
    sealed = True

    @classmethod
    def of(cls, passphrase: str, salt: bytes, cost: dict[str, Any]) -> "Locked":
        room = 256 * cost["n"] * cost["r"]
        return cls(hashlib.scrypt(passphrase.encode(), salt=salt, dklen=32, maxmem=room, **cost))

    def derived(self, purpose: str, salt: bytes = b"") -> bytes:
        return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose.encode()).derive(self.master)

    def proof(self) -> str:
        """Tells a right passphrase from a wrong one without opening anything."""
        return self.derived("proof").hex()

    def seal(self, chunks: Iterable[bytes], purpose: str) -> Iterator[bytes]:
        salt = secrets.token_bytes(SALT)
        box = AESGCM(self.derived("file", salt))
        yield MAGIC + salt
        number, held = 0, b""
        for piece in in_pieces(chunks):
            if number:
                yield box.encrypt(nonce(number, last=False), held, purpose.encode())
            number, held = number + 1, piece
        yield box.encrypt(nonce(number, last=True), held, purpose.encode())

    def unseal(self, file: IO[bytes], purpose: str) -> Iterator[bytes]:
        head = file.read(len(MAGIC) + SALT)
        if head[: len(MAGIC)] != MAGIC:
            raise BackupProblem("is damaged: it does not begin as a sealed file does")
        box = AESGCM(self.derived("file", head[len(MAGIC) :]))
        number, piece = 1, file.read(PIECE + TAG)
        while piece:
            following = file.read(PIECE + TAG)
            try:
                yield box.decrypt(nonce(number, last=not following), piece, purpose.encode())
            except InvalidTag:
                raise BackupProblem("is damaged: a piece of it is not what was written") from None
            number, piece = number + 1, following
        if number == 1:
            raise BackupProblem("is damaged: its end is missing")

    def name_of(self, digest: str) -> str:
        return hmac.new(self.derived("names"), digest.encode(), hashlib.sha256).hexdigest()

    def line(self, text: str) -> str:
        salt = secrets.token_bytes(12)
        return base64.b64encode(salt + AESGCM(self.derived("lines")).encrypt(salt, text.encode(), None)).decode()

    def read_line(self, line: str) -> str:
        try:
            raw = base64.b64decode(line, validate=True)
            return AESGCM(self.derived("lines")).decrypt(raw[:12], raw[12:], None).decode()
        except InvalidTag:
            raise ValueError("not a line of this journal") from None


def nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
