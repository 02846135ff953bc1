#!/usr/bin/env bash
# Makes the platform's accounts on a ClickHouse server: roles, limits and row policies, then each account that has a password in
# PLUMBLINE_WRITER_PASSWORD, PLUMBLINE_READER_PASSWORD, PLUMBLINE_ANALYST_PASSWORD, PLUMBLINE_GRAFANA_PASSWORD, or in a file that
# such a name with _FILE gives. The server sees only hashes. May run again; a password is changed as README.md says.
# ClickHouse's image runs it from /docker-entrypoint-initdb.d at the first start. By hand, as an account with access_management:
#   CLICKHOUSE_HOST=… CLICKHOUSE_USER=… CLICKHOUSE_PASSWORD=… PLUMBLINE_WRITER_PASSWORD_FILE=… infra/clickhouse/initdb/accounts.sh
set -euo pipefail
accounts="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/accounts"

# The value of a variable, else of the file that the variable with _FILE names, else nothing.
secret() {
  local file="${1}_FILE"
  if [ -n "${!1:-}" ]; then printf '%s' "${!1}"; elif [ -n "${!file:-}" ]; then printf '%s' "$(cat "${!file}")"; fi
}

wanted=()
for statements in "$accounts"/users/*.sql; do
  name="$(basename "$statements" .sql)"
  if [ -n "$(secret "${name^^}_PASSWORD")" ]; then wanted+=("$name"); else echo "accounts: $name has no password, left out"; fi
done
if [ ${#wanted[@]} -eq 0 ]; then echo 'accounts: none wanted, nothing done'; exit 0; fi

# Settings of clickhouse-client by environment, so that no password stands in the list of processes.
CLICKHOUSE_PASSWORD="$(secret CLICKHOUSE_PASSWORD)"
export CLICKHOUSE_PASSWORD CLICKHOUSE_USER="${CLICKHOUSE_USER:-default}" CLICKHOUSE_HOST="${CLICKHOUSE_HOST:-127.0.0.1}"
for statements in "$accounts"/*.sql; do clickhouse-client --multiquery <"$statements"; done
for name in "${wanted[@]}"; do
  sha256="$(printf '%s' "$(secret "${name^^}_PASSWORD")" | sha256sum | cut -d ' ' -f 1)"
  clickhouse-client --multiquery --param_sha256="$sha256" <"$accounts/users/$name.sql"
  echo "accounts: $name is there"
done
