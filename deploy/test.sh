#!/usr/bin/env bash
# `make test`: everything that must hold, on both databases and in a real browser.
# Every part runs even when an earlier one failed; any failure fails the whole.
set -u -o pipefail
cd "$(dirname "$0")/.."
given_database=${DATABASE_URL:-}
jobs=${JOBS:-2}
# The settings of whoever calls are not the tests' settings.
unset $(sed -n 's/.*env\.[a-z_]*("\([A-Z_]*\)".*/\1/p' icpportal/settings.py)
export PYTHONUNBUFFERED=1
failed=()
private=

missing_packages() {
    if [ -z "$given_database" ] && ! { ls /usr/lib/postgresql/*/bin/initdb || command -v initdb; } >/dev/null 2>&1; then
        echo postgresql
    fi
    command -v chromium >/dev/null || echo chromium
    command -v redis-server >/dev/null || echo redis-server
    command -v pgbouncer >/dev/null || ls /usr/sbin/pgbouncer >/dev/null 2>&1 || echo pgbouncer
    ls /usr/share/fonts/truetype/wqy/wqy-zenhei.ttc >/dev/null 2>&1 || echo fonts-wqy-zenhei
}

section() {
    local title=$1 begun=$SECONDS
    shift
    printf '\n== %s\n' "$title"
    if "$@"; then
        echo "-- $title: passed in $((SECONDS - begun)) s"
    else
        echo "-- $title: FAILED after $((SECONDS - begun)) s"
        failed+=("$title")
    fi
}

suite() { .venv/bin/python -m pytest -n "$jobs" "$@" | grep -v --line-buffered "^bringing up nodes"; }

on_postgres() {
    local url=$given_database
    if [ -z "$url" ]; then
        private=$(mktemp -d /tmp/icpportal-pg.XXXXXX) || return 1
        url=$(deploy/postgres.sh start "$private") || return 1
    fi
    DATABASE_URL=$url suite -m "not browser" --ignore=tests/architecture
}

stop_postgres() { [ -z "$private" ] || deploy/postgres.sh stop "$private"; }
trap stop_postgres EXIT
trap 'exit 130' INT TERM HUP

begun=$SECONDS
missing=$(missing_packages)
# shellcheck disable=SC2086
[ -z "$missing" ] || deploy/packages.sh "make test" $missing || exit 1
deploy/python.sh tests/requirements.txt || exit 1

section "Lint" deploy/lint.sh
section "Tests on SQLite" suite -m "not browser and not postgres"
section "Tests on PostgreSQL" on_postgres
section "Tests in Chromium" suite -m browser

printf '\n'
if [ ${#failed[@]} -gt 0 ]; then
    (IFS=,; echo "FAILED: ${failed[*]} ($((SECONDS - begun)) s)")
    exit 1
fi
echo "All passed in $((SECONDS - begun)) s"
