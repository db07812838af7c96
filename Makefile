# make demo / make test work on a bare machine: they set up everything they need, once.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help setup demo test test-deep lint bench

help:
	@echo 'make demo       演练一次完整测评(自动启动演练医院)'
	@echo 'make test       检查代码并运行测试'
	@echo 'make test-deep  再加上耗时的测试'
	@echo 'make bench      准确度与速度的基准'
	@echo 'make setup      只安装,不运行'

# The environment itself. Debian's python3 comes without venv.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo '需要 Python 3.11 以上;可用 make PYTHON=python3.12 … 指定' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3-venv; \
	  else \
	    echo '缺少 Python 的 venv 模块,请先执行:sudo apt-get install python3-venv' >&2; exit 1; \
	  fi
	$(PYTHON) -m venv $(VENV)
	@touch $@

# Only releases whose hashes are locked are installed.
$(VENV)/.installed: $(VENV)/.made requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# Quick where a browser and a Chinese font are there already.
setup: $(VENV)/.installed
	@$(BIN)/python -m devices.web.browser

demo: setup
	$(BIN)/python -m pytest probes/ --hospital=示范

LINT := $(BIN)/ruff check . || status=1; $(BIN)/mypy || status=1

lint: $(VENV)/.installed
	@status=0; $(LINT); exit $$status

# A remark of the linters must not hide what the tests say: both run, either fails.
TEST := $(BIN)/python -m pytest --numprocesses=auto --dist=loadfile

test: setup
	@status=0; $(LINT); $(TEST) -m 'not deep' || status=1; exit $$status

test-deep: setup
	@status=0; $(LINT); $(TEST) || status=1; exit $$status

# Every module of benchmarks/ prints its figures; one that misses its limit fails.
bench: setup
	@for file in $(wildcard benchmarks/[a-z]*.py benchmarks/*/__main__.py); do \
	  name=$$(echo "$${file%.py}" | sed 's#/__main__$$##; s#/#.#g'); \
	  echo "== $$name"; $(BIN)/python -m $$name || exit 1; \
	done
