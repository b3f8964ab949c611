"""The build step: brings the browser files and compiles the message catalogues into the package."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import browser_files, catalogues


class BrowserFilesAndCatalogues(BuildHookInterface):
    """The hook that hatch runs before it builds a wheel or an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the files that git does not hold; a wheel carries the demonstration's data set besides."""
        browser_files.bring()
        catalogues.compile_all()
        if version != "editable":  # an editable install reads it where it lies
            build_data["force_include"]["demo"] = "saiyai/site/demo"
