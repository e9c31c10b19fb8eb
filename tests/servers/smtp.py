"""SMTP: aiosmtpd in a process of its own. What it takes is kept as files, so that any process may read it."""

import asyncio
import smtplib
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.servers.process import ROOT, Server


class Smtp(Server):
    """`mails()` are those it took, oldest first; `refuse(451)` answers every mail so, `refuse(0)` takes them again."""

    name = "smtp"

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def kept(self) -> Path:
        return self.folder / "mails"

    def prepare(self) -> None:
        self.kept.mkdir()

    def command(self) -> list[str]:
        return [sys.executable, "-m", "tests.servers.smtp", str(self.port), str(self.folder)]

    def environment(self) -> dict[str, str]:
        return {"PYTHONPATH": str(ROOT)}

    def answers(self) -> bool:
        try:
            with smtplib.SMTP("127.0.0.1", self.port, timeout=2) as session:
                return session.noop()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def mails(self) -> list[EmailMessage]:
        files = sorted(self.kept.glob("*.eml"))
        return [message_from_bytes(one.read_bytes(), policy=policy.default) for one in files]  # type: ignore[misc]

    def empty(self) -> None:
        for one in self.kept.glob("*.eml"):
            one.unlink()

    def refuse(self, code: int | bool = 451, *, at: str = "DATA") -> None:
        """From now on answer `code` at MAIL, RCPT or DATA; True is 451 (try again later), 0 or False takes mails again."""
        number = 451 if code is True else int(code)
        told = self.folder / "refuse"
        (told.with_suffix(".new")).write_text(f"{number} {at}" if number else "")
        told.with_suffix(".new").rename(told)


class Keeper:
    """aiosmtpd's handler: keeps each mail as a file, or refuses as the file `refuse` says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = len(list((folder / "mails").glob("*.eml")))

    def refusal(self, step: str) -> str:
        told = self.folder / "refuse"
        code, _, at = (told.read_text() if told.exists() else "").partition(" ")
        return f"{code} refused, as the test asked" if code and at == step else ""

    async def handle_MAIL(self, server: object, session: object, envelope: object, sender: str, options: object) -> str:
        envelope.mail_from = sender  # type: ignore[attr-defined]
        return self.refusal("MAIL") or "250 OK"

    async def handle_RCPT(self, server: object, session: object, envelope: object, to: str, options: object) -> str:
        if answer := self.refusal("RCPT"):
            return answer
        envelope.rcpt_tos.append(to)  # type: ignore[attr-defined]
        return "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        if answer := self.refusal("DATA"):
            return answer
        self.number += 1
        half = self.folder / "mails" / f"{self.number:06}.half"
        half.write_bytes(b"X-Envelope-To: " + ",".join(envelope.rcpt_tos).encode() + b"\r\n" + envelope.content)  # type: ignore[attr-defined]
        half.rename(half.with_suffix(".eml"))
        return "250 OK"


async def serve(port: int, folder: Path) -> None:
    from aiosmtpd.smtp import SMTP

    loop = asyncio.get_running_loop()
    keeper = Keeper(folder)
    server = await loop.create_server(lambda: SMTP(keeper, hostname="localhost", loop=loop), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
