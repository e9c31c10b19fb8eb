"""The project's command line."""

import gc
import os
import sys
from pathlib import Path


def main() -> None:
    # site/ is a source root (it holds the `tadpole` package), not a package: the name `site` belongs to the standard library.
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tadpole.config.settings.embedded")
    # Hundreds of thousands of objects are imported and never garbage; looking through them again and again was a fifth of a start.
    gc.set_threshold(100_000, 20, 20)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
