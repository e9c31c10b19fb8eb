"""The project's command line."""

import os
import sys
from pathlib import Path


def main() -> None:
    # site/ is a source root (it holds the `tadpole` package), not a package: the name `site` belongs to the standard library.
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tadpole.config.settings.embedded")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
