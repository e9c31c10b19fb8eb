"""What the first pass alone says: nothing in it is the database's or a server's, and the tests that say it in the second are there."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_AGAIN = {"once", "embedded", "browser", "bench"}
SERVERS_OWN = {
    "at_once", "connection", "transaction", "transactional_db", "IntegrityError", "OperationalError", "DataError", "default_storage",
    "caches", "engine", "select_for_update", "services",
}  # fmt: skip
"""Names that a test has when it is about what the database, the cache, the store or the index does."""


def marks(decorators: list[ast.expr]) -> dict[str, list[ast.expr]]:
    """{name of a mark: its arguments}."""
    found: dict[str, list[ast.expr]] = {}
    for one in decorators:
        for part in one.elts if isinstance(one, ast.List | ast.Tuple) else [one]:
            call, arguments = (part.func, part.args) if isinstance(part, ast.Call) else (part, [])
            if isinstance(call, ast.Attribute):
                found[call.attr] = arguments
    return found


def functions_of(path: Path) -> dict[str, tuple[ast.AST, dict[str, list[ast.expr]]]]:
    """{name: (function, its marks and its module's)}."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assigned = [one for one in tree.body if isinstance(one, ast.Assign)]
    module = [one.value for one in assigned if getattr(one.targets[0], "id", "") == "pytestmark"]
    return {
        one.name: (one, marks([*module, *one.decorator_list]))
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and one.name.startswith("test_")
    }


def wrong(root: Path) -> Iterator[str]:
    """Tests marked `once` that must not be, and why."""
    for path in sorted((root / "tests").rglob("test_*.py")):
        if "once" not in path.read_text(encoding="utf-8"):
            continue
        for name, (function, its) in functions_of(path).items():
            if "once" not in its:
                continue
            used = {getattr(one, "id", "") or getattr(one, "arg", "") for one in ast.walk(function)} & SERVERS_OWN
            if used:
                yield f"{name}: {', '.join(sorted(used))}"
            speakers = [str(getattr(one, "value", "")) for one in its["once"]]
            yield from (
                f"{name}: {one} does not run on the servers" for one in speakers or ["nobody"] if not runs(root, one)
            )


def runs(root: Path, test: str) -> bool:
    """Whether the second pass runs `tests/file.py::test_name`."""
    file, _, name = test.partition("::")
    found = functions_of(root / file).get(name) if (root / file).is_file() else None
    return found is not None and not NOT_AGAIN & found[1].keys()


def test_what_is_said_once_is_no_servers_and_has_a_speaker_on_the_servers() -> None:
    assert list(wrong(ROOT)) == []


def test_one_without_a_speaker_or_about_the_database_is_found(tmp_path: Path) -> None:
    planted = tmp_path / "tests" / "test_planted.py"
    planted.parent.mkdir()
    planted.write_text(
        "pytestmark = [pytest.mark.django_db]\n"
        "@pytest.mark.once('tests/test_planted.py::test_there')\ndef test_good(): pass\n"
        "@pytest.mark.once()\ndef test_alone(): pass\n"
        "@pytest.mark.once('tests/test_planted.py::test_good')\ndef test_led_on(): pass\n"
        "@pytest.mark.once('tests/test_planted.py::test_there')\ndef test_locked(): at_once(reply, reply)\n"
        "def test_there(): pass\n"
    )
    assert list(wrong(tmp_path)) == [
        "test_alone: nobody does not run on the servers",
        "test_led_on: tests/test_planted.py::test_good does not run on the servers",
        "test_locked: at_once",
    ]
