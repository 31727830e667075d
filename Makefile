# gavn's commands. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help env demo test check lint types contracts axe prove faults spark bench docs messages requirements wheel clean \
	env-gavn front-end front-end-for-work machine

BIN := .venv/bin
PYTEST := $(BIN)/pytest
PURE := src/gavn/kernel $(wildcard src/gavn/*/pure)
SIDE_BY_SIDE := --numprocesses=auto --dist=worksteal
LONG := not (axe or faults or prove or spark)
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate
export UV_SYSTEM_CERTS := 1

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 16

demo: env-gavn front-end ## install, make a demo and serve it on 127.0.0.1:8000
	$(BIN)/python tools/messages.py compile
	$(BIN)/gavn demo

test: env machine front-end-for-work lint types contracts ## all that must hold (30 minutes on 2 cores at most)
	env -u DATABASE_URL $(PYTEST) $(SIDE_BY_SIDE) --ignore=tests/journeys $(addprefix --cov=,$(PURE)) --cov-config=pyproject.toml --cov-report=term
	tools/with_postgres.sh $(PYTEST) $(SIDE_BY_SIDE) tests --ignore=tests/journeys -m "database and $(LONG)"
	env -u DATABASE_URL $(PYTEST) $(SIDE_BY_SIDE) tests/journeys

check: env lint types contracts ## what is quick: style, types, contracts, kernel, pure hearts, architecture
	$(PYTEST) -m "not database and $(LONG)" tests/architecture tests/kernel $(wildcard tests/*/pure) $(PURE)

env: ## the environment to work in, .venv
	@tools/environment.sh dev

env-gavn:
	@tools/environment.sh gavn

front-end:
	@$(BIN)/python tools/front_end.py

front-end-for-work:
	@$(BIN)/python tools/front_end.py --for-work
	@$(BIN)/python tools/messages.py compile

machine:
	@tools/debian.sh chromium fonts-dejavu-core postgresql xmlsec1

lint: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint src/gavn

types: env
	$(BIN)/mypy

contracts: env
	$(BIN)/lint-imports --no-logo

axe: env machine front-end-for-work ## accessibility: every page, language, width and colour scheme
	$(PYTEST) -m axe tests

prove: env front-end-for-work ## simulations and attacks that take minutes
	$(PYTEST) -m prove tests

faults: env front-end-for-work ## kill and fault tests
	$(PYTEST) -m faults tests

bench: env front-end-for-work ## benchmarks, each beside its peer; results in bench/results
	$(BIN)/python -m bench

docs: env ## the documentation as pages, in docs/_build
	$(BIN)/python tools/reference.py
	$(BIN)/sphinx-build --quiet --fail-on-warning docs docs/_build/html
	@echo docs/_build/html/index.html

messages: env ## collect new sentences into the Danish and Swedish catalogues
	$(BIN)/python tools/messages.py update

requirements: env ## pin all versions anew
	$(BIN)/$(COMPILE) pyproject.toml -o requirements/gavn.txt
	$(BIN)/$(COMPILE) pyproject.toml --extra dev --extra docs -c requirements/gavn.txt -o requirements/dev.txt
	$(BIN)/$(COMPILE) requirements/build.in -c requirements/dev.txt -o requirements/build.txt
	$(BIN)/$(COMPILE) requirements/node.in -o requirements/node.txt

wheel: env front-end-for-work ## build the wheel into dist/, with what it needs and the checksums of both
	rm -rf dist
	$(BIN)/python -m hatchling build --target wheel
	cp requirements/gavn.txt dist/
	cd dist && sha256sum gavn.txt *.whl > SHA256SUMS

clean: ## remove what was built; data in var/ stays
	rm -rf .venv node_modules dist build docs/_build src/gavn/web/static/vendor .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache .coverage
	find src -name '*.mo' -delete
