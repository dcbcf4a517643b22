#!/usr/bin/env bash
# A PostgreSQL of our own in a private directory, for tests; never the machine's cluster.
#   deploy/postgres.sh start DIRECTORY    makes it, starts it, prints its DATABASE_URL
#   deploy/postgres.sh stop DIRECTORY     stops it and removes the directory
#   deploy/postgres.sh keep DIRECTORY     starts it, made if it is not there, with the safety of production
#   deploy/postgres.sh halt DIRECTORY     stops it and leaves the data for the next `keep`
#   deploy/postgres.sh replica DIRECTORY PRIMARY   starts a streaming replica of the one in the directory PRIMARY
# It listens on a Unix socket inside the directory only. As root it runs as the user postgres.
set -eu
action=$1
directory=$2
primary=${3:-}
port=54329

programs() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
    [ -n "$found" ] || found=$(dirname "$(command -v initdb || echo /nowhere/initdb)")
    echo "$found"
}

as_server_user() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# The data of a new server: empty, or a copy that then follows the primary.
make_data() {
    if [ "$action" = replica ]; then
        as_server_user "$bin/pg_basebackup" -h "$primary" -p "$port" -U postgres -D "$directory/data" -R -c fast -N
    else
        as_server_user "$bin/initdb" -D "$directory/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 -N
    fi
}

bin=$(programs)
options="-c listen_addresses='' -c unix_socket_directories=$directory -p $port -c max_connections=200"

case $action in
start | keep | replica)
    if [ "$action" != keep ]; then
        # The tests throw this data away, so it need not survive a power cut. And the planner is to know the same of the
        # tables in every run: a vacuum between two tests tells it that they are empty, and what a test then enters by the
        # thousand is joined row by row, for minutes.
        options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
    else
        options="$options -c shared_buffers=256MB"
    fi
    mkdir -p "$directory"
    chmod 700 "$directory"
    [ "$(id -u)" != 0 ] || chown postgres "$directory"
    cd "$directory"
    [ "$action" = keep ] && [ -e "$directory/data/PG_VERSION" ] ||
        make_data >"$directory/initdb.log" 2>&1 ||
        { cat "$directory/initdb.log" >&2; exit 1; }
    as_server_user "$bin/pg_ctl" -D "$directory/data" -s -w -l "$directory/server.log" -o "$options" start >&2 ||
        { cat "$directory/server.log" >&2; exit 1; }
    echo "postgres://postgres@:$port/$directory/postgres"
    ;;
halt)
    cd /
    as_server_user "$bin/pg_ctl" -D "$directory/data" -s -w -m fast stop
    ;;
stop)
    cd /
    if [ -f "$directory/data/postmaster.pid" ]; then
        as_server_user "$bin/pg_ctl" -D "$directory/data" -s -w -m immediate stop || true
    fi
    rm -rf "$directory"
    ;;
esac
