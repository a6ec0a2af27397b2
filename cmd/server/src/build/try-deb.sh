#!/bin/sh
# Tries the Debian package in an unpacked Debian root, as root: it installs, its units are sound, the line of the
# service starts, restarts and stops, it is removed and leaves nothing but the data. Run after make dist:
#
#   debootstrap --variant=minbase --include=systemd bookworm /tmp/debian && cmd/server/src/build/try-deb.sh /tmp/debian
set -eu

home=$(readlink -f "$(dirname "$(readlink -f "$0")")/../../../..")
debian=$1
package=$(ls "$home"/target/dist/vestige_*.deb)
port=${PORT:-10428}

say() { echo "== $*"; }
inside() { chroot "$debian" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"; }
files() { (cd "$debian" && find . -xdev ! -path './proc/*' ! -path './tmp/*' ! -path './var/lib/dpkg/*' ! -path './var/log/*' \
  ! -path './var/cache/*' | LC_ALL=C sort); }

mounted=
clean_up() {
  [ -z "${server:-}" ] || kill "$server" 2>/dev/null || true
  [ -z "$mounted" ] || umount "$debian/proc"
}
trap clean_up EXIT
[ -d "$debian/proc/self" ] || { mount -t proc proc "$debian/proc" && mounted=yes; }

files >/tmp/vestige-before.$$
say "install"
cp "$package" "$debian/tmp/vestige.deb"
inside dpkg -i /tmp/vestige.deb
inside dpkg -s vestige | grep -x 'Status: install ok installed'
inside dpkg -V vestige
inside sh -c '! command -v java' || { echo "there is a Java in the root"; exit 1; }
inside getent passwd vestige
[ "$(inside stat -c '%U %a' /var/lib/vestige)" = "vestige 750" ]

say "systemd-analyze verify"
for unit in "$debian"/usr/lib/systemd/system/vestige*; do
  systemd-analyze verify --root="$debian" --man=no "${unit##*/}"
done

# Starts the line of the unit as its user with the flags of the conffile.
line=$(sed -n 's/^ExecStart=//p' "$debian/usr/lib/systemd/system/vestige.service")
start() {
  # Not by a function, whose shell would stand between.
  chroot "$debian" /usr/bin/env -i PATH=/usr/bin:/bin LANG=C.UTF-8 \
    setpriv --reuid=vestige --regid=vestige --clear-groups sh -c '. /etc/vestige/vestige.conf; cd /var/lib/vestige; exec '"$line"' -httpListenAddr=127.0.0.1:'"$port" \
    >"$debian/tmp/vestige.log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    if [ "$(curl -s "http://127.0.0.1:$port/health")" = OK ]; then return 0; fi
    kill -0 "$server" || break
    sleep 0.1
  done
  cat "$debian/tmp/vestige.log"
  exit 1
}
stop() {
  kill -TERM "$server"
  wait "$server"
  server=
}
say "start, span, stop, start, count: $line"
start
now=$(date +%s)
curl -sSf "http://127.0.0.1:$port/v1/traces" -H 'Content-Type: application/json' -d '{"resourceSpans":[{"scopeSpans":[{"spans":[{
  "traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"try",
  "startTimeUnixNano":"'"$now"'000000000","endTimeUnixNano":"'"$now"'100000000"}]}]}]}' >/dev/null
stop
start
curl -sSf "http://127.0.0.1:$port/select/logsql/query" -d 'query=name:=try | stats count() spans' | grep -F '{"spans":"1"}'
inside setpriv --reuid=vestige --regid=vestige --clear-groups \
  vestige backup -src="http://127.0.0.1:$port" -dst=/var/backups/vestige
stop

say "upgrade to itself keeps the conffile"
echo '# mine' >>"$debian/etc/vestige/vestige.conf"
inside dpkg -i /tmp/vestige.deb
grep -qx '# mine' "$debian/etc/vestige/vestige.conf"

say "remove keeps conffile and data, purge keeps the data"
inside dpkg -r vestige
[ -e "$debian/etc/vestige/vestige.conf" ] && [ -e "$debian/var/lib/vestige/manifest" ]
[ ! -e "$debian/usr/bin/vestige" ]
inside dpkg -P vestige
[ ! -e "$debian/etc/vestige" ] && [ -e "$debian/var/lib/vestige/manifest" ]
rm -rf "$debian/var/lib/vestige" "$debian/var/backups/vestige" "$debian/tmp/vestige.deb" "$debian/tmp/vestige.log"
files | diff /tmp/vestige-before.$$ - | grep -v '^[<>] \./etc/\(passwd\|group\|shadow\|gshadow\|subuid\|subgid\)-\?$' | grep '^[<>]' && exit 1
rm /tmp/vestige-before.$$
say "good"
