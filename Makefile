# make demo and make test do all the set-up that they need.
.DEFAULT_GOAL := help
.PHONY: help demo window test check test-core test-rest golden train pictures lock clean

BIN := .venv/bin
DEMO := build/demo
COMPILE := --quiet --universal --python-version 3.11 --generate-hashes --extra build --no-emit-index-url \
	--custom-compile-command "make lock"
CORE := tests/unit tests/property tests/golden tests/library

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: ## A whole call with a simulated trainee, up to the report; needs no sound card
	@scripts/setup.sh demo
	@rm -rf $(DEMO)
	@$(BIN)/voicedrill demo --trainee good --fast --out $(DEMO)

window: ## Open the window
	@scripts/setup.sh desktop
	@$(BIN)/voicedrill

test: ## Everything that CI checks
	@scripts/setup.sh test
	@$(MAKE) --no-print-directory --keep-going check test-core test-rest

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Where Qt cannot be imported, as on a machine without it.
test-core:
	VOICEDRILL_TEST_WITHOUT_QT=1 $(BIN)/pytest -q -p no:pytest-qt $(CORE)

test-rest:
	xvfb-run -a $(BIN)/pytest -q $(CORE:%=--ignore=%)

golden: ## Make the golden calls' results again, after a meant change
	$(BIN)/python tests/golden/remake.py

train: ## Train what finds behaviours anew, on the corpus in models/behaviours
	@scripts/setup.sh demo
	$(BIN)/pip install --quiet --editable '.[train]'
	$(BIN)/python models/behaviours/train.py

pictures: ## Make the pictures of the window in docs/pictures again
	@scripts/setup.sh test
	xvfb-run -a $(BIN)/python docs/pictures.py

lock: ## Choose the newest versions of all packages anew
	python3 -m venv build/lock
	build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile $(COMPILE) --extra test --upgrade --output-file requirements-test.lock pyproject.toml
	build/lock/bin/uv pip compile $(COMPILE) --constraint requirements-test.lock --output-file requirements.lock pyproject.toml

clean: ## Remove what was made here, the environment too
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
