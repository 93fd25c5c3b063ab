#!/usr/bin/env bash
# An hour at a desk in a minute, for bin/release to watch: first run, start, every page that a link leads to, deeds, both languages, stop.
# Usage: packaging/workload.sh PROGRAM SEEN [TIMES]. A program that writes down what of it ran does so in the folder SEEN: what a start and the
# first pages need in start-*, everything else in work-*. What is asked for most is asked for so many times.
set -euo pipefail

program=$(realpath "$1")
seen=$(realpath "$2")
times=${3-250}
folder=$(mktemp -d)
# As root, Postgres runs as another user, who must reach its data.
chmod 711 "$folder"
cd "$folder"
server=
trap '[ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true; rm -rf "$folder"' EXIT
fail() { printf 'packaging/workload.sh: %s\n' "$*" >&2; exit 1; }

port=$((20000 + RANDOM % 10000))
# Nobody's configuration but this; where Postgres is, is the machine's.
for name in $(compgen -e LATCHKEY_ || true); do [ "$name" = LATCHKEY_PG_BIN ] || unset "$name"; done
curl() { command curl -q --noproxy '*' "$@"; }
export LATCHKEY_DATA_DIR=$folder/data LATCHKEY_LISTEN=127.0.0.1:$port LATCHKEY_OPS_LISTEN=127.0.0.1:$((port + 1)) LLVM_PROFILE_FILE
at=http://127.0.0.1:$port

LLVM_PROFILE_FILE=$seen/work-%m.profraw
"$program" demo --people 2000 --seed 7 >demo 2>said || fail "no people: $(tail -1 said)"
password=$(grep -A 1 'password' demo | sed -n 2p | tr -d ' ')
administrator=$(sed -n 's/^ *\([^ ]*\) .*global administrator$/\1/p' demo | head -1)
locked=$(sed -n 's/^ *\([^ ]*\) .*no role$/\1/p' demo | head -1)
[ -n "$password" ] && [ -n "$administrator" ] && [ -n "$locked" ] || fail "latchkey demo names no password, or nobody to sign in."

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
    awk -F = '$1 { kept[$1] = $0 } END { for (name in kept) if (kept[name] !~ /=$/) print kept[name] }' | paste -sd ';' -)
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

start
sign_in nobody wrong
sign_in "$administrator" wrong
# Somebody who is locked out.
for guess in 1 2 3 4 5 6 7 8 9 10 11; do sign_in "$locked" "wrong $guess"; done
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
read_all "$times"

# Deeds of a help desk. Not everything may be done to everybody, but none of them may fail each time.
done_so_far=
# deed_of KIND PAGE ADDRESS NAME=VALUE...
deed_of() {
  deed "${@:2}"
  if grep -qE '^(200|303)' status; then done_so_far+=" $1"; fi
}
given=
grep -E '^/users/0[0-9a-f-]+$' all >people
while read -r person; do
  deed_of reset "$person/reset-password" "$person/reset-password" verified_by=saw-id
  temporary=$(grep -oE 'id="secret"[^>]*>[^<]+' page | cut -d '>' -f 2 || true)
  curl -sS -b "$cookie" -o page "$at$person/edit"
  name=$(grep -oE 'name="user_principal_name" [^>]*value="[^"]*"' page | sed 's/.*value="//; s/"//' || true)
  if [ -n "$temporary" ] && [ -n "$name" ]; then given="$name $temporary"; fi
  deed_of block "$person/block" "$person/block"
  deed_of unblock "$person/unblock" "$person/unblock"
  deed_of edit "$person/edit" "$person/edit" city=Vlissingen
done <people
deed_of new /users/new /users/new given_name=Anna surname=Bakker user_principal_name=anna.bakker
deed_of language / /preferences language=nl next=/
kept=$cookie
# Whoever was given a temporary password signs in, must change it, and changes the new one.
sign_in "${given% *}" "${given#* }"
deed_of forced-change /change-password /change-password "new_password=velvet otter climbs stairs 1"
deed_of change /account/password /account/password "current_password=velvet otter climbs stairs 1" "new_password=velvet otter climbs stairs 2"
cookie=$kept
for kind in reset block unblock edit new language forced-change change; do
  case " $done_so_far " in *" $kind "*) ;; *) fail "nobody's $kind was done." ;; esac
done
"$program" backup "$folder/backup" >said 2>&1 || fail "no backup: $(tail -1 said)"
"$program" audit verify >said 2>&1 || fail "the log is not whole: $(tail -1 said)"
deed / /sign-out
stop

# A start in a house that people have lived in, the pages that come first, and what is done by itself every second.
LLVM_PROFILE_FILE=$seen/start-%m.profraw
start
enter
printf '%s\n' / /users '/users?view=locked' '/users?q=jan' >addresses
read_all 1
read_all 1 nl
curl -sS -b "$cookie" -o page "$at/users"
sleep 5
stop
printf 'Watched %s pages.\n' "$(wc -l <all)"
