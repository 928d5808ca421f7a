# Two commands do everything on a fresh machine: make site, make test.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ARCHIVE ?= .

.PHONY: help site test test-fast test-browser test-long check format serve bench profile bench-ingest fuzz bench-passages bench-search bench-serve lock browser clean

help:            ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

site: $(VENV)/.run            ## build the archive (here: the sample) into site/
	$(BIN)/python build.py --archive "$(ARCHIVE)"

serve: $(VENV)/.run           ## edit with live reload on 127.0.0.1
	$(BIN)/python build.py serve --archive "$(ARCHIVE)"

test: check browser           ## everything: checks, and every test but bench and fuzz
	$(BIN)/python -m pytest -n 2 --dist worksteal

test-fast: $(VENV)/.dev       ## the inner loop, at most a minute
	$(BIN)/python -m pytest -n 2 -m "not slow and not browser"

test-browser: browser         ## only what drives a real browser
	$(BIN)/python -m pytest -m browser

test-long: $(VENV)/.dev       ## every test, with many more examples for the properties
	$(BIN)/python -m pytest --hypothesis-profile=long tests

check: $(VENV)/.dev           ## ruff, mypy --strict, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py

format: $(VENV)/.dev          ## put the code in ruff's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev           ## builds beside other generators, as ratios; BENCH="--articles 1000 --words 150" for less
	$(BIN)/python bench/run.py $(BENCH)

profile: $(VENV)/.dev         ## where the time of a cold build goes, stage by stage; PROFILE="--plain" without annotators
	$(BIN)/python bench/stages.py $(PROFILE)

bench-search: browser         ## what search costs, beside Pagefind, lunr.js and lunr.py
	$(BIN)/python bench/search.py

bench-serve: browser          ## how long a save takes to the screen, beside Hugo's server
	$(BIN)/python bench/serve.py

bench-passages: $(VENV)/.dev  ## shared passages on altered copies with a known truth
	$(BIN)/python bench/altered_copies.py
	$(BIN)/python bench/altered_copies.py --speed

bench-ingest: $(VENV)/.dev    ## how fast captures are read, and the memory that takes
	$(BIN)/python bench/ingest.py

fuzz: $(VENV)/.dev            ## hostile and random captures: time grows with their size, and no reader fails
	$(BIN)/python -m pytest tests/fuzz_captures.py

browser: $(VENV)/.dev
	@$(BIN)/python tests/browser.py --ensure

lock: $(VENV)/.dev            ## pin the dependencies anew, with hashes
	$(BIN)/python -m pip install -q pip-tools
	$(BIN)/pip-compile -q --upgrade $(LOCK) requirements.in -o requirements.txt
	$(BIN)/pip-compile -q --upgrade $(LOCK) requirements-dev.in -o requirements-dev.txt

LOCK := --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

clean:           ## delete what can be made again (never content/)
	rm -rf site .cache build dist *.egg-info

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Pressmark needs Python 3.11 or later; this is %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.run
