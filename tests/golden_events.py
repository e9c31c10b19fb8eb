"""Writes the golden file of event shapes: `.venv/bin/python -m tests.golden_events`."""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tadpole.config.settings.test")

if __name__ == "__main__":
    import django

    django.setup()
    from tadpole.events.registry import EVENTS, shape_of

    shapes = {name: shape_of(EVENTS[name]) for name in sorted(EVENTS)}
    target = ROOT / "tests" / "golden" / "events.json"
    target.write_text(json.dumps(shapes, indent=2) + "\n", encoding="utf-8")
