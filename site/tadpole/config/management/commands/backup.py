"""`manage.py backup DIR`: the database, the uploads and a manifest of them. See docs/backup.md."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tadpole.config.keeping.checking import check, chosen
from tadpole.config.keeping.passphrases import add_passphrase, passphrase_of
from tadpole.config.keeping.problems import BackupProblem
from tadpole.config.keeping.saving import back_up
from tadpole.config.keeping.vault import Vault


class Command(BaseCommand):
    help = "Back the site up into a folder, while it is used. Run again it copies only what is new."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--check", action="store_true", help="make none; hold one against its manifest")
        parser.add_argument("--list", action="store_true", help="make none; say which there are")
        parser.add_argument("--name", default="", help="which one to check; the newest")
        parser.add_argument("--keep", type=int, default=0, help="afterwards let go of all but the newest KEEP")
        add_passphrase(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)  # nobody else looks at children's pictures
        try:
            if options["list"]:
                self.say_which(options)
            elif options["check"]:
                self.check_one(options)
            else:
                self.make_one(options)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from None

    def make_one(self, options: dict[str, Any]) -> None:
        vault = Vault.make(options["folder"].resolve(), passphrase_of(options))
        with vault.alone():
            done, manifest = back_up(vault, now=timezone.now(), quiet=options["verbosity"] == 0)
            gone = vault.forget_but(options["keep"]) if options["keep"] > 0 else 0
        self.stdout.write(
            f"{done.name}: {manifest.rows:,} rows of {len(manifest.tables)} tables ({manifest.database.bytes:,} bytes), "
            f"{len(manifest.files):,} uploads ({manifest.uploaded:,} bytes): {done.copied:,} copied, {done.kept:,} kept."
        )
        if gone:
            self.stdout.write(f"{gone:,} objects that only older backups held are gone.")
        for path in manifest.missing[:20]:
            self.stderr.write(f"A row names {path}, and the storage has not got it.")
        if not vault.lock.sealed:
            self.stdout.write(
                "Not sealed: the signing key is not in it. Keep the key, and this folder, where they are safe."
            )

    def check_one(self, options: dict[str, Any]) -> None:
        vault = Vault.find(options["folder"].resolve(), passphrase_of(options))
        name = chosen(vault, options["name"])
        manifest = check(vault, name, quiet=options["verbosity"] == 0)
        self.stdout.write(
            f"{name} is whole: {manifest.rows:,} rows, {len(manifest.files):,} uploads, {manifest.uploaded:,} bytes."
        )

    def say_which(self, options: dict[str, Any]) -> None:
        vault = Vault.find(options["folder"].resolve(), passphrase_of(options))
        for name in vault.names():
            manifest = vault.manifest(name)
            self.stdout.write(
                f"{name}  {manifest.rows:>12,} rows  {len(manifest.files):>9,} uploads  {manifest.version}"
            )
