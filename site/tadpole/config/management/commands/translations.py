"""`manage.py translations`: keep every app's catalogues complete.

`python -m tadpole.config.management.commands.translations` does the same while some app does not load.
"""

import re
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import chdir
from io import StringIO
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.core.management.utils import find_command

from tadpole.config.catalogues import (
    LANGUAGES,
    ROOTS,
    catalogue_path,
    compile_catalogue,
    is_stale,
    read_catalogue,
    write_catalogue,
)

ROOT = Path(__file__).resolve().parents[5]
FRONT_DOOR = ROOT / "site/tadpole/config"
SPOKEN = {".py", ".html", ".txt"}
SILENT = {"migrations", "locale", "static", "__pycache__"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


class Command(BaseCommand):
    """Extract, merge and compile; with --check change nothing and list what is missing.

    Extraction is Django's own (it knows templates) and needs Debian's gettext; merging and compiling are Babel's, so
    a machine without gettext can still compile.
    """

    help = "Collect the strings of each app into its zh_Hans and zh_Hant catalogues and compile them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--app", action="append", metavar="NAME", help="only this app (community.threads); repeatable"
        )
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when a string has no translation"
        )
        parser.add_argument("--compile", action="store_true", help="only compile (needs no gettext)")

    def handle(self, *, app: list[str] | None, check: bool, **options: Any) -> None:
        chosen = own_apps(app)
        if options["compile"]:
            self.compile(chosen)
            return
        if find_command("xgettext") is None:
            raise CommandError("xgettext is missing. Install it: apt-get install -y gettext")
        if check:
            self.check_catalogues(chosen)
        else:
            self.update(chosen)

    def update(self, chosen: dict[str, Path]) -> None:
        """Merge the strings of today into the catalogues, compile them, say what still waits for words."""
        for name, folder in chosen.items():
            template = extract(folder)
            for language in LANGUAGES:
                path = catalogue_path(folder, language)
                if not len(template) and not path.exists():
                    continue
                catalogue = read_catalogue(path, language)
                catalogue.update(template, no_fuzzy_matching=True)
                write_catalogue(path, catalogue, language)
                compile_catalogue(path)
                waiting = sum(1 for message in strings(catalogue) if not is_translated(message))
                self.stdout.write(f"{name} {language}: {len(catalogue)} strings, {waiting} without translation")

    def check_catalogues(self, chosen: dict[str, Path]) -> None:
        """Fail with a list of everything that is not as it should be."""
        faults: list[str] = []
        for name, folder in chosen.items():
            template = extract(folder)
            for language in LANGUAGES:
                catalogue = read_catalogue(catalogue_path(folder, language), language)
                faults += [f"{name} {language}: {fault}" for fault in faults_of(catalogue, template)]
        if faults:
            raise CommandError("\n".join([*faults, f"{len(faults)} strings need a look (manage.py translations)."]))
        self.stdout.write(f"{len(chosen)} apps: every string has its {' and '.join(LANGUAGES)}.")

    def compile(self, chosen: dict[str, Path]) -> None:
        """Compile what is newer than its .mo."""
        for folder in chosen.values():
            for language in LANGUAGES:
                path = catalogue_path(folder, language)
                if path.exists() and is_stale(path):
                    compile_catalogue(path)


def own_apps(names: list[str] | None) -> dict[str, Path]:
    """The project's own apps, name → folder; raises CommandError for a name that is none of them."""
    found = {}
    for floor in ROOTS:
        for module in (ROOT / floor).rglob("apps.py"):
            parts = (floor.removeprefix("site/"), *module.parent.relative_to(ROOT / floor).parts)
            found[".".join(parts)] = module.parent
    unknown = sorted(set(names or []) - found.keys())
    if unknown:
        raise CommandError(f"No such app: {', '.join(unknown)}. There are: {', '.join(sorted(found))}")
    return {name: found[name] for name in sorted(names or found)}


def extract(folder: Path) -> Catalog:
    """Every string the app says, in the order of its files. Works on a copy: Django's extraction writes beside the sources."""
    with tempfile.TemporaryDirectory(prefix="tadpole-strings-") as name:
        copy = Path(name)
        for root, file in sources(folder):
            target = copy / file.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        (copy / "locale").mkdir()
        with chdir(copy):
            call_command(
                "makemessages", locale=["en"], keep_pot=True, ignore_patterns=[], verbosity=0, stdout=StringIO()
            )
        pot = copy / "locale" / "django.pot"
        if not pot.exists():
            return Catalog()
        # gettext leaves the plural forms open; the source is English. Each catalogue keeps its own number of them.
        text = pot.read_text("utf-8").replace("nplurals=INTEGER; plural=EXPRESSION", "nplurals=2; plural=n != 1")
        template = read_po(StringIO(text))
    for message in strings(template):
        message.locations = []
    return template


def sources(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Pairs of (root, file below it). The front door also speaks for the modules that are no app of their own."""
    root = folder.parent if folder == FRONT_DOOR else folder
    others = {module.parent for module in root.rglob("apps.py")} - {folder}
    for file in sorted(root.rglob("*")):
        if file.suffix in SPOKEN and not SILENT & set(file.relative_to(root).parts) and not others & set(file.parents):
            yield root, file


def strings(catalogue: Catalog) -> Iterable[Message]:
    """The messages without the header."""
    return (message for message in catalogue if message.id)


def is_translated(message: Message) -> bool:
    """Whether every plural form has words that somebody stands by."""
    words = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(words) and not message.fuzzy


def faults_of(catalogue: Catalog, template: Catalog) -> list[str]:
    """What keeps `catalogue` from saying everything in `template`, a sentence each."""
    faults = []
    for wanted in strings(template):
        message = catalogue.get(wanted.id, wanted.context)
        if message is None:
            faults.append(f"missing: {first(wanted)!r}")
        elif message.fuzzy:
            faults.append(f"fuzzy: {first(wanted)!r}")
        elif not is_translated(message):
            faults.append(f"untranslated: {first(wanted)!r}")
        elif placeholders(message.string) - placeholders(message.id):
            faults.append(f"unknown placeholder in the translation of: {first(wanted)!r}")
    known = {(first(message), message.context) for message in strings(template)}
    stale = [message for message in strings(catalogue) if (first(message), message.context) not in known]
    return faults + [f"no longer said: {first(message)!r}" for message in stale]


def first(message: Message) -> str:
    """The source string, the singular of a pair."""
    return message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def placeholders(words: Any) -> set[str]:
    """The named placeholders in a string or in all its plural forms."""
    forms = words if isinstance(words, (tuple, list)) else (words,)
    return {name for form in forms for name in PLACEHOLDER.findall(form or "")}


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    django.setup()
    Command().run_from_argv(["manage.py", "translations", *sys.argv[1:]])
