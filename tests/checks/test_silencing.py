"""What is let be: for a line, for a folder; never an error, never without a reason, never longer than needed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

import sopflow
from diagnosed import diagnose, summary
from sopflow.checks.run import check_paths

TEXT: Final = """\
sop: contoh
version: "1"
title: Contoh
actors:
  loket: Petugas Loket
steps:
  - id: terima
    actor: loket
    activity: Menerima berkas
    duration: 24 jam
"""
BOTH: Final = [(7, "step-without-output", "terima"), (10, "hours-over-a-day", "24 jam")]
OUTPUT: Final = "# sopflow: allow step-without-output - tabel tidak menyebutnya"


def said(*changes: tuple[str, str]) -> list[tuple[int, str, str]]:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return summary(diagnose(text, leaving_out=frozenset()))


def test_without_silencing_both_are_said() -> None:
    assert said() == BOTH


@pytest.mark.parametrize(
    "comment",
    [
        "# sopflow: allow step-without-output - tabel tidak menyebutnya",
        "#sopflow:allow step-without-output -- tabel tidak menyebutnya",
        "# sopflow: allow step-without-output – tabel tidak menyebutnya",
    ],
)
def test_a_comment_on_the_line_silences_it(comment: str) -> None:
    assert said(("- id: terima", f"- id: terima  {comment}")) == BOTH[1:]


def test_a_comment_of_its_own_is_about_the_next_line_that_says_something() -> None:
    assert said(("  - id: terima", f"  {OUTPUT}\n\n  # baris 1\n  - id: terima")) == [
        (13, "hours-over-a-day", "24 jam")
    ]


def test_one_comment_may_name_several_codes() -> None:
    text = TEXT.replace("duration: 24 jam", "next: selesai").replace("  - id: terima", "  - id: terima  " + OUTPUT)
    both = text.replace("allow step-without-output", "allow step-without-output, step-without-duration")
    assert summary(diagnose(both, leaving_out=frozenset())) == []


def test_a_comment_of_another_line_silences_nothing_and_is_reported() -> None:
    assert said(("actor: loket", f"actor: loket  {OUTPUT}")) == [
        BOTH[0], (8, "silencing-unused", "step-without-output"), BOTH[1],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("comment", "code", "marked"),
    [
        ("# sopflow: allow step-without-output", "silencing-without-reason", None),
        ("# sopflow: allow step-without-output -", "silencing-without-reason", None),
        ("# sopflow: diamkan step-without-output - a", "silencing-unreadable", None),
        ("# sopflow: allow - a", "silencing-unreadable", None),
        ("# sopflow: allow step-without-ouput - a", "silencing-unknown-code", "step-without-ouput"),
        ("# sopflow: allow unknown-step - a", "silencing-of-error", "unknown-step"),
    ],
)
def test_a_comment_that_is_wrong_is_named_and_silences_nothing(comment: str, code: str, marked: str | None) -> None:
    found = said(("- id: terima", f"- id: terima  {comment}"))
    assert sorted(found) == sorted([BOTH[0], (7, code, marked or comment), BOTH[1]])


def test_a_misspelt_code_is_shown_as_it_is_meant() -> None:
    text = TEXT.replace("- id: terima", "- id: terima  # sopflow: allow step-without-ouput - a")
    hints = [one.hint("en") for one in diagnose(text, leaving_out=frozenset()) if one.code == "silencing-unknown-code"]
    assert hints == ["Did you mean 'step-without-output'?"]


@pytest.mark.parametrize(
    "activity", ['"Menerima # sopflow: allow step-without-output - a"', "Menerima#sopflow: x", "|\n      # sopflow: x"]
)
def test_in_a_text_it_is_no_comment(activity: str) -> None:
    assert "silencing" not in str(said(("activity: Menerima berkas", f"activity: {activity}")))


def test_an_error_stays_and_what_is_not_looked_at_is_not_called_unused() -> None:
    found = said(("- id: terima", f"- id: terima  {OUTPUT}"), ("actor: loket", "actor: lokat"))
    assert [code for _, code, _ in found] == ["unknown-actor", "hours-over-a-day"]


def test_loading_an_sop_honours_its_comments() -> None:
    sop = sopflow.loads(TEXT.replace("- id: terima", f"- id: terima  {OUTPUT}"))
    assert [found.code for found in sop.diagnostics] == ["hours-over-a-day"]


def folder(tmp_path: Path, settings: str) -> Path:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "contoh.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a" / "sopflow.toml").write_text(settings, encoding="utf-8")
    return tmp_path


ALLOW: Final = '[allow]\nstep-without-output = "tabel tidak menyebutnya"\nhours-over-a-day = "kantor jaga"\n'


def test_the_settings_of_a_folder_silence_all_its_files(tmp_path: Path) -> None:
    run = check_paths([folder(tmp_path, ALLOW)])
    assert run.diagnostics == ()
    assert [(one.diagnostic.code, one.reason, one.in_file) for one in run.silenced] == [
        ("step-without-output", "tabel tidak menyebutnya", False),
        ("hours-over-a-day", "kantor jaga", False),
    ]
    assert check_paths([tmp_path / "a" / "b" / "contoh.yaml"]).diagnostics == ()
    assert sopflow.check(tmp_path / "a" / "b") == []


def test_an_unused_reason_is_reported_where_all_files_were_checked(tmp_path: Path) -> None:
    root = folder(tmp_path, ALLOW + 'output-unused = "a"\n')
    for path in (root, root / "a"):
        (found,) = sopflow.check(path)
        assert (found.code, found.span.line, found.severity) == ("silencing-unused", 4, "warning")
        assert found.file.endswith("sopflow.toml")
    for path in (root / "a" / "b", root / "a" / "b" / "contoh.yaml"):
        assert sopflow.check(path) == []


def test_the_nearest_settings_count(tmp_path: Path) -> None:
    root = folder(tmp_path, ALLOW)
    (root / "a" / "b" / "sopflow.toml").write_text('[allow]\nhours-over-a-day = "a"\n', encoding="utf-8")
    assert [found.code for found in sopflow.check(root / "a" / "b")] == ["step-without-output"]


@pytest.mark.parametrize(
    ("settings", "code", "line"),
    [
        ("[allow\n", "settings-unreadable", 1),
        ("[allow]\nstep-without-output = tidak\n", "settings-unreadable", 2),
        ("[allow]\nstep-without-output = 1\n", "settings-form", 2),
        ('[allow]\nstep-without-output = " "\n', "settings-form", 2),
        ("allow = 1\n", "settings-form", 1),
        ('[alow]\nstep-without-output = "a"\n', "unknown-key", 1),
        ('[allow]\nstep-without-ouput = "a"\n', "silencing-unknown-code", 2),
        ('[allow]\nunknown-step = "a"\n', "silencing-of-error", 2),
        ("x = " + "[" * 2_000 + "\n", "settings-unreadable", 1),
        ("x = " + "9" * 10_000 + "\n", "settings-unreadable", 1),
    ],
)
def test_settings_that_are_wrong_are_named_at_their_line(tmp_path: Path, settings: str, code: str, line: int) -> None:
    found = [one for one in sopflow.check(folder(tmp_path, settings)) if one.file.endswith(".toml")]
    assert [(one.code, one.span.line) for one in found] == [(code, line)]
    assert found[0].message("id") != found[0].message("en")


@pytest.mark.parametrize("content", [b"\xff\xfe[allow]", b"x" * 70_000])
def test_settings_that_are_no_text_are_refused(tmp_path: Path, content: bytes) -> None:
    root = folder(tmp_path, "")
    (root / "a" / "sopflow.toml").write_bytes(content)
    assert [one.code for one in sopflow.check(root) if one.file.endswith(".toml")] == ["settings-unreadable"]


def test_the_procedures_of_the_house_have_no_errors_and_only_what_their_settings_name() -> None:
    run = check_paths([Path(__file__).parents[2] / "procedures"])
    assert run.diagnostics == ()
    assert {one.diagnostic.code for one in run.silenced} == {
        "activity-names-actor", "actor-combined", "output-unused", "deadline-without-overdue",
    }  # fmt: skip


def test_a_comment_that_stands_elsewhere_is_told_where_its_message_is() -> None:
    text = TEXT.replace("actor: loket", f"actor: loket  {OUTPUT}")
    hints = [one.hint("en") for one in diagnose(text, leaving_out=frozenset()) if one.code == "silencing-unused"]
    assert hints == ["It is said on line 7; move this comment there."]


def test_a_comment_of_another_form_is_shown_as_it_is_written() -> None:
    text = TEXT.replace("- id: terima", "- id: terima  # sopflow: allow step-without-output: tabel diam")
    hints = [one.hint("en") for one in diagnose(text, leaving_out=frozenset()) if one.code == "silencing-unreadable"]
    assert hints == ["Write: # sopflow: allow step-without-output - tabel diam"]


def test_thousands_of_comments_each_silence_their_line() -> None:
    head = "  - id: s{0}  # sopflow: allow step-without-output - a\n"
    step = head + "    actor: loket\n    activity: M\n    duration: 1 jam\n"
    text = TEXT[: TEXT.index("  - id")] + "".join(step.format(number) for number in range(3_000))
    assert "step-without-output" not in [found.code for found in diagnose(text, leaving_out=frozenset())]
