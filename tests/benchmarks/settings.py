"""Settings of the measured server: the portal's own, with the floors beside its pages."""

from pathlib import Path

from icpportal.settings import *

ROOT_URLCONF = "tests.benchmarks.floors"
TEMPLATES[0]["DIRS"] += [Path(__file__).parent / "templates"]
