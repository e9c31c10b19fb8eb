"""Certificates for servers of one test: one that vouches for itself, and a stranger's that vouches for nobody here."""

import datetime
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Papers:
    """A certificate of 127.0.0.1, its key, and the certificate of a stranger who says to be 127.0.0.1."""

    certificate: Path
    key: Path
    stranger: Path

    @classmethod
    def made(cls, folder: Path) -> Self:
        own, strangers = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        written = cls(folder / "own.pem", folder / "own.key", folder / "stranger.pem")
        written.certificate.write_bytes(certificate(own))
        written.stranger.write_bytes(certificate(strangers))
        form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        written.key.write_bytes(own.private_bytes(*form))
        return written


def certificate(key: ec.EllipticCurvePrivateKey) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "pond")])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - DAY).not_valid_after(now + DAY)
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    return made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
