"""`manage.py bucket`: the bucket of TADPOLE_FILES_URL, made where there is none."""

from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from tadpole.config.files import Bucket


class Command(BaseCommand):
    help = "Make the bucket for uploads on the S3-compatible storage; nothing to do where it is there, or where a folder is used."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        made = isinstance(default_storage, Bucket) and default_storage.make()
        self.stdout.write("made" if made else "nothing to make")
