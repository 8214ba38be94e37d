"""The two SOP files say what the source table says, cell by cell.

They are read with plain PyYAML, so that no fault of our own reader can hide a difference. What the table leaves open
(flow, who acts, where documents come from) is held to the last section of the format's description.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
PROCEDURES = HERE.parents[1] / "procedures"
SOURCE = yaml.safe_load((HERE / "source-table.yaml").read_text(encoding="utf-8"))
TABLES = {table["file"]: table for table in SOURCE["tables"]}
INDIRECT, DIRECT = "pengaduan-tidak-langsung.yaml", "pengaduan-langsung.yaml"
ROWS = [(file, index) for file, table in TABLES.items() for index in range(len(table["rows"]))]


def read(file: str) -> dict[str, Any]:
    sop = yaml.safe_load((PROCEDURES / file).read_text(encoding="utf-8"))
    assert isinstance(sop, dict)
    return sop


def name(listed: dict[str, Any], key: str) -> str:
    entry = listed[key]
    return str(entry["name"] if isinstance(entry, dict) else entry)


def printed_output(sop: dict[str, Any], output: str | dict[str, Any]) -> str:
    if isinstance(output, str):
        return name(sop["documents"], output)
    return str(output.get("as") or name(sop["documents"], output["document"]))


def as_table(sop: dict[str, Any]) -> dict[str, Any]:
    """Lay an SOP out as the source table is."""
    rows = []
    for position, step in enumerate(sop["steps"], 1):
        lettered = [
            f"{letter}. {branch['activity']}" for letter, branch in zip("ab", step.get("branches", []), strict=False)
        ]
        row = {
            "number": f"{step.get('number', position)}.",
            "activity": " ".join([step["activity"], *lettered]),
            "actor": name(sop["actors"], step["actor"]),
            "requirements": ", ".join(name(sop["documents"], document) for document in step["inputs"]),
            "time": step["duration"],
            "output": ", ".join(
                [printed_output(sop, output) for output in step.get("outputs", [])]
                + ([step["result"]] if "result" in step else [])
            ),
        }
        if "with" in step:
            row["with"] = [name(sop["actors"], actor) for actor in step["with"]]
        rows.append(row)
    return {
        "heading": sop["title"],
        "columns": [name(sop["actors"], actor) for actor in sop["actors"]],
        "rows": rows,
        "fee": sop["fee"],
        "service": sop["service"],
    }


def mended(cell: Any) -> Any:
    if isinstance(cell, str):
        for broken, word in SOURCE["mended"].items():
            cell = cell.replace(broken, word)
    return cell


def differences(table: dict[str, Any], sop: dict[str, Any]) -> list[str]:
    """Name each cell in which the SOP differs from the source; a number that the source has lost is the row's place."""
    ours = as_table(sop)
    found = [key for key in ("heading", "columns", "fee", "service") if table[key] != ours[key]]
    if len(table["rows"]) != len(ours["rows"]):
        found.append("number of rows")
    for position, (theirs, row) in enumerate(zip(table["rows"], ours["rows"], strict=False), 1):
        expected = {key: mended(cell) for key, cell in theirs.items()} | {"number": theirs["number"] or f"{position}."}
        found += [
            f"row {position}: {key}" for key in sorted(expected.keys() | row) if expected.get(key) != row.get(key)
        ]
    return found


@pytest.mark.parametrize("file", TABLES)
def test_every_cell_is_the_source_s(file: str) -> None:
    assert differences(TABLES[file], read(file)) == []


@pytest.mark.parametrize("file", TABLES)
def test_the_source_has_seven_rows_of_five_cells(file: str) -> None:
    rows = TABLES[file]["rows"]
    assert len(rows) == 7
    assert [row["number"] for row in rows if row["number"]] == [
        f"{n}." for n in range(1, 8) if (file, n) != (DIRECT, 3)
    ]
    assert all(row[cell] for row in rows for cell in ("activity", "actor", "requirements", "time", "output"))


@pytest.mark.parametrize(("file", "index"), ROWS)
def test_a_row_that_is_dropped_is_noticed(file: str, index: int) -> None:
    sop = read(file)
    del sop["steps"][index]
    assert "number of rows" in differences(TABLES[file], sop)


@pytest.mark.parametrize(("file", "index"), [(file, index) for file, index in ROWS if index > 0])
def test_two_rows_that_are_swapped_are_noticed(file: str, index: int) -> None:
    sop = read(file)
    steps = sop["steps"]
    steps[index - 1], steps[index] = steps[index], steps[index - 1]
    assert {f"row {index}: activity", f"row {index + 1}: activity"} <= set(differences(TABLES[file], sop))


