#!/usr/bin/env bash
# Every check that reads the code without running the portal. All of them run; one failure fails the whole.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
export SECRET_KEY=lint-only DATA_KEY=lint-only DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH=.
unset DATABASE_URL
failed=()

check() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        echo "  ok      $name"
    else
        echo "  FAILED  $name"
        echo "$output" | sed 's/^/          /'
        failed+=("$name")
    fi
}

check "ruff check" "$bin/python" -m ruff check .
check "ruff format" "$bin/python" -m ruff format --check .
check "mypy" "$bin/python" -m mypy
check "import contracts" "$bin/lint-imports"
check "templates" "$bin/python" -m djlint --lint --quiet templates
check "migrations are complete" "$bin/python" manage.py makemigrations --check --dry-run
check "manage.py check" "$bin/python" manage.py check --fail-level WARNING

if [ ${#failed[@]} -gt 0 ]; then
    echo "Lint failed: ${failed[*]}" >&2
    exit 1
fi
