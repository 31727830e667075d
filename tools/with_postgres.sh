#!/usr/bin/env bash
# Runs a command with DATABASE_URL pointing to a PostgreSQL that lives as long as the command.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin | sort --version-sort | tail -n 1)
home=$(mktemp -d /tmp/gavn-postgres.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# PostgreSQL refuses to run as root.
as=()
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$home"
  as=(runuser -u postgres --)
fi
cd "$home"
"${as[@]}" "$bin/initdb" --pgdata "$home/cluster" --username gavn --auth trust --encoding UTF8 --locale C.UTF-8 > "$home/initdb.log"
"${as[@]}" "$bin/postgres" -D "$home/cluster" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off > "$home/postgres.log" 2>&1 &
server=$!
finish() {
  # The wrapper that changed user passes nothing on, so the cluster is asked to stop by the pid it wrote itself.
  pid=$(head -n 1 "$home/cluster/postmaster.pid" 2>/dev/null || true)
  if [ -n "$pid" ]; then kill -INT "$pid" 2>/dev/null || true; fi
  wait "$server" 2>/dev/null || true
  rm -rf "$home"
}
trap finish EXIT
cd "$OLDPWD"
for _ in $(seq 100); do
  if "$bin/pg_isready" --quiet --host 127.0.0.1 --port "$port"; then break; fi
  sleep 0.1
done
"$bin/createdb" --host 127.0.0.1 --port "$port" --username gavn gavn
DATABASE_URL="postgres://gavn@127.0.0.1:$port/gavn" "$@"
