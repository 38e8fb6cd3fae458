# The two commands of the README are `make demo` and `make test`. Both set up all they need, and no more: the
# tools for development come with `make test` and `make check`.

SHELL := /bin/bash
# What is compiled once need not be compiled by each of the many processes that tests start.
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.installed
TOOLS := $(VENV)/.installed-tools
PYTHON ?= $(shell command -v python3.11 || command -v python3)
INPUTS := inputs/jobcenter.yaml inputs/sagsoverblik.yaml inputs/koerebog.yaml
# Pango and HarfBuzz draw the PDF files; venv and pip come apart from Python on Debian.
SYSTEM_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-warn-script-location
# uv is faster where there is one; it does not read pip's settings (a mirror), so pip takes over when it fails.
UV ?= $(shell command -v uv)
install = $(if $(UV),$(UV) pip install --quiet --python $(BIN)/python $(1) 2>/dev/null || ){ $(PIP) "pip>=25.1" && $(PIP) $(1); }

.PHONY: demo test test-long check setup constraints wheel clean

demo: $(RUNTIME)
	@$(BIN)/plangen build $(INPUTS) --out out
	@echo
	@echo "Pakkerne ligger i:"
	@for input in $(INPUTS); do echo "  out/$$(basename $$input .yaml)/"; done

# One file to install plangen from, anywhere: uv tool install, pipx install or pip install.
wheel: $(RUNTIME)
	@$(PIP) "pip>=25.1" && $(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	@ls dist/plangen-*.whl

test: setup
	@$(BIN)/pytest

# Also the cases that every run leaves out, because another keeps the same promise at less cost (an hour).
test-long: setup
	@PLANGEN_LONG=1 $(BIN)/pytest

# Lint, types, import contract, and that what is generated is fresh.
check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m plangen.templates.dump --check templates/docx/*.docx

setup: $(TOOLS)

$(RUNTIME): pyproject.toml constraints.txt .ci/system-packages
	@.ci/system-packages $(SYSTEM_PACKAGES)
	@[ -n "$(PYTHON)" ] && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 eller nyere mangler. Installér python3.11 og python3.11-venv."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  .ci/system-packages "$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
	@echo "Opretter $(VENV) og installerer de Python-pakker, som plangen bruger (et minut eller to første gang) …"
	@$(PYTHON) -m venv $(VENV)
	@$(call install,--constraint constraints.txt --editable .)
	@touch $@

$(TOOLS): $(RUNTIME)
	@echo "Installerer værktøjerne til udvikling …"
	@$(call install,--constraint constraints.txt --editable . --group dev)
	@touch $@

# Writes the exact versions installed now. Run it after a change of the ranges in pyproject.toml:
# `make clean setup constraints` with an empty constraints.txt.
constraints: setup
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

clean:
	rm -rf $(VENV)
