"""`manage.py restore DIR`: put a backup in the place of an empty site. See docs/backup.md."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.index.rules import Away
from tadpole.config.keeping.checking import check, chosen
from tadpole.config.keeping.manifest import Manifest
from tadpole.config.keeping.passphrases import add_passphrase, passphrase_of
from tadpole.config.keeping.problems import BackupProblem
from tadpole.config.keeping.restoring import Restored, refuse, restore
from tadpole.config.keeping.vault import Vault


class Command(BaseCommand):
    help = "Bring a backup back: all of it is checked first; run again after an interruption it goes on."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--name", default="", help="which one; the newest")
        parser.add_argument("--into-nonempty", action="store_true", help="replace a site that has people, all of it")
        parser.add_argument("--ledger", type=Path, help="a copy of the folder closed-accounts/ of the lost site")
        parser.add_argument("--no-reindex", action="store_true", help="leave search for `search_reindex`")
        add_passphrase(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        try:
            vault = Vault.find(options["folder"].resolve(), passphrase_of(options))
            name = chosen(vault, options["name"])
            refuse(vault.manifest(name), into_nonempty=options["into_nonempty"])
            manifest = check(vault, name, quiet=quiet)
            done = restore(vault, name, manifest, ledger=options["ledger"], quiet=quiet)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from None
        self.tell(name, manifest, done)
        if not options["no_reindex"]:
            self.index_again(options["verbosity"])

    def index_again(self, verbosity: int) -> None:
        """The site is back whether search is there or not."""
        try:
            call_command("search_reindex", verbosity=verbosity, stdout=self.stdout)
        except Away as problem:
            self.stderr.write(
                f"The site is back, but search does not answer ({problem}): run `search_reindex` when it does."
            )

    def tell(self, name: str, manifest: Manifest, done: Restored) -> None:
        self.stdout.write(
            f"{name}: {manifest.rows:,} rows of {len(manifest.tables)} tables, {len(manifest.files):,} uploads "
            f"({manifest.uploaded:,} bytes): {done.written:,} written, {done.there:,} were there, {done.removed:,} removed."
        )
        self.stdout.write(done.key)
        if done.closed:
            self.stdout.write(f"{done.closed:,} people who had closed their account since then are gone again.")
        for path in manifest.missing[:20]:
            self.stderr.write(f"The backup had no file for {path}.")
