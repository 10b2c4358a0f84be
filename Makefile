# make run     install what is pinned, build the front end, start everything (make run PORT=8100 HOST=0.0.0.0)
# make test    all tests, the browser ones included
# make lint    format, lint and types            make bench   measure; writes docs/performance.md
# make shots   a picture of every page           make clean   remove what make made (data stay)

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help install install-dev run test lint bench shots messages clean

HOST ?= 127.0.0.1
PORT ?= 8000
export PYTHON

help:
	@sed -n 's/^# \{0,1\}//p;/^$$/q' Makefile

install:
	@python="$$(sh tools/python-of-choice)" && exec "$$python" tools/install.py

install-dev:
	@python="$$(sh tools/python-of-choice)" && exec "$$python" tools/install.py --dev

run: install
	@exec .venv/bin/linli up --host $(HOST) --port $(PORT) $(UP)

test: install-dev
	@exec .venv/bin/python -m tools.test $(TESTS)

lint: install-dev
	@.venv/bin/python -m ruff format --check .
	@.venv/bin/python -m ruff check .
	@.venv/bin/python -m mypy linli tools
	@.venv/bin/python -c 'import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))'

bench: install-dev
	@exec .venv/bin/python -m tools.bench $(BENCH)

shots: install-dev
	@exec .venv/bin/python -m tools.shots $(SHOTS)

messages:
	@.venv/bin/linli messages

clean:
	@rm -rf .venv frontend/node_modules linli/common/static/linli linli/locale/*/LC_MESSAGES shots test-results \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find linli tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Removed. The data in .linli (and, for root, in /var/lib/linli) are still there."
