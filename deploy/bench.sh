#!/usr/bin/env bash
# `make bench`: every page and its floor by turns, on a PostgreSQL of its own with the safety of production.
#   deploy/bench.sh [--quick] [line ...]
# The data stays for the next run: in var/bench/, or, for root, where the user postgres can reach it. The table is
# printed, and written to var/bench/result.json. Ends with 1 when a target was missed. Run it on a quiet machine.
set -eu
cd "$(dirname "$0")/.."
unset $(sed -n 's/.*env\.[a-z_]*("\([A-Z_]*\)".*/\1/p' icpportal/settings.py)

missing_packages() {
    { ls /usr/lib/postgresql/*/bin/initdb || command -v initdb; } >/dev/null 2>&1 || echo postgresql
    command -v wrk >/dev/null || echo wrk
}

missing=$(missing_packages)
# shellcheck disable=SC2086
[ -z "$missing" ] || deploy/packages.sh "make bench" $missing || {
    case $missing in *postgresql*) exit 1 ;; esac
    echo "Without wrk the addresses are asked by Python, which takes more of the processors itself." >&2
}
deploy/python.sh tests/requirements.txt
python=.venv/bin/python

umask 077
mkdir -p var/bench
directory=$PWD/var/bench/postgres
[ "$(id -u)" != 0 ] || directory=/var/tmp/icpportal-bench-$(pwd | cksum | cut -d' ' -f1)
"$python" deploy/demo_keys.py var/bench/keys.env
set -a
. var/bench/keys.env
set +a
DATABASE_URL=$(deploy/postgres.sh keep "$directory")
trap 'deploy/postgres.sh halt "$directory"' EXIT
trap 'exit 130' INT TERM HUP
export DATABASE_URL DEMO=0 DEBUG=0 HTTPS=0 EMAIL_URL=memorymail:// SMS_BACKEND=accounts.sms.MemoryGateway
export DJANGO_SETTINGS_MODULE=tests.benchmarks.settings PYTHONPATH=. PYTHONUNBUFFERED=1
"$python" manage.py migrate --verbosity 0
"$python" manage.py collectstatic --no-input --verbosity 0
"$python" -m tests.benchmarks "$@"
