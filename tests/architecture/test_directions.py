"""The directions that import-linter cannot see, and import-linter itself."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
FLOORS = [
    "tadpole.errors",
    "tadpole.ui",
    "tadpole.text",
    "tadpole.events",
    "tadpole.operations",
    "tadpole.accounts",
    "tadpole.analytics",
    "media",
    "community",
    "content",
    "campaigns",
    "search",
    "tadpole.config",
]
OURS = ("media", "community", "content", "campaigns", "search")
PUBLIC = {"actions", "queries", "models", "events", "rules"}
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]


def rooms(floor: str) -> list[str]:
    """The rooms of a floor from low to high, as the contract has them (rooms of one line in any order)."""
    for contract in CONTRACT["contracts"]:
        if contract.get("containers") == [floor]:
            return [re.sub(r"[() ]", "", room) for line in reversed(contract["layers"]) for room in line.split("|")]
    return []


def height(package: str) -> tuple[int, int]:
    """How high a package stands: floor, then room."""
    top, _, rest = package.partition(".")
    if top == "tadpole":
        return FLOORS.index(".".join(package.split(".")[:2])), 0
    room = rest.split(".")[0]
    return FLOORS.index(top), rooms(top).index(room)


def app_of(package: str) -> str:
    return ".".join(package.split(".")[:2])


def sources(root: Path = ROOT) -> Iterator[tuple[str, Path]]:
    """(dotted module, file) of every module of ours."""
    for base, prefix in ((root / "site", "tadpole"), *((root, name) for name in OURS)):
        for path in sorted((base / prefix).rglob("*.py")):
            yield ".".join(path.relative_to(base).with_suffix("").parts).removesuffix(".__init__"), path


def imported(path: Path) -> Iterator[str]:
    """Modules a file imports, with the names taken from packages."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{one.name}" for one in node.names)


def private_imports(root: Path = ROOT) -> list[str]:
    """Imports of another app's private shelves."""
    found = []
    for module, path in sources(root):
        if module.startswith("tadpole.config"):
            continue
        for name in imported(path):
            parts = name.split(".")
            if parts[0] not in OURS and parts[:2] != ["tadpole", "accounts"]:
                continue
            if len(parts) > 2 and app_of(name) != app_of(module) and parts[2] not in PUBLIC:
                found.append(f"{module} imports {name}")
    return found


def upward_keys(models_: list[type[models.Model]]) -> list[str]:
    """Foreign keys from a lower app to a higher one."""
    found = []
    for model in models_:
        mine = model.__module__
        if mine.split(".")[0] not in (*OURS, "tadpole"):
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if (
                field.auto_created
                or target is None
                or not isinstance(target, type)
                or target.__module__.split(".")[0] not in (*OURS, "tadpole")
            ):
                continue
            if height(app_of(target.__module__)) > height(app_of(mine)):
                found.append(f"{model.__name__}.{field.name} → {target.__module__}")
    return found


TAG = re.compile(r"{%\s*(extends|include|load)\s+([^%]+?)\s*%}")


def template_owner(name: str) -> str | None:
    """The app whose templates folder holds `name`."""
    for config in apps.get_app_configs():
        if config.name.split(".")[0] in (*OURS, "tadpole") and (Path(config.path) / "templates" / name).exists():
            return config.name
    return None


def upward_templates(folders: dict[str, Path]) -> list[str]:
    """Templates that reach for a template or tag library of a higher app."""
    libraries = {
        path.stem: app.name for app in apps.get_app_configs() for path in Path(app.path).glob("templatetags/*.py")
    }
    found = []
    for app, folder in folders.items():
        if app == "tadpole.config":
            continue
        for path in sorted((folder / "templates").rglob("*.html")):
            for verb, rest in TAG.findall(path.read_text(encoding="utf-8")):
                names = (
                    rest.split(" from ")[-1].split() if verb == "load" else re.findall(r"[\"']([^\"']+)[\"']", rest)[:1]
                )
                for name in names:
                    owner = libraries.get(name) if verb == "load" else template_owner(name)
                    if (
                        owner
                        and owner.split(".")[0] in (*OURS, "tadpole")
                        and height(app_of(owner)) > height(app_of(app))
                    ):
                        found.append(f"{path.name} in {app} {verb}s {name} of {owner}")
    return found


def our_apps() -> dict[str, Path]:
    return {
        config.name: Path(config.path)
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in (*OURS, "tadpole")
    }


def linted(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(
        command,
        cwd=root,
        env={"PYTHONPATH": f"{root / 'site'}:{root}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_import_contract_is_kept_and_nothing_is_ignored() -> None:
    done = linted(ROOT)
    assert done.returncode == 0, done.stdout[-4000:]
    assert all(not contract.get("ignore_imports") for contract in CONTRACT["contracts"])


def test_apps_use_only_the_public_shelves_of_each_other() -> None:
    assert private_imports() == []


def test_foreign_keys_point_down() -> None:
    assert upward_keys(apps.get_models()) == []


def test_no_model_is_fetched_by_name_outside_migrations() -> None:
    assert [
        module
        for module, path in sources()
        if "migrations" not in module
        and "get_model(" in path.read_text(encoding="utf-8")
        and "get_model()" not in path.read_text(encoding="utf-8")
        and "ProjectState" not in path.read_text(encoding="utf-8")  # operations of migrations ask its state
    ] == []


def test_templates_reach_down_only() -> None:
    assert upward_templates(our_apps()) == []


def planted(tmp_path: Path, where: str, line: str) -> Path:
    """A copy of the tree with one line added to one module."""
    for name in ("site", *OURS):
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("locale", "static", "demo", "__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    target = tmp_path / where
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        (target.read_text(encoding="utf-8") if target.exists() else "") + "\n" + line + "\n", encoding="utf-8"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("media/photos/queries.py", "import community.threads.models"),
        ("community/profiles/queries.py", "import community.threads.models"),
        ("community/threads/utils.py", "X = 1"),
        ("community/threads/models.py", "import community.threads.actions"),
        ("community/threads/actions/__init__.py", "import elasticsearch"),
        ("campaigns/contests/queries.py", "import community.families.models"),
    ],
)
def test_a_planted_import_breaks_a_contract(tmp_path: Path, where: str, line: str) -> None:
    done = linted(planted(tmp_path, where, line))
    assert done.returncode != 0
    assert "BROKEN" in done.stdout, done.stdout + done.stderr


def test_a_planted_private_import_is_seen(tmp_path: Path) -> None:
    tree = planted(tmp_path, "community/threads/actions/__init__.py", "from community.circles.forms import CircleForm")
    assert private_imports(tree) == ["community.threads.actions imports community.circles.forms.CircleForm"]


def test_a_planted_upward_key_is_seen() -> None:
    class Planted(models.Model):
        thread = models.ForeignKey("threads.Thread", models.CASCADE)

        class Meta:
            app_label = "photos"

        def __str__(self) -> str:
            return ""

    Planted.__module__ = "media.photos.models"
    try:
        assert upward_keys([Planted]) == ["Planted.thread → community.threads.models"]
    finally:
        apps.all_models["photos"].pop("planted")
        apps.clear_cache()


def test_a_planted_upward_template_is_seen(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "low.html").write_text('{% include "threads/discussion.html" %}', encoding="utf-8")
    assert upward_templates({"media.photos": tmp_path}) == [
        "low.html in media.photos includes threads/discussion.html of community.threads"
    ]
