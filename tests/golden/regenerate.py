"""Write all golden files anew: ``python -m tests.golden.regenerate``. Read the difference before you commit it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    sys.exit(pytest.main(["--regenerate", "-q", str(Path(__file__).parents[1]), *sys.argv[1:]]))
