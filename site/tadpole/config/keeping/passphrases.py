"""Where a passphrase comes from: a file, or TADPOLE_BACKUP_PASSPHRASE. Never the command line, which others can read."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from tadpole.config.keeping.problems import BackupProblem


def add_passphrase(parser: CommandParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        help="seals the backup with this file's words; else TADPOLE_BACKUP_PASSPHRASE(_FILE)",
    )


def passphrase_of(options: dict[str, Any]) -> str:
    """Empty when backups are not sealed."""
    path: Path | None = options["passphrase_file"]
    if path is None:
        return str(settings.ENV.backup_passphrase)
    try:
        words = path.read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise BackupProblem(f"{path} cannot be read: {problem.strerror}") from None
    if not words:
        raise BackupProblem(f"{path} is empty.")
    return words
