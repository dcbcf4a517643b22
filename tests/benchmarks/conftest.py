"""The floors' own templates, for whoever asks for a floor."""

import copy
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _templates_of_the_floors(settings: Any) -> None:
    settings.TEMPLATES = copy.deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
