# Each target is complete on a bare machine with Python 3.11, make and git: it creates .venv itself, from locked versions.
PYTHON ?= python3.11
BIN := .venv/bin
# Two workers suit a laptop and CI alike; `make test WORKERS=0` shows prints and debuggers.
WORKERS ?= 2

.PHONY: demo test lint bench eval lock clean

demo: .venv/ready
	@$(BIN)/afterword demo

test: .venv/ready
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: .venv/bench
	$(BIN)/python -m benchmarks

eval: .venv/ready
	$(BIN)/python -m tools.evaluate

lock: .venv/ready
	$(BIN)/pip install --quiet pip-tools
	for extra in dev bench; do \
	  $(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	    --no-emit-find-links --no-emit-trusted-host --no-header --extra $$extra --output-file requirements/$$extra.lock pyproject.toml; \
	done

.venv/ready: pyproject.toml requirements/dev.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

.venv/bench: .venv/ready requirements/bench.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/bench.lock
	touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
