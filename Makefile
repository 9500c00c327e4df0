# `make notebooks` renders the collection, `make test` tests it; both need only git, make and Python 3.11 or newer.
SEEDS ?= seeds
OUT ?= rendered
TEXT ?= yes
PYTHON ?= python3
BIN := .venv/bin
export PYTHONHASHSEED := 0
export SOURCE_DATE_EPOCH := 0

.PHONY: notebooks test lab setup share lock accuracy benchmarks

notebooks: .venv/run.stamp
	@$(BIN)/python -m helpers render --seeds "$(SEEDS)" --to "$(OUT)"

test: .venv/test.stamp
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@$(BIN)/python -m pytest

lab: .venv/run.stamp
	@$(BIN)/jupyter lab notebooks/00-start-here.ipynb

share: .venv/run.stamp
	@$(BIN)/python -m helpers share --seeds "$(SEEDS)" $(if $(filter no,$(TEXT)),--no-text)

setup: .venv/run.stamp

# Pins are renewed on purpose, never in passing: needs uv on the PATH.
lock:
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --upgrade requirements.txt -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --upgrade tests/requirements.txt -o tests/requirements.lock -c requirements.lock

.venv/bin/python:
	@echo "making .venv"
	@$(PYTHON) -m venv .venv

# pip keeps its own progress bar; a second run finds the stamp newer than the lock and does nothing.
.venv/run.stamp: requirements.lock | .venv/bin/python
	@echo "installing requirements.lock (about 800 MB, once)"
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --progress-bar on --require-hashes -r requirements.lock
	@mkdir -p .venv/share/jupyter/lab/settings
	@cp helpers/showing/lab-settings.json .venv/share/jupyter/lab/settings/overrides.json
	@touch $@

.venv/test.stamp: tests/requirements.lock | .venv/run.stamp
	@echo "installing tests/requirements.lock"
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --progress-bar on --require-hashes -r tests/requirements.lock
	@touch $@

# Score the extractors on public corpora that are not shipped, and renew helpers/data/accuracy.csv.
accuracy: .venv/test.stamp
	@$(BIN)/python -m tests.accuracy.run $(if $(CORPORA),"$(CORPORA)")
