"""What embedding applications do with our errors: show them, send them, keep them."""

from __future__ import annotations

import copy
import pickle

import pytest

import sopflow
from diagnosed import SOUND
from sopflow.messages import say

TWICE = SOUND.replace("actor: loket", "actor: lokett")


def invalid(text: str) -> sopflow.SopInvalid:
    with pytest.raises(sopflow.SopInvalid) as caught:
        sopflow.loads(text)
    return caught.value


def test_an_invalid_sop_says_how_many_errors_and_where() -> None:
    one = invalid(TWICE)
    assert one.message("en").splitlines()[0] == "This SOP has 1 error:"
    assert "<text>:12:12: " in one.message("en")
    two = invalid(TWICE.replace("duration: 2 jam", "duration: 2 jma"))
    assert two.message("id").splitlines()[0] == "SOP ini mempunyai 2 kesalahan:"
    assert len(two.message("id").splitlines()) == 3


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_errors_can_be_copied_and_sent_to_another_process(again: object) -> None:
    assert callable(again)
    error = invalid(TWICE)
    assert again(error).diagnostics == error.diagnostics
    with pytest.raises(sopflow.DurationError) as caught:
        sopflow.Duration.parse("2 jma")
    assert again(caught.value).message("id") == caught.value.message("id")


def test_a_language_that_we_do_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="id and en"):
        say("file-empty", "de")


def test_every_error_is_a_sop_error() -> None:
    kinds = ("CalendarError", "ChoiceError", "DurationError", "InstantError", "SopInvalid")
    assert all(issubclass(getattr(sopflow, kind), sopflow.SopError) for kind in kinds)
