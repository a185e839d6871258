# shellcheck shell=bash
# Shared by the commands in this folder: messages, missing packages, and a private PostgreSQL. Sourced, never run.
set -euo pipefail

readonly postgres_port=5432 # only names the socket file: every throwaway server listens in a directory of its own

# Anything of the caller's libpq environment would point the work at a server that is not ours.
unset "${!PG@}"
export DEBIAN_FRONTEND=noninteractive

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' plain=$'\e[0m'
else
  bold='' dim='' red='' plain=''
fi
[[ -t 2 ]] || red=''

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s%s: %s%s\n' "$red" "${0##*/}" "$*" "${red:+$plain}" >&2
  exit 1
}

# stage NAME COMMAND...: run quietly, then one line with the seconds it took; what it wrote is shown only if it fails.
stage() {
  local name=$1 began=$SECONDS
  shift
  [[ -z $bold ]] || printf '%s%-12s ...%s\r' "$dim" "$name" "$plain"
  attended "$@" >"$work/stage.log" 2>&1
  if ((status != 0)); then
    tail -n 80 "$work/stage.log" >&2
    say "$(printf '%-12s %4d s' "$name" "$((SECONDS - began))")  ${bold}failed${plain}"
    exit "$status"
  fi
  say "$(printf '%-12s %4d s' "$name" "$((SECONDS - began))")"
}

# attended COMMAND...: run it as a process group of its own and wait, so that a signal to this script is acted on at
# once instead of after a long build, and reaches all of the command. Its exit code is left in $status.
attended() {
  set -m
  (
    set -e
    "$@"
  ) </dev/null &
  child=$!
  set +m
  set +e
  wait "$child"
  status=$?
  set -e
  child=''
}

