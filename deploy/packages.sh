#!/usr/bin/env bash
# Installs Debian packages, as root or by passwordless sudo.
#   deploy/packages.sh "what needs them" package...
# Fails with one sentence that names the packages and the command when it cannot.
set -eu
purpose=$1
shift

fail() {
    echo "$purpose needs these Debian packages: $*. Install them as root: apt-get update && apt-get install -y $*" >&2
    exit 1
}

as_root=()
if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || fail "$@"
    as_root=(sudo -n)
fi
command -v apt-get >/dev/null || fail "$@"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null
}
refresh() { "${as_root[@]}" apt-get update >>"$log" 2>&1 </dev/null; }

echo "Installing Debian packages: $*"
install "$@" || { refresh && install "$@"; } || { tail -5 "$log" >&2; fail "$@"; }
