"""What all tests share: how long Hypothesis searches, and how golden files are written anew."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

for folder in (
    ".",
    "sheet",
    "store",
    "deadlines",
):  # the modules beside this one serve the tests of every folder, those of sheet the outputs
    sys.path.insert(0, str(Path(__file__).parent / folder))

pytest_plugins = ["store_databases"]

settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--regenerate"))


# They need a browser and an office program; ``make test-outputs`` installs both.
collect_ignore = [] if os.environ.get("SOPFLOW_OUTPUTS") else ["outputs"]
