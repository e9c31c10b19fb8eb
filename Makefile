# Tadpole (小蝌蚪). `make` alone says what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help audit run seed test later lint check bench lock snapshot translations dev chromium services services-stop system-services ready installed developers

VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
WORKERS ?= 3
ARGS ?=
TADPOLE_DATA ?= $(abspath $(wildcard ../shared/data))
export TADPOLE_DATA
# Python keeps what it has compiled, also where the environment forbids it: without that every process takes seconds longer to start.
unexport PYTHONDONTWRITEBYTECODE

help:  ## say what there is
	@echo "Tadpole (小蝌蚪)"
	awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	echo "PORT=8001 make run uses another port; ARGS='tests/community -x' make test runs a part."

run: ready  ## set up, migrate, seed on first start, serve http://localhost:8000
	@export TADPOLE_ORIGIN=$${TADPOLE_ORIGIN:-http://localhost:$(PORT)}
	exec $(PY) manage.py serve --port $(PORT)

seed: ready  ## fill an empty site with the demo community
	@$(PY) manage.py migrate --verbosity 0
	$(PY) manage.py seed_demo $(ARGS)

test: dev chromium system-services  ## all tests, with a browser and on real servers (installs what they need)
	@nothing=0
	export TADPOLE_FLAKY=$(abspath var/flaky.txt)
	rm -f "$$TADPOLE_FLAKY"
	pass() {
	  $(PY) -m pytest -p tests.flaky -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not bench" $(ARGS) "$$@" || {
	    code=$$?; [ $$code = 5 ] || exit $$code; nothing=$$((nothing + 1)); }  # 5: ARGS chose nothing of this pass
	}
	echo "First pass: embedded"
	pass
	echo "Second pass: on PostgreSQL, Redis, Elasticsearch, S3"
	pass -p tests.servers.plugin
	[ $$nothing -lt 2 ]

later: dev chromium  ## the first pass under a clock that is a year ahead
	@bash .ci/system faketime
	faketime -f "+365d" $(PY) -m pytest -p tests.flaky -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not bench" $(ARGS)

lint: dev  ## style, types, directions, templates, migrations, translations
	@failed=0
	try() { echo "· $$*"; "$$@" || failed=1; }
	export DJANGO_SETTINGS_MODULE=tadpole.config.settings.test
	try $(VENV)/bin/ruff check --quiet --output-format concise .
	try $(VENV)/bin/ruff format --check --quiet --output-format concise .
	try env PYTHONPATH=site:. $(VENV)/bin/lint-imports --no-cache
	try $(VENV)/bin/mypy
	try $(VENV)/bin/djlint --lint --quiet --allow-empty-input site media community content campaigns search
	try $(PY) manage.py makemigrations --check --dry-run
	try $(PY) manage.py check_migrations
	try $(PY) manage.py translations --check
	exit $$failed

audit: dev  ## known weaknesses of what is locked, as the advisory services tell them
	@$(PY) .ci/audit

check: lint test  ## lint and test

bench: dev system-services  ## measure; ratios to a reference measured in the same run
	@$(PY) -m pytest -m "bench and not services" -p no:randomly -s tests/bench $(ARGS)
	ES_JAVA_OPTS=-XX:+TieredCompilation $(PY) -m pytest -m "bench and services" -p tests.servers.plugin -p no:randomly -s tests/bench tests/faults/test_rolling.py $(ARGS)

services: dev system-services  ## start PostgreSQL, Redis, Elasticsearch, S3 and SMTP for development, until Ctrl-C
	@exec $(PY) -m tests.servers

services-stop:  ## stop what `make services` left
	@$(PY) -m tests.servers stop

snapshot: dev  ## write the snapshot of the tables anew, after a new migration
	@$(PY) manage.py write_snapshot

translations: dev  ## collect new strings into every app's catalogues
	@$(PY) manage.py translations

lock:  ## write requirements*.txt anew from pyproject.toml
	@bash .ci/install $(VENV) .ci/uv.txt
	export UV_CUSTOM_COMPILE_COMMAND="make lock"
	compile() { $(PY) .ci/uv pip compile -q --no-strip-extras --no-emit-index-url --python-version 3.11 --generate-hashes "$$@"; }
	compile pyproject.toml -o requirements.txt
	compile --extra services -c requirements.txt pyproject.toml -o requirements-services.txt
	compile --extra services --group dev -c requirements-services.txt pyproject.toml -o requirements-dev.txt
	compile -c requirements-dev.txt - -o .ci/uv.txt <<< uv

# --- what the targets above stand on -------------------------------------------------------------------------------

CATALOGUES := $(shell find site media community content campaigns search -name django.po 2>/dev/null)

ready: installed $(VENV)/.catalogues

installed:
	@bash .ci/install $(VENV) requirements.txt

$(VENV)/.catalogues: $(CATALOGUES) | installed
	@PYTHONPATH=site $(PY) -m tadpole.config.catalogues
	touch $@

dev: developers ready
	@bash .ci/system gettext

developers:
	@bash .ci/install $(VENV) requirements-dev.txt

system-services:
	@bash .ci/system postgresql redis-server nginx default-jdk-headless maven unzip procps go docker-compose systemd prometheus

chromium:
	@bash .ci/system chromium-headless-shell fonts-noto-cjk gettext
