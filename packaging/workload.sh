#!/usr/bin/env bash
# An hour at a desk in a minute, for bin/release to watch: first run, start, every page that a link leads to, deeds, both languages, stop.
# Usage: packaging/workload.sh PROGRAM SEEN. A program that writes down what of it ran does so in the folder SEEN: what a start and the first
# pages need in start-*.profraw, everything else in work-*.profraw.
set -euo pipefail

program=$(realpath "$1")
seen=$(realpath "$2")
folder=$(mktemp -d)
# As root, Postgres runs as another user, who must reach its data.
chmod 711 "$folder"
cd "$folder"
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
fail() { printf 'packaging/workload.sh: %s\n' "$*" >&2; exit 1; }

port=$((20000 + RANDOM % 10000))
for name in $(compgen -e LATCHKEY_ || true); do unset "$name"; done
export LATCHKEY_DATA_DIR=$folder/data LATCHKEY_LISTEN=127.0.0.1:$port LATCHKEY_OPS_LISTEN=127.0.0.1:$((port + 1)) LLVM_PROFILE_FILE
at=http://127.0.0.1:$port

LLVM_PROFILE_FILE=$seen/work-%m.profraw
"$program" demo --people 2000 --seed 7 >demo 2>said || fail "no people: $(tail -1 said)"
password=$(grep -A 1 'password' demo | sed -n 2p | tr -d ' ')
administrator=$(sed -n 's/^ *\([^ ]*\) .*global administrator$/\1/p' demo | head -1)
[ -n "$password" ] && [ -n "$administrator" ] || fail "latchkey demo names no password or no administrator."

start() {
  "$program" serve >log 2>&1 &
  server=$!
  curl -fsS --retry 60 --retry-delay 1 --retry-all-errors http://127.0.0.1:$((port + 1))/readyz -o ready 2>errors ||
    fail "the server does not start: $(tail -1 log)"
}
stop() {
  kill -TERM "$server"
  wait "$server"
  server=
}

# The value of a field of the form that is sent to an address: field ADDRESS NAME
field() { tr '\n' ' ' <page | awk -v "RS=<form " -v "action=action=\"$1\"" 'index($0, action)' | grep -oE "name=\"$2\" value=\"[^\"]*\"" | head -1 | cut -d '"' -f 4 || true; }
# Keeps the cookies of an answer, the last of each name.
keep_cookies() {
  cookie=$({ printf '%s\n' "$cookie" | tr ';' '\n'; sed -n 's/^[Ss]et-[Cc]ookie: //p' head | sed 's/;.*//' | tr -d '\r'; } |
    awk -F = '$1 { kept[$1] = $0 } END { for (name in kept) if (kept[name] !~ /=$/) print kept[name] }' | paste -sd ';')
}
# Reads the form of a page, and sends it filled: deed PAGE ADDRESS NAME=VALUE...
deed() {
  local page=$1 address=$2 name value data=()
  shift 2
  curl -sS -D head -o page -b "$cookie" "$at$page"
  keep_cookies
  for name in csrf_token form_key version; do
    value=$(field "$address" $name)
    if [ -n "$value" ]; then data+=(--data-urlencode "$name=$value"); fi
  done
  for value in "$@"; do data+=(--data-urlencode "$value"); done
  curl -sS -D head -o page -b "$cookie" -H "Origin: $at" "${data[@]}" -w '%{http_code}\n' "$at$address" >status
  keep_cookies
}
# Asks for every page that a file lists, over one connection, so many times.
read_all() {
  local times=$1 line
  while read -r line; do printf 'url = "%s%s"\noutput = "/dev/null"\n' "$at" "$line"; done <addresses >asked
  while [ "$times" -gt 0 ]; do
    curl -sS --globoff -b "$cookie" -H "Accept-Language: ${2:-en}" --compressed -K asked
    times=$((times - 1))
  done
}

sign_in() {
  cookie=
  deed /sign-in /sign-in "username=$1" "password=$2" next=
}
enter() {
  sign_in "$administrator" "$password"
  grep -q 303 status || fail "the administrator can not sign in."
}

# A start, and the pages that come first.
LLVM_PROFILE_FILE=$seen/start-%m.profraw
start
enter
printf '%s\n' / /users '/users?q=jan' >addresses
read_all 1
stop

LLVM_PROFILE_FILE=$seen/work-%m.profraw
start
sign_in nobody wrong
sign_in "$administrator" wrong
enter

# Every page that links lead to from the first one, a few steps far; of one kind (addresses that differ by an id) a few.
printf '/\n/users\n' >addresses
: >seen
for _ in 1 2 3 4; do
  while read -r address; do
    printf '%s\n' "$address" >>seen
    curl -sS --globoff -b "$cookie" -o page "$at$address"
    grep -aoE '(href|action)="/[^"#]*"' page | cut -d '"' -f 2 | sed 's/&amp;/\&/g' || true
  done <addresses >found
  sort -u found | grep -v -e '^/static/fonts' -e '\.json' | grep -vxF -f seen |
    awk '{ kind = $0; gsub(/[0-9a-f]+-[0-9a-f-]+/, "ID", kind); gsub(/=[^&]*/, "=", kind); if (kinds[kind]++ < 3) print }' |
    head -300 >addresses || true
done
sort -u seen >addresses
cp addresses all
read_all 2 en
read_all 2 nl

# What is asked for most.
person=$(grep -E '^/users/0[0-9a-f-]+$' all | head -1)
[ -n "$person" ] || fail "no page leads to a person."
printf '%s\n' '/users?size=25' '/users?size=50' '/users?q=jan' '/users?q=jan+de' '/users?q=vries' '/users?state=locked' "$person" / >addresses
read_all 250

# Deeds of a help desk.
grep -E '^/users/0[0-9a-f-]+$' all | while read -r person; do
  deed "$person/reset-password" "$person/reset-password"
  deed "$person/block" "$person/block"
  deed "$person/unblock" "$person/unblock"
  deed "$person/edit" "$person/edit" "city=Vlissingen"
done
deed /preferences /preferences language=nl next=/
deed /users/new /users/new "given_name=Anna" "surname=Bakker" "user_name=anna.bakker"
"$program" backup "$folder/backup" >said 2>&1 || fail "no backup: $(tail -1 said)"
"$program" audit verify >said 2>&1 || fail "the log is not whole: $(tail -1 said)"
deed / /sign-out
stop
printf 'Watched %s pages.\n' "$(wc -l <all)"
