"""The installed command: `tadpole serve`, `tadpole migrate`, … the same as manage.py in a checkout."""

import gc
import os
import sys


def main() -> None:
    """Run one management command of the embedded profile, unless DJANGO_SETTINGS_MODULE says another."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tadpole.config.settings.embedded")
    gc.set_threshold(100_000, 20, 20)  # as manage.py does
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tadpole", *sys.argv[1:]])


if __name__ == "__main__":
    main()
