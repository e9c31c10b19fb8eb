"""Static files under names that hold a hash of what is in them: kept for ever by browsers, old and new side by side while a release rolls out."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

OUR_MODULES = ("blocks", "live", "photos", "profiles", "results", "ui")
"""Folders whose scripts import each other. Others' scripts are left as they are: what looks like an import there may be none."""

_anything, _imports = HashedFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]


class HashedStatics(CompressedManifestStaticFilesStorage):
    """With the imports of our modules rewritten, and compressed copies beside each file."""

    patterns = (*HashedFilesMixin.patterns, *((f"{folder}/*.js", _imports) for folder in OUR_MODULES))

    def stored_name(self, name: str) -> str:
        """Its own name where nothing has been collected: whitenoise then finds it in the source."""
        return str(super().stored_name(name)) if self.hashed_files else name
