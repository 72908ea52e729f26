# Two commands do everything, set-up included: make demo, make test.
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet

.PHONY: demo test check bench clean

demo: $(VENV)/.installed
	@$(BIN)/dongian demo fixtures --into demo

test: $(VENV)/.installed-dev
	@$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.installed-dev
	@for job in benchmarks/*.py; do $(BIN)/python $$job || true; done

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "Cần Python 3.11 trở lên có mô-đun venv (Debian: gói python3-venv)." >&2; \
	  echo "Python 3.11 or later with its venv module is needed (on Debian: the package python3-venv)." >&2; exit 1; fi
	@echo "Tạo môi trường $(VENV) bằng $(PYTHON) …" >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Cài đặt dongian …" >&2
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "Cài đặt dongian và công cụ kiểm thử …" >&2
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) demo