# with_cleanup: make $work, and promise that it and the server in it are gone however the script ends.
# `keep_cluster=yes` leaves both.
with_cleanup() {
  child='' keep_cluster='' cluster='' status=0
  work=$(mktemp -d /tmp/weir.XXXXXX) # not TMPDIR: a socket path may have 107 bytes at most
  chmod 711 "$work" # a root's server runs as another user, who must be able to pass
  trap 'clean_up $?' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

clean_up() {
  local status=$1
  trap - EXIT
  trap '' HUP INT TERM
  if [[ -n $child ]] && kill -TERM -- "-$child" 2>/dev/null; then wait "$child" || true; fi
  if [[ $keep_cluster != yes && -n $cluster ]]; then stop_cluster "$cluster"; fi
  rm -rf "$work"
  exit "$status"
}

# ---- Packages ------------------------------------------------------------------------------------------------------

need_swift() {
  command -v swift >/dev/null ||
    fail "swift is not on the PATH: install the Swift 6.3 toolchain (https://www.swift.org/install/linux/)"
}

# The newest server's programs; Debian keeps them out of the PATH.
server_programs() {
  local found
  found=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
  if [[ -x $found ]]; then
    dirname "$found"
  elif found=$(command -v initdb); then
    dirname "$(readlink -f "$found")"
  else
    return 1
  fi
}

missing_packages() {
  # The toolchain comes as an archive, without the libraries it is linked to.
  if command -v swift >/dev/null && ! swift package --version >/dev/null 2>&1; then
    printf '%s\n' libcurl4 libedit2 libncurses6 libsqlite3-0 libxml2 tzdata
  fi
  command -v git >/dev/null || say git
  command -v pkg-config >/dev/null || say pkg-config
  { command -v pkg-config >/dev/null && pkg-config --exists libpq; } || say libpq-dev
  [[ -e /usr/include/stdlib.h ]] || say libc6-dev
  compgen -G '/usr/include/c++/*' >/dev/null || say g++
  server_programs >/dev/null || say postgresql
  command -v psql >/dev/null || say postgresql-client
  command -v dot >/dev/null || say graphviz         # draws the routes of case files
  command -v xmllint >/dev/null || say libxml2-utils # validates drafts, where a schema is named
  return 0
}

more_packages=() # what a script lacks besides, for install_missing

install_missing() {
  local -a missing as_root=()
  mapfile -t missing < <(missing_packages)
  missing+=("${more_packages[@]}")
  ((${#missing[@]} > 0)) || return 0
  command -v apt-get >/dev/null ||
    fail "missing: ${missing[*]} (Debian's names); install them with this system's package manager, then run again"
  if ((EUID != 0)); then
    { command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; } ||
      fail "missing packages and neither root nor sudo; as root run: apt-get update && apt-get install ${missing[*]}"
    as_root=(sudo)
  fi

  # Debian's server package would create and start a cluster of its own; nobody asked for that one.
  say "installing: ${missing[*]}" >&2
  local no_cluster=/etc/postgresql-common/createcluster.d/weir-throwaway.conf status=0
  "${as_root[@]}" mkdir -p "${no_cluster%/*}"
  say 'create_main_cluster = false' | "${as_root[@]}" tee "$no_cluster" >/dev/null
  "${as_root[@]}" apt-get -qq -o APT::Update::Error-Mode=any -o DPkg::Lock::Timeout=120 update >"$work/apt.log" 2>&1 &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=120 \
      --no-install-recommends install "${missing[@]}" </dev/null >>"$work/apt.log" 2>&1 || status=$?
  "${as_root[@]}" rm -f "$no_cluster"
  "${as_root[@]}" rmdir --ignore-fail-on-non-empty "${no_cluster%/*}"
  ((status == 0)) ||
    fail "the package registry is unreachable or lacks one of: ${missing[*]} ($(grep -m 1 '^E:' "$work/apt.log" ||
      echo "apt-get ended with $status"))"
}

# ---- A private PostgreSQL ------------------------------------------------------------------------------------------

# PostgreSQL refuses to run as root; the package's own user runs it then.
as_server_user() {
  if ((EUID != 0)); then
    "$@"
  elif command -v setpriv >/dev/null; then
    setpriv --reuid postgres --regid postgres --init-groups env HOME=/tmp "$@"
  else
    runuser -u postgres -- "$@"
  fi
}

# start_cluster DIR: an empty server that only a socket in DIR leads to, quick and forgetful: made to be thrown away.
start_cluster() {
  local dir=$1 programs
  programs=$(server_programs) || fail "no PostgreSQL server programs: apt-get install postgresql"
  local socket="$dir/.s.PGSQL.$postgres_port"
  ((${#socket} <= 107)) || fail "$dir is too long for a socket path (107 bytes): choose a shorter directory"
  mkdir -p "$dir"
  [[ -z $(ls -A "$dir") ]] || fail "$dir is not empty: choose a directory that does not exist yet"
  chmod 700 "$dir" # trust authentication: the directory is the lock
  if ((EUID == 0)); then
    id -u postgres >/dev/null 2>&1 || fail "running as root needs a user named postgres to run the server"
    chown postgres: "$dir"
  fi
  as_server_user test -w "$dir" || fail "the server's user cannot reach $dir: choose a directory under /tmp"

  # From DIR, because a server user may not enter the caller's working directory.
  cd "$dir"
  as_server_user touch "$dir/log"
  as_server_user "$programs/initdb" --pgdata="$dir/data" --username=postgres --auth-local=trust --auth-host=reject \
    --encoding=UTF8 --locale=C --no-sync >>"$dir/log" 2>&1 ||
    { cat "$dir/log" >&2 && fail "initdb failed in $dir"; }
  as_server_user tee -a "$dir/data/postgresql.conf" >/dev/null <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$dir'
unix_socket_permissions = 0700
port = $postgres_port
timezone = 'UTC'
log_timezone = 'UTC'
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
dynamic_shared_memory_type = mmap # containers give /dev/shm too little for a parallel query
SETTINGS
  as_server_user "$programs/pg_ctl" --pgdata="$dir/data" --log="$dir/log" --timeout=60 --wait start >/dev/null ||
    { tail -n 20 "$dir/log" >&2 && fail "PostgreSQL did not start in $dir"; }
  cd "$OLDPWD"
}

# stop_cluster DIR: stop it without ceremony and remove every trace. Only touches what start_cluster made.
stop_cluster() {
  local dir=$1 programs
  [[ -e $dir ]] || return 0
  [[ -e $dir/log || -z $(ls -A "$dir") ]] || fail "$dir does not look like a throwaway server: nothing done"
  if [[ -e $dir/data/postmaster.pid ]]; then
    programs=$(server_programs)
    (cd "$dir" && as_server_user "$programs/pg_ctl" --pgdata="$dir/data" --mode=immediate --wait stop >/dev/null) || true
  fi
  rm -rf "$dir"
}

# cluster_uri DIR [DATABASE]: how a superuser reaches it.
cluster_uri() {
  say "postgresql:///${2:-postgres}?host=$1&port=$postgres_port&user=postgres"
}
