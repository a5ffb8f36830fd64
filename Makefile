# One way to run anything. `make demo` and `make test` need Python 3.11+ and make, nothing else.

PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# pip shows its progress to a person and stays silent in a log.
INSTALL := $(PIP) install $$([ -t 2 ] || echo --quiet)
SECONDS ?= 600
# Files in the order of tests/conftest.py; pytest-xdist would begin with those of the most tests.
IN_PARALLEL = -n auto --dist loadfile --no-loadscope-reorder
# Tests with processes of their own choose their database themselves.
ON_A_DATABASE = tests/web --ignore-glob='*_browser.py' --ignore=tests/web/test_whole_year.py \
  --ignore=tests/web/test_killing.py --ignore=tests/web/test_backup.py \
  --ignore=tests/web/test_accessibility.py --ignore=tests/web/test_catalogue.py

.DEFAULT_GOAL := help
.PHONY: help demo run serve test check format docs bench fuzz lock clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/runtime.stamp ## Install what is needed and review the five published tables
	@$(BIN)/jiheng demo --out out

run: $(VENV)/evidence.stamp ## Install what is needed and run the targets of the five tables as tests
	@$(BIN)/jiheng run --demo -o out/run

serve: $(VENV)/web.stamp ## Install what is needed and open the office with examples in it
	@$(BIN)/jiheng serve --demo --home out/office

# The processes that tests start need not compile everything anew, whatever the surroundings say.
test: export PYTHONDONTWRITEBYTECODE :=
test: ## Install what is needed and run all checks and tests
	@sh tools/system_packages.sh & packages=$$!; \
	  $(MAKE) --no-print-directory check; checked=$$?; wait $$packages; exit $$checked
	@echo "── tests"
	@$(BIN)/python -m pytest $(IN_PARALLEL) --cov --cov-report=term --cov-fail-under=99 \
	  --durations=10 tests --ignore=tests/web
# Counting lines takes the office nearly as long again, and counts none of its own.
	@echo "── the office"
	@$(BIN)/python -m pytest $(IN_PARALLEL) --durations=10 tests/web
	@echo "── the office on PostgreSQL"
	@$(BIN)/python -m tests.web.postgres -- pytest $(IN_PARALLEL) -q $(ON_A_DATABASE)

check: $(VENV)/dev.stamp ## Lint, types, architecture
	@echo "── lint"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "── types"
	@$(BIN)/mypy
	@echo "── architecture"
	@$(BIN)/lint-imports --no-cache

format: $(VENV)/dev.stamp ## Put the code in its canonical form
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

docs: $(VENV)/dev.stamp ## Write again what code knows: rule pages, command line reference
	@$(BIN)/python tools/rule_pages.py
	@$(BIN)/python tools/cli_reference.py
	@$(BIN)/python tools/web_catalogue.py

bench: $(VENV)/dev.stamp ## Measure speed and memory against a naive script and other programs
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.reading
	@$(BIN)/python -m benchmarks.office

fuzz: $(VENV)/dev.stamp ## Feed the reader with damage for SECONDS (600)
	@$(PIP) install --quiet --require-hashes -r requirements/fuzz.txt
	@mkdir -p out/fuzz/corpus
	@$(BIN)/python tests/fuzz/read.py out/fuzz/corpus -artifact_prefix=out/fuzz/ \
	  -max_total_time=$(SECONDS)

lock: $(VENV)/dev.stamp ## Renew the locked versions
	@$(PIP) install --quiet "uv==0.13.8"
	@sh tools/lock.sh $(BIN)/uv

clean: ## Remove everything made
	rm -rf $(VENV) out build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache

$(VENV)/python.stamp:
	@for python in $(PYTHON); do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  echo "── virtual environment in $(VENV), $$($$python --version)"; \
	  $$python -m venv $(VENV) && touch $@ && exit 0; \
	  echo "无法建立虚拟环境，请安装 venv（Debian：apt install python3-venv）。"; \
	  echo "No virtual environment can be made; install venv (Debian: apt install python3-venv)."; \
	  exit 1; \
	done; \
	echo "需要 Python 3.11 或更高版本（可用 make PYTHON=/路径/python3.11 指定）。"; \
	echo "Python 3.11 or later is needed; name it with make PYTHON=/path/to/python3.11."; \
	exit 1

$(VENV)/runtime.stamp: $(VENV)/python.stamp requirements/runtime.txt pyproject.toml
	@echo "── installing locked packages (requirements/runtime.txt)"
	@$(INSTALL) --require-hashes -r requirements/runtime.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/evidence.stamp: $(VENV)/python.stamp requirements/evidence.txt pyproject.toml
	@echo "── installing locked packages (requirements/evidence.txt)"
	@$(INSTALL) --require-hashes -r requirements/evidence.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/runtime.stamp

$(VENV)/web.stamp: $(VENV)/python.stamp requirements/web.txt pyproject.toml
	@echo "── installing locked packages (requirements/web.txt)"
	@$(INSTALL) --require-hashes -r requirements/web.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/runtime.stamp $(VENV)/evidence.stamp

$(VENV)/dev.stamp: $(VENV)/python.stamp requirements/dev.txt pyproject.toml
	@echo "── installing locked packages (requirements/dev.txt)"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/runtime.stamp $(VENV)/evidence.stamp $(VENV)/web.stamp
