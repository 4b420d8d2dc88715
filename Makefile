# make try    set up, read a sample paper and print what it would do
# make test   set up, then lint, types and tests
# make learn  teach the second reader anew from our own sentences
# make bench  what reading costs; with FOLDER=... for the PDF files in it
# Everything Python goes into .venv; of the system only what is named by `need` is touched.

PYTHON ?= python3
SAMPLE ?= sample_docs/hush_settlement.pdf
BIN := .venv/bin
AXE := tests/api/node_modules/axe-core/axe.min.js
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: try test system lint format learn bench serve clean
.DEFAULT_GOAL := try

# $(call need,how to see that it is there,Debian packages): a missing system part is installed when we are root
# on a system with apt, and named when not.
define need
@{ $(1); } >/dev/null 2>&1 || { \
  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
    echo "Installing the system part $(2)"; \
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(2) >/dev/null; \
  else \
    echo "A part of the system is missing. Please run:  sudo apt-get install $(2)" >&2; exit 1; \
  fi; }
endef

try: .venv/run.stamp
	@$(BIN)/dontsign scan $(SAMPLE)

test: system lint
	@$(BIN)/python -m pytest -n auto --dist loadfile  # files side by side: the fixtures of a file are made once

system:  # what the tests need beside Python: a browser and what drives it, another pair of eyes for pictures, and clients, letters for PDF
	$(call need,command -v chromium,chromium)
	$(call need,$(PYTHON) -c "__import__('ctypes').CDLL('libatomic.so.1')",libatomic1)
	$(call need,command -v tesseract,tesseract-ocr)
	$(call need,command -v npm,npm)
	@[ -f $(AXE) ] || { echo "Installing axe-core, which looks at the pages in the tests"; \
	  npm install --prefix tests/api --no-package-lock --no-audit --no-fund --silent; }
	$(call need,command -v curl,curl)
	$(call need,$(PYTHON) -c "[__import__('ctypes').CDLL(n) for n in 'libpangoft2-1.0.so.0 libharfbuzz-subset.so.0'.split()]",libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)

lint: .venv/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

format: .venv/dev.stamp
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

learn: .venv/dev.stamp
	@$(BIN)/python -m learn

bench: .venv/dev.stamp
	@$(BIN)/python -m tests.benchmarks $(FOLDER)

serve: .venv/run.stamp
	@$(BIN)/dontsign serve

clean:
	rm -rf .venv tests/api/node_modules build dist .mypy_cache .pytest_cache .ruff_cache

.venv/run.stamp: pyproject.toml .venv/made.stamp
	@echo "Installing dontsign into .venv (this takes a minute the first time)"
	@$(PIP) install --editable .
	@touch $@

.venv/dev.stamp: pyproject.toml .venv/made.stamp
	@echo "Installing dontsign and its development parts into .venv (this takes a minute the first time)"
	@$(PIP) install --editable '.[dev]'
	@touch $@ .venv/run.stamp

# Debian takes ensurepip out of its Python; where pip is there, it can fill the new environment just as well.
.venv/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "dontsign needs Python 3.11 or newer. Name it:  make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(call need,$(PYTHON) -c 'import ensurepip' || $(PYTHON) -m pip --version,python3-venv)
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv .venv; else \
	  $(PYTHON) -m venv --without-pip .venv && $(PYTHON) -m pip --quiet --python $(BIN)/python install pip; fi
	@touch $@
