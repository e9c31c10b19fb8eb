"""What the documents say of the code is held against the code."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tadpole.ui import slots

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("site", "media", "community", "content", "campaigns", "search")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
OURS = ("tadpole.", "media.", "community.", "content.", "campaigns.", "search.")


def documented() -> set[str]:
    """Names in the first column of the slot table."""
    table = ARCHITECTURE.split("## Slots", 1)[1]
    first = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")]
    return {name for cell in first for name in re.findall(r"`([a-z]+\.[a-z_]+)`", cell)}


def printed() -> set[str]:
    """Names that some template, or a page's context, leaves open."""
    files = [path for floor in FLOORS for kind in ("*.html", "models.py") for path in (ROOT / floor).rglob(kind)]
    pattern = r"""(?:{% slot |\brendered\()"([a-z._]+)\""""
    return {name for path in files for name in re.findall(pattern, path.read_text(encoding="utf-8"))}


def test_the_slot_table_names_every_slot_and_no_other() -> None:
    assert documented() == printed()


def test_what_is_filled_is_printed_somewhere() -> None:
    assert set(slots.filled()) <= printed()


def test_every_command_of_ours_is_told_of() -> None:
    commands = {name for name, app in get_commands().items() if app.startswith(OURS)}
    table = ARCHITECTURE.split("## Commands", 1)[1].split("##", 1)[0]
    first = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `") and "manage.py" not in line]
    assert {name for cell in first for name in re.findall(r"`([a-z_]+)`", cell)} == commands


@pytest.mark.parametrize("path", sorted((ROOT / "docs/decisions").glob("0*.md")), ids=lambda path: path.stem)
def test_a_decision_is_short_and_has_its_three_parts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 25
    assert text.startswith(f"# {int(path.stem[:4])}. ")
    for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
        assert part in text


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.stem[:4]) for path in (ROOT / "docs/decisions").glob("0*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("folder", [*FLOORS, "tests"])
def test_each_top_folder_says_in_fifteen_lines_what_it_is(folder: str) -> None:
    assert 0 < len((ROOT / folder / "README.md").read_text(encoding="utf-8").splitlines()) <= 15
