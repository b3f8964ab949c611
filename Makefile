# Saiyai: `make run` shows it, `make test` tests it. Both set up all they need; nothing is done twice.

SHELL := /bin/sh
MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
DONE := .venv/.done
STEP := tools/step.sh
export PYTHONDONTWRITEBYTECODE :=
unexport PYTHONPATH VIRTUAL_ENV DJANGO_SETTINGS_MODULE

# Scripts of an environment name the folder it was made in: one that was moved is made anew.
ifneq ($(shell cat $(DONE)/place 2>/dev/null),$(CURDIR))
$(shell rm -rf $(DONE))
endif

.PHONY: help
help:
	@echo "make run    set up and start Saiyai with its demonstration data (PORT=8123, SAIYAI_HOME=folder, DATABASE_URL=postgres://…)"
	@echo "make check  lint, types, contracts, catalogues and the fast tests (a minute)"
	@echo "make test   everything that must hold before a change lands: both databases and the browser"
	@echo "make soak   the long programmes, the whole suite on PostgreSQL, and each guard taken out to see its test fail"
	@echo "make lock   make the locks of all packages anew (UPGRADE=1: to the newest allowed)"
	@echo "make clean  take away what was made, except var/"

# --- The environment ---

$(DONE)/place: tools/python.sh
	@test -w . || { echo "The folder $(CURDIR) cannot be written: clone into a folder of your own." >&2; exit 1; }
	@echo "1/4 Python environment in .venv"
	@python=$$(tools/python.sh) && { [ -x $(BIN)/python ] && $(BIN)/python -m pip --version >/dev/null 2>&1 \
		&& grep -qsF "$(CURDIR)/.venv" $(BIN)/pip || { rm -rf .venv && "$$python" -m venv .venv; }; }
	@mkdir -p $(DONE) && printf '%s\n' "$(CURDIR)" >$@

$(DONE)/run: requirements/run.txt requirements/build.txt tools/packages.py | $(DONE)/place
	@echo "2/4 Python packages"
	@$(BIN)/python -m tools.packages requirements/run.txt requirements/build.txt
	@touch $@

$(DONE)/browser-files: package-lock.json tools/browser_files.py $(DONE)/run
	@echo "3/4 Browser files"
	@$(BIN)/python -m tools.browser_files
	@touch $@

$(DONE)/project: pyproject.toml tools/build_hook.py $(DONE)/run | $(DONE)/browser-files
	@echo "4/4 Saiyai itself"
	@$(BIN)/python -m tools.packages --project
	@touch $@

$(DONE)/catalogues: $(shell find saiyai -name '*.po') | $(DONE)/run
	@$(BIN)/python -m tools.catalogues compile
	@touch $@

$(DONE)/dev: requirements/dev.txt $(DONE)/run
	@echo "Tools for tests"
	@$(BIN)/python -m tools.packages requirements/dev.txt
	@touch $@

$(DONE)/spark: requirements/spark.txt $(DONE)/dev
	@echo "Ibis and Spark"
	@$(BIN)/python -m tools.packages requirements/spark.txt
	@touch $@

READY := $(addprefix $(DONE)/,run browser-files project catalogues)
READY_TO_TEST := $(READY) $(DONE)/dev

# --- Running ---

.PHONY: run
run: $(READY)
	@exec $(BIN)/saiyai run

# --- Testing ---

CHECKS := check-style check-format check-types check-contracts check-templates check-catalogues check-migrations

.PHONY: check
check: $(READY_TO_TEST) checks
	@$(BIN)/pytest -q -n 2 -m "not slow and not soak and not browser"

.PHONY: test
test: $(READY_TO_TEST)
	@tools/programs.sh postgresql chromium
	@$(MAKE) checks
	@echo "Tests of the database on PostgreSQL"
	@SAIYAI_TEST_ENGINE=postgresql $(BIN)/pytest -q -n 2 -m "engine and not soak"
	@echo "All tests on SQLite, and in the browser"
	@$(BIN)/pytest -q -n 2 -m "not soak"

.PHONY: soak
soak: $(READY_TO_TEST) $(DONE)/spark
	@tools/programs.sh postgresql chromium
	@echo "The whole suite and the long programmes on PostgreSQL"
	@SAIYAI_TEST_ENGINE=postgresql $(BIN)/pytest -q -n 2
	@echo "The long programmes on SQLite"
	@$(BIN)/pytest -q -m soak
	@echo "Each guard taken out: its test must fail"
	@$(BIN)/python -m tools.red

.PHONY: checks
checks: $(READY_TO_TEST)
	@$(MAKE) -j2 --keep-going --output-sync=target $(CHECKS)

.PHONY: $(CHECKS)
check-style:
	@$(STEP) "style" $(BIN)/ruff check --quiet --output-format concise .
check-format:
	@$(STEP) "format" $(BIN)/ruff format --check --quiet --output-format concise .
check-types:
	@$(STEP) "types" $(BIN)/mypy --no-error-summary
check-contracts:
	@$(STEP) "import contracts" $(BIN)/lint-imports
check-templates:
	@$(STEP) "templates" $(BIN)/djlint saiyai --lint --quiet
check-catalogues:
	@$(STEP) "message catalogues" $(BIN)/python -m tools.catalogues check
check-migrations:
	@$(STEP) "migrations" $(BIN)/python manage.py makemigrations --check --dry-run --settings saiyai.site.settings.testing

# --- Keeping ---

.PHONY: lock
lock:
	@tools/lock.sh $(if $(UPGRADE),--upgrade)

.PHONY: clean
clean:
	@rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist \
		saiyai/web/static/vendor
	@find . -name __pycache__ -type d -prune -exec rm -rf {} + && find saiyai -name '*.mo' -delete
