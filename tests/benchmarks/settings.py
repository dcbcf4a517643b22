"""Settings of the measured server: the portal's own, with the floors beside its pages."""

from pathlib import Path

from icpportal.settings import *

ROOT_URLCONF = "tests.benchmarks.floors"
TEMPLATES[0]["DIRS"] += [Path(__file__).parent / "templates"]
# All that is measured comes from one address: its queries are counted, and never too many.
PUBLIC_QUERIES_PER_MINUTE = PUBLIC_QUERIES_PER_NETWORK = 10**9
