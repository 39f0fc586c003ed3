# The two commands of the README are `make run` and `make test`; both start from nothing but Python.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
LOCKS  := requirements/runtime.lock requirements/dev.lock
SOURCE := domain application adapters entrypoints tests scripts
SHELL  := bash

.PHONY: agreement soak-config-reloads steps install dev run test check fmt lock image reference help bench bench-contracts mutants negative-tokens soak-websockets soak-sse soak-gigabytes soak-slow-callers soak-reloads soak-issuers fuzz fuzz-config
.DEFAULT_GOAL := help

help:          ## this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

install: $(VENV)/.runtime  ## make .venv from the lock
dev: $(VENV)/.dev          ## the same with what tests need

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Limen needs Python 3.11 or newer: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# One lock for both, so that the demo and the tests run on the same releases; the dev one is a superset.
$(VENV)/.runtime: $(BIN)/python requirements/runtime.lock requirements/build.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.lock -r requirements/runtime.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

run: install   ## install, then start the demo: three services and the gateway before them
	$(BIN)/limen demo

# What a request meets by either door: by ASGI here, directly below with all the rest.
DOORS := tests/conformance/gateway_api tests/conformance/raw_http $(addprefix tests/e2e/test_,$(addsuffix .py, big_bodies \
  compression custom_methods expectations hostile_requests killed_upstream mirror shop slow_callers upstream_faults websockets))

# What follows pytest keeps silent unless it fails, so that pytest's summary is the last line of a good run.
test: dev      ## install, then every check and every test
	$(MAKE) --no-print-directory check

check: dev     ## format, lint, types, import contracts, then the tests with their coverage
	$(BIN)/ruff format --check --quiet $(SOURCE)
	$(BIN)/ruff check --quiet $(SOURCE)
	$(BIN)/mypy --no-error-summary
	set -o pipefail; $(BIN)/lint-imports --no-logo 2>&1 | tail -n 4
	@LIMEN_DOOR=asgi $(BIN)/python -m pytest -n 2 --dist loadfile --maxfail=20 $(DOORS) > .asgi.log || { cat .asgi.log; exit 1; }
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term --maxfail=20
	@$(BIN)/coverage report --include='domain/*' --fail-under=100 --format=total > /dev/null || { echo "domain/ is held at 100 % of its branches"; exit 1; }

fmt: dev       ## format, and mend what the linter can mend
	$(BIN)/ruff format $(SOURCE)
	$(BIN)/ruff check --fix $(SOURCE)

reference: dev ## write the generated pages of docs/reference/
	$(BIN)/python scripts/generate_reference.py
	$(BIN)/python -m scripts.write_shop_documents

schemathesis: dev ## what the shop's description says, held against what answers: other calls each time (10 minutes)
	SCHEMATHESIS_EXAMPLES=150 SCHEMATHESIS_SEED=$${SCHEMATHESIS_SEED:-$$(date +%s)} $(BIN)/python -m pytest -q tests/e2e/test_schemathesis.py

soak-websockets: dev ## a thousand WebSockets through one worker for a minute
	$(BIN)/python -m tests.soak.websockets

soak-gigabytes: dev ## 1 GB each way at once, the reader taking 1 MB a second (17 minutes)
	$(BIN)/python -m tests.soak.gigabytes

soak-slow-callers: dev ## 500 slow connections beside normal traffic (a minute)
	$(BIN)/python -m tests.soak.slow_callers

soak-reloads: dev ## reloads and dying upstreams under load: nothing is lost, memory stays (20 minutes)
	$(BIN)/python -m tests.soak.reloads

soak-config-reloads: dev ## 500 reloads in a row, a third of them bad, under load (five minutes)
	$(BIN)/python -m tests.soak.config_reloads

soak-issuers: dev ## an issuer that is down, slow, wrong, flooded and rotated, under load (five minutes)
	$(BIN)/python -m tests.soak.issuer_faults

fuzz: dev      ## random bytes at a running gateway (ten minutes)
	$(BIN)/python -m tests.soak.fuzz

fuzz-config: dev ## random files and folders as configurations (five minutes; FUZZ="SECONDS SEED")
	$(BIN)/python -m tests.soak.fuzz_config $(FUZZ)

bench: dev     ## Limen beside its peers (20 minutes; BENCH="get tls-upstream" PEERS="envoy limen" SECONDS=2 ROUNDS=1)
	tests/performance/install.sh
	SECONDS_EACH=$(SECONDS) $(BIN)/python -m tests.performance.bench --keep

bench-decisions: dev ## what check, explain, test, diff and the others take on 5,000 routes (a minute)
	$(BIN)/python -m tests.performance.decisions --keep

bench-contracts: dev ## what contracts cost: a large document loaded (seconds)
	$(BIN)/python -m tests.performance.contracts
	$(BIN)/python -m tests.performance.validation

mutants: dev   ## change one thing at a time in who is calling and who may call what, and see whether a test notices (minutes)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/mutants.txt
	rm -rf mutants  # it remembers which tests meet which line
	$(BIN)/mutmut run --max-children 1 $(MUTANTS)
	$(BIN)/mutmut results --all true | awk -F '[.: ]+' '$(NOTICED)'
MUTANTS ?= "domain.permissions.*" "domain.identity.*"
# Every change that was not met by a failing test, then a line for each folder; a folder below 95 % is an error.
define NOTICED
/not checked/ { next } \
{ room = $$2 "." $$3; all[room]++; checked++ } \
/: (killed|timeout)$$/ { noticed[room]++ } \
! /: killed$$/ { print } \
END { for (room in all) { share = 100 * noticed[room] / all[room]; low += share < 95; \
  printf "%s: %d of %d changes noticed (%.1f %%)\n", room, noticed[room], all[room], share } \
  exit low || ! checked }
endef

agreement: dev ## explain beside production: 100,000 random calls, every field compared (four minutes)
	LIMEN_CALLS=100000 $(BIN)/python -m pytest -n 2 tests/property/test_explain_agrees.py

steps: dev     ## what each step of a proxied request costs, alone
	$(BIN)/python -m tests.performance.steps

negative-tokens: dev ## the CPU time of each token that is refused
	$(BIN)/python -m tests.performance.negative_tokens

soak-sse: dev  ## a thousand event streams through one worker for a minute
	$(BIN)/python -m tests.soak.events

image:         ## build the container image, localhost/limen:latest, with podman
	scripts/image.sh build

lock: dev      ## write the locks anew from pyproject.toml
	$(BIN)/uv pip compile $(LOCKING) pyproject.toml -o requirements/runtime.lock
	$(BIN)/uv pip compile $(LOCKING) --group dev pyproject.toml -o requirements/dev.lock -c requirements/runtime.lock
	$(BIN)/uv pip compile $(LOCKING) requirements/build.in -o requirements/build.lock -c requirements/dev.lock
LOCKING := -q --no-strip-extras --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url
