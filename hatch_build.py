"""Compiles the translations when the project is built or installed, so that neither git nor a person has to keep them."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface):
    """Runs for the wheel and for the editable install alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the .mo beside every .po; `artifacts` in pyproject.toml packs them although git ignores them."""
        sys.path.insert(0, str(Path(self.root) / "site"))
        from tadpole.config.catalogues import compile_all

        compile_all(Path(self.root))