@pytest.mark.parametrize(("file", "index"), ROWS)
@pytest.mark.parametrize("key", ["number", "activity", "actor", "requirements", "time", "output"])
def test_a_cell_that_is_changed_is_noticed(file: str, index: int, key: str) -> None:
    table = deepcopy(TABLES[file])
    table["rows"][index][key] = f"{table['rows'][index][key]} x"
    assert differences(table, read(file)) == [f"row {index + 1}: {key}"]


def test_a_branch_that_is_dropped_or_swapped_is_noticed() -> None:
    for row, change in ((2, list.pop), (2, list.reverse), (3, list.pop), (3, list.reverse)):
        sop = read(INDIRECT)
        change(sop["steps"][row - 1]["branches"])
        assert differences(TABLES[INDIRECT], sop) == [f"row {row}: activity"]


@pytest.mark.parametrize("key", ["heading", "columns", "fee", "service"])
@pytest.mark.parametrize("file", TABLES)
def test_a_change_around_the_rows_is_noticed(file: str, key: str) -> None:
    table = TABLES[file] | {key: TABLES[file][key][::-1]}
    assert differences(table, read(file)) == [key]


def ways(sop: dict[str, Any]) -> dict[str, list[str]]:
    """Where each step leads, by its ``next`` words; without one, to the step below or, at the end, to ``selesai``."""
    below = [*(step["id"] for step in sop["steps"][1:]), "selesai"]
    return {
        step["id"]: [branch["next"] for branch in step["branches"]]
        if "branches" in step
        else [step.get("next", following)]
        for step, following in zip(sop["steps"], below, strict=True)
    }


def test_rows_of_the_indirect_sop_lead_where_the_format_says() -> None:
    sop = read(INDIRECT)
    row = [step["id"] for step in sop["steps"]]
    assert list(ways(sop).values()) == [
        [row[1]],
        [row[2], "tidak_dapat_ditindaklanjuti"],
        [row[3], row[5]],
        [row[4]],
        [row[5]],
        [row[6]],
        ["selesai"],
    ]
    assert sop["outcomes"].keys() == {"selesai", "tidak_dapat_ditindaklanjuti"}


def test_rows_of_the_direct_sop_run_in_sequence() -> None:
    sop = read(DIRECT)
    row = [step["id"] for step in sop["steps"]]
    assert list(ways(sop).values()) == [[following] for following in [*row[1:], "selesai"]]


def test_a_stated_fact_decides_row_2_and_a_name_decides_row_3() -> None:
    clarification, review = read(INDIRECT)["steps"][1:3]
    assert clarification["sets"] == ["dapat_ditindaklanjuti"]
    assert [branch["when"] for branch in clarification["branches"]] == [
        {"dapat_ditindaklanjuti": True},
        {"dapat_ditindaklanjuti": False},
    ]
    assert not any("when" in branch or "otherwise" in branch for branch in review["branches"])


@pytest.mark.parametrize(
    ("file", "external"),
    [
        (INDIRECT, {"Berkas Pengaduan", "Data Pendukung", "Surat Rekomendasi", "Laporan layanan"}),
        (DIRECT, {"Identitas", "Informasi Pengaduan", "Berkas pendukung"}),
    ],
)
def test_documents_come_from_where_the_format_says(file: str, external: set[str]) -> None:
    sop = read(file)
    documents: dict[str, Any] = sop["documents"]
    marked = {mark: {key for key, entry in documents.items() if isinstance(entry, dict) and entry.get(mark)}
              for mark in ("external", "on_hand")}  # fmt: skip
    outputs = [output for step in sop["steps"] for output in step.get("outputs", [])]
    produced = {output if isinstance(output, str) else output["document"] for output in outputs}
    assert {name(documents, key) for key in marked["external"]} == external
    assert {name(documents, key) for key in marked["on_hand"]} == {"Peraturan perundang-undangan"}
    assert produced | marked["external"] | marked["on_hand"] == documents.keys()


@pytest.mark.parametrize("file", TABLES)
def test_the_words_around_the_table(file: str) -> None:
    sop = read(file)
    assert sop["sop"] == Path(file).stem
    assert (sop["version"], sop["day_counting"], sop["calendar"]) == ("1", "working", "id-asn")
    assert [key for key, actor in sop["actors"].items() if isinstance(actor, dict) and actor.get("external")] == [
        "pelapor"
    ]
    text = (PROCEDURES / file).read_text(encoding="utf-8")
    assert text.splitlines()[0] == "# yaml-language-server: $schema=../schemas/sop.schema.json"
