"""Translation catalogues as files: where they are, reading, writing, compiling. Needs Babel only, no Django.

The build hook and the Makefile use it before anything is installed; `manage.py translations` uses it for the rest.
"""

import io
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LANGUAGES = ("zh_Hans", "zh_Hant")
ROOTS = ("site/tadpole", "media", "community", "content", "campaigns", "search")
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # the same text compiles to the same bytes on every day
HEADER = """msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {language}\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""


def catalogue_path(folder: Path, language: str) -> Path:
    """Where the app in `folder` keeps what it says in `language`."""
    return folder / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path, language: str) -> Catalog:
    """The catalogue in `path`; an empty one when there is no such file."""
    if not path.exists():
        return read_po(io.StringIO(HEADER.format(language=language)), locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write_catalogue(path: Path, catalogue: Catalog, language: str) -> None:
    """Write without dates, places in the source or obsolete strings: a change in the file is a change in what is said."""
    text = io.BytesIO()
    write_po(text, catalogue, width=110, no_location=True, omit_header=True, ignore_obsolete=True)
    body = text.getvalue().decode().strip("\n")
    whole = f"{HEADER.format(language=language)}\n{body}\n" if body else HEADER.format(language=language)
    replace(path, whole.encode())


def compile_catalogue(po: Path) -> None:
    """Write the .mo beside `po`. A fuzzy string is left out: a guess is not a translation."""
    language = po.parent.parent.name
    catalogue = read_catalogue(po, language)
    catalogue.creation_date = catalogue.revision_date = NO_TIME
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    replace(po.with_suffix(".mo"), compiled.getvalue())


def compile_all(root: Path) -> int:
    """Compile every catalogue of the project at `root` that is newer than its .mo; returns how many."""
    stale = [po for po in catalogues_under(root) if is_stale(po)]
    for po in stale:
        compile_catalogue(po)
    return len(stale)


def catalogues_under(root: Path) -> Iterator[Path]:
    """Every .po of the project's own packages, in a fixed order."""
    for name in ROOTS:
        yield from sorted((root / name).rglob("locale/*/LC_MESSAGES/django.po"))


def is_stale(po: Path) -> bool:
    """Whether the .mo beside `po` is missing or older."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def replace(path: Path, content: bytes) -> None:
    """Write whole or not at all: another process may be reading the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.write_bytes(content)
    new.replace(path)


if __name__ == "__main__":
    compile_all(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve())
