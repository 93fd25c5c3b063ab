#!/bin/bash
# What bin/try-package does inside the Debian that it booted. Each step says what must hold; the first that does not ends it.
set -euo pipefail

step() { printf -- '-- %s\n' "$*"; }
# Four times four; ids have more parts.
password_of() { grep -oE '(^|[^a-z0-9-])[a-z0-9]{4}(-[a-z0-9]{4}){3}($|[^a-z0-9-])' "$1" | tr -dc 'a-z0-9-\n' | grep .; }
ready() { curl -fsS --retry 30 --retry-delay 1 --retry-all-errors http://127.0.0.1:9090/readyz >/dev/null; }
not() { if "$@"; then return 1; fi; }

step "its settings are for root and the service alone"
[ "$(stat -c '%U:%G %a' /etc/latchkey/latchkey.toml)" = "root:latchkey 640" ]

step "it started with the machine, ready when systemd said so"
systemctl is-active --quiet latchkey
curl -fsS -o /tmp/page http://127.0.0.1:8080/sign-in
grep -q 'Noordzee Havens' /tmp/page
ready

step "the journal holds no password"
journalctl -u latchkey >/tmp/journal
grep -q 'Temporary password: not written into the journal' /tmp/journal
not password_of /tmp/journal

step "root gets the administrator's password, and it opens the door"
cd /root
latchkey admin recover --user-name admin >/tmp/recovered
password=$(password_of /tmp/recovered)
field() { grep -oE "name=\"$1\" value=\"[^\"]*\"" /tmp/page | head -1 | cut -d '"' -f 4; }
# curl keeps __Host- cookies only over https, so they are handed over by hand.
curl -fsS -D /tmp/head -o /tmp/page http://127.0.0.1:8080/sign-in
cookie=$(grep -i '^set-cookie:' /tmp/head | sed 's/^[^:]*: //; s/;.*//' | tr -d '\r' | paste -sd ';')
curl -fsS -D /tmp/head -o /dev/null -b "$cookie" -H 'Origin: http://127.0.0.1:8080' \
    --data-urlencode "csrf_token=$(field csrf_token)" --data-urlencode "form_key=$(field form_key)" \
    --data-urlencode username=admin --data-urlencode "password=$password" --data next= http://127.0.0.1:8080/sign-in
grep -qi '^location: /change-password' /tmp/head

step "its exposure is at most 1.5"
systemd-analyze security --no-pager --threshold=15 latchkey.service | tail -1

step "the log is whole, a backup is written, and root left nothing that the service can not open"
latchkey audit verify
latchkey backup /var/lib/latchkey/backup
[ -z "$(find /var/lib/latchkey ! -user latchkey)" ]

step "killed, it comes back by itself"
systemctl kill --signal=KILL --kill-who=main latchkey
sleep 3
ready

step "an upgrade goes on with the same data"
before=$(systemctl show -p MainPID latchkey)
dpkg -i /latchkey.deb >/dev/null
[ "$(systemctl show -p MainPID latchkey)" != "$before" ]
ready
curl -fsS -o /tmp/page http://127.0.0.1:8080/sign-in
grep -q 'Noordzee Havens' /tmp/page

step "stopped, it leaves no process"
systemctl stop latchkey
[ "$(systemctl show -p Result latchkey)" = Result=success ]
[ -z "$(find /proc -maxdepth 1 -user latchkey)" ]

step "removed and purged, it takes its settings along and leaves the data"
dpkg --purge latchkey
[ ! -e /etc/latchkey ] && [ ! -e /usr/bin/latchkey ] && [ -s /var/lib/latchkey/master.key ]

echo "All is well."
