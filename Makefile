# The commands of everyday work. Each is a script in deploy/ that says what it does.
#
#   make run    the portal with demo data on http://127.0.0.1:$(PORT)/ (Ctrl-C stops it)
#   make test   lint, then the suite on SQLite, on a real PostgreSQL and in Chromium
#   make lint   the checks alone
#   make bench  measures the pages against their floors, on a PostgreSQL of its own (LINES="entity frame" for some)
#
# Settings: PORT (8000), DATABASE_URL (SQLite under var/), PYTHON (python3), JOBS (test processes, 2).

PORT ?= 8000
JOBS ?= 2
export PORT JOBS

.PHONY: help run test lint bench

help:
	@sed -n '/^#   make/s/^# *//p' $(firstword $(MAKEFILE_LIST))

run:
	@deploy/run.sh

test:
	@deploy/test.sh

lint:
	@deploy/python.sh tests/requirements.txt
	@deploy/lint.sh

bench:
	@deploy/bench.sh $(LINES)
