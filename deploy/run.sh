#!/usr/bin/env bash
# `make run`: the portal as production serves it, with demo data, on 127.0.0.1:$PORT.
# The only start with DEMO=1. Everything it keeps is in var/.
set -eu
cd "$(dirname "$0")/.."
deploy/python.sh requirements.txt
python=.venv/bin/python

umask 077
mkdir -p var
"$python" deploy/demo_keys.py var/demo.env
set -a
. var/demo.env
set +a
export DEMO=1 DEBUG=0 HTTPS=0 PORT="${PORT:-8000}" DJANGO_SETTINGS_MODULE=icpportal.settings
export SITE_URL="http://127.0.0.1:$PORT" PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE="${PYTHONDONTWRITEBYTECODE:-}"

"$python" deploy/serve.py --check-port
"$python" manage.py migrate --verbosity 0
"$python" manage.py collectstatic --no-input --verbosity 0
"$python" manage.py demo
exec "$python" deploy/serve.py
