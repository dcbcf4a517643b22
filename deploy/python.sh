#!/usr/bin/env bash
# Makes .venv hold exactly what a requirements file pins.
#   deploy/python.sh requirements.txt | tests/requirements.txt
# Does nothing, and needs no network, when the file is the one that was installed last time.
set -eu
cd "$(dirname "$0")/.."
wanted=$1
venv=.venv

usable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local name
    for name in "${PYTHON:-python3}" python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11; do
        if usable "$name"; then
            echo "$name"
            return
        fi
    done
    echo "Python 3.11 or newer is missing. Install it as root: apt-get install -y python3 python3-venv" >&2
    return 1
}

make_venv() {
    local python
    python=$(find_python) || exit 1
    "$python" -c 'import ensurepip, venv; ensurepip.version()' 2>/dev/null || deploy/packages.sh "A Python environment" python3-venv
    echo "Making $venv with $("$python" --version)"
    rm -rf "$venv"
    "$python" -m venv "$venv" || { rm -rf "$venv"; exit 1; }
}

# tests/requirements.txt includes requirements.txt, so its stamp covers both files.
stamp_of() {
    if [ "$1" = requirements.txt ]; then cat requirements.txt; else cat requirements.txt "$1"; fi | sha256sum | cut -c1-64
}
is_installed() { [ "$(cat "$venv/$1.stamp" 2>/dev/null)" = "$(stamp_of "$2")" ]; }

if [ ! -w . ]; then
    echo "$(pwd) belongs to somebody else: clone the repository as the user who runs it." >&2
    exit 1
fi
usable "$venv/bin/python" || make_venv
name=$(echo "$wanted" | tr / -)
if is_installed "$name" "$wanted"; then
    exit 0
fi

"$venv/bin/python" -m pip --version >/dev/null 2>&1 || make_venv
rm -f "$venv"/*.stamp
echo "Installing $wanted into $venv (once)"
if ! "$venv/bin/python" -m pip install --quiet --quiet --disable-pip-version-check --no-input -r "$wanted"; then
    echo "The packages of $wanted could not be installed: the first start needs the package index that pip is set up for." >&2
    exit 1
fi
stamp_of requirements.txt >"$venv/requirements.txt.stamp"
[ "$wanted" = requirements.txt ] || stamp_of "$wanted" >"$venv/$name.stamp"
