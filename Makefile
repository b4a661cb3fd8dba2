# Two commands: "make run" starts the bot, "make test" passes the tests. Both set up what they need.
PYTHON ?= python3
VENV := .venv
DATA ?= ../shared/bench-data
BIN := $(VENV)/bin
# One thread: the matrices are small, and what is learnt is the same to the last bit everywhere.
export OPENBLAS_NUM_THREADS := 1

.PHONY: run test check eval benchmark benchmark-size benchmark-delivery clean

run: $(VENV)/.installed
	@exec $(BIN)/python -m bot run

test: $(VENV)/.installed-test
	@$(BIN)/python -m ruff check bot tests benchmarks
	@$(BIN)/python -m ruff format --check bot tests benchmarks
	@$(BIN)/python -m mypy
	@$(BIN)/python -m pytest

check: $(VENV)/.installed
	@$(BIN)/python -m bot check

eval: $(VENV)/.installed
	@$(BIN)/python -m bot eval

benchmark: $(VENV)/.installed-benchmark
	@$(BIN)/python -m benchmarks.matching --data $(DATA) --page benchmarks/matching.md

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Es braucht Python 3.11 oder neuer."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# A stamp file a set: a second call installs nothing, a changed pin installs again.
$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Die Bibliotheken werden eingerichtet, einmalig etwa eine halbe Minute …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-test: requirements-test.txt | $(BIN)/python
	@echo "Die Bibliotheken für die Tests werden eingerichtet …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-benchmark: requirements-benchmark.txt | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-benchmark.txt
	@touch $@ $(VENV)/.installed

benchmark-size: $(VENV)/.installed-benchmark
	@$(BIN)/python -m benchmarks.size

benchmark-delivery: $(VENV)/.installed-test
	@$(BIN)/python -m benchmarks.delivery

clean:
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache
