"""Static files of the services profile: under hashed names once they are collected, under their own before."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def tadpole(home: Path, *words: str) -> str:
    """What a command says; only the settings both profiles share, so no server is needed."""
    environment = {
        **os.environ,
        "TADPOLE_SECRET_KEY": "for-collecting",
        "TADPOLE_HOME": str(home),
        "TADPOLE_STATIC": "",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *words, "--settings", "tadpole.config.settings.base"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


ASKED = "from django.templatetags.static import static; print('address', static('live/live-stage.js'))"


def test_before_and_after_collecting(tmp_path: Path) -> None:
    assert "address /static/live/live-stage.js" in tadpole(tmp_path, "shell", "-c", ASKED)
    tadpole(tmp_path, "collectstatic", "--noinput")
    (address,) = re.findall(r"address /static/(\S+)", tadpole(tmp_path, "shell", "-c", ASKED))
    assert re.fullmatch(r"live/live-stage\.[0-9a-f]{12}\.js", address)
    script = (tmp_path / "static" / address).read_text(encoding="utf-8")
    imported = re.findall(r'from "\./([a-z.0-9]+)"', script)
    assert imported
    assert all(re.fullmatch(r"[a-z]+\.[0-9a-f]{12}\.js", name) for name in imported)
    assert all((tmp_path / "static/live" / name).exists() for name in imported)
    for packed in (".gz", ".br"):
        assert (tmp_path / "static" / f"{address}{packed}").exists()
    sheet = next((tmp_path / "static/ui/css").glob("*.????????????.css"))
    assert not re.findall(r'url\("(?!data:|#)[^"]*/[^".]+\.(svg|woff2|webp)"\)', sheet.read_text(encoding="utf-8"))


def test_every_script_that_imports_another_is_rewritten() -> None:
    from tadpole.config.statics import OUR_MODULES

    floors = ("site", "media", "community", "content", "campaigns", "search")
    importing = {
        path.parent.name
        for floor in floors
        for path in (ROOT / floor).glob("**/static/*/*.js")
        if re.search(r"^\s*(import|export)\b.*from\b|\bimport\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert importing <= set(OUR_MODULES)
