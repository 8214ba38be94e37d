# The tasks of this project; `make` alone lists them. All that is needed is Python 3.11 or newer and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
READY := $(VENV)/.ready
INDIRECT := procedures/pengaduan-tidak-langsung.yaml

.DEFAULT_GOAL := help
.PHONY: help demo test test-outputs lint format fuzz bench bench-million bench-deadlines golden gallery clean

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(INSTALLED) ## check the procedures and plan the indirect one from 2 March 2026
	$(BIN)/sopflow check procedures
	$(BIN)/sopflow plan $(INDIRECT) --start 2026-03-02T09:00

test: $(READY) ## run the tests
	$(BIN)/python -m pytest -n auto

test-outputs: $(READY) ## open what is rendered in browsers, editors and office programs; installs them on Debian
	tests/outputs/install.sh
	SOPFLOW_OUTPUTS=1 $(BIN)/python -m pytest -n auto tests/outputs

lint: $(READY) ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY) ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

fuzz: $(READY) ## damaged files by the thousand, millions of terms, thousands of random SOPs and their cases (an hour)
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -n auto tests/test_fuzz_loader.py
	SOPFLOW_EFFORT=50 $(BIN)/python -m pytest -n auto tests/calendars
	SOPFLOW_EFFORT=20 $(BIN)/python -m pytest -n auto tests/engine tests/testing tests/planning tests/definition tests/source tests/checks tests/formatting tests/sheet tests/bpmn tests/store tests/deadlines tests/golden

bench: $(READY) ## measure calendars, cases and checks beside other programs and write docs/benchmarks.md (a few minutes)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]"
	$(BIN)/python tests/benchmarks --table docs/benchmarks.md

bench-million: $(READY) ## measure worklists among a million cases in PostgreSQL and write docs/benchmarks.md (two minutes)
	$(BIN)/python tests/benchmarks/million.py --table docs/benchmarks.md

bench-deadlines: $(READY) ## measure deadlines beside a million cases whose date is far and write docs/benchmarks.md (minutes)
	$(BIN)/python tests/benchmarks/deadlines.py --table docs/benchmarks.md

golden: $(READY) ## write the golden files anew; read the difference before you commit it
	$(BIN)/python -m pytest --quiet --regenerate tests/golden tests/test_documents.py

gallery: $(READY) ## draw our SOPs in every form into docs/galeri
	$(BIN)/python tests/gallery.py

clean: ## remove what the other tasks have made
	rm -rf $(VENV) .outputs build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test,lint]"
	@touch $(READY)

$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sopflow needs Python 3.11 or newer: make PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[cli]"
	@touch $(INSTALLED)
