"""For the tests of applications that embed sopflow: random SOPs, random cases, and wrong commands, with Hypothesis.

    from hypothesis import given
    from sopflow.testing import case_machine, histories, procedures, wrong_attempts

    sop = sopflow.load("procedures/pengaduan-langsung.yaml")
    TestCases = case_machine(sop).TestCase      # drives cases of the SOP at random and checks what has to hold

    @given(histories(sop))
    def test_my_worklist_shows_every_active_task(case): ...

``procedures()`` are random sound SOPs, ``histories(sop)`` cases of an SOP somewhere on their way, some with an id and
some without, ``attempts(case)`` commands that the case takes (None where none was found), ``wrong_attempts(case)``
commands that it refuses. Needs Hypothesis (the extra ``testing``).
"""

from __future__ import annotations

try:
    import hypothesis as _hypothesis
except ImportError:  # pragma: no cover - shown by the wheel test, where Hypothesis is not installed
    raise ImportError('sopflow.testing needs Hypothesis; install it with: pip install "sopflow[testing]"') from None

from sopflow.testing.attempts import Attempt, attempts, histories, wrong_attempts
from sopflow.testing.cases import CaseMachine, case_machine, finish
from sopflow.testing.sops import procedures, sop_texts

__all__ = [
    "Attempt",
    "CaseMachine",
    "attempts",
    "case_machine",
    "finish",
    "histories",
    "procedures",
    "sop_texts",
    "wrong_attempts",
]
del _hypothesis
