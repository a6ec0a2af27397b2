#!/bin/sh
# Makes a Debian package of an unpacked archive, with nothing but tar, gzip and coreutils. Equal input gives
# equal bytes. Run by dist.sh: deb.sh FOLDER PACKAGE VERSION ARCHITECTURE EPOCH
set -eu

root=$(readlink -f "$(dirname "$(readlink -f "$0")")/../../../..")
folder=$1
package=$2
version=$3
architecture=$4
epoch=$5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What is installed.
data=$work/data
mkdir -p "$data/usr/lib" "$data/usr/bin"
cp -R "$folder" "$data/usr/lib/vestige"
# Their place is elsewhere, below.
rm -rf "$data/usr/lib/vestige/share" "$data/usr/lib/vestige/LICENSE" \
  "$data/usr/lib/vestige/NOTICE" "$data/usr/lib/vestige/README.md"
ln -s ../lib/vestige/vestige "$data/usr/bin/vestige"

units=$data/usr/lib/systemd/system
mkdir -p "$units"
for unit in "$root"/deployment/systemd/*.service "$root"/deployment/systemd/*.timer; do
  sed 's:/opt/vestige/vestige:/usr/bin/vestige:' "$unit" >"$units/${unit##*/}"
done
install -D -m 0644 "$root/deployment/systemd/vestige.conf" "$data/etc/vestige/vestige.conf"
share=$data/usr/share
install -D -m 0644 "$folder/share/vestige.1" "$share/man/man1/vestige.1"
gzip -9n "$share/man/man1/vestige.1"
install -D -m 0644 "$folder/share/completion.bash" "$share/bash-completion/completions/vestige"
install -D -m 0644 "$folder/share/completion.zsh" "$share/zsh/vendor-completions/_vestige"
install -D -m 0644 "$folder/share/completion.fish" "$share/fish/vendor_completions.d/vestige.fish"
doc=$share/doc/vestige
install -D -m 0644 "$root/NOTICE" "$doc/NOTICE"
install -m 0644 "$root/LICENSE" "$doc/copyright"
install -m 0644 "$folder/share/vestige.cdx.json" "$doc/vestige.cdx.json"
gzip -9nc "$root/CHANGELOG.md" >"$doc/changelog.gz"
chmod -R u=rwX,go=rX "$data"

# What dpkg is told.
control=$work/control
mkdir "$control"
cp "$root/deployment/debian/conffiles" "$root/deployment/debian/postinst" \
  "$root/deployment/debian/prerm" "$root/deployment/debian/postrm" "$control/"
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" \
  -e "s/@SIZE_KIB@/$(du -sk --apparent-size "$data" | cut -f 1)/" \
  "$root/deployment/debian/control" >"$control/control"
(cd "$data" && find . -type f ! -path './etc/*' | LC_ALL=C sort | sed 's:^\./::' | xargs md5sum) >"$control/md5sums"
chmod 0755 "$control/postinst" "$control/prerm" "$control/postrm"
chmod 0644 "$control/control" "$control/conffiles" "$control/md5sums"

pack() {
  tar -C "$1" --sort=name --owner=0 --group=0 --numeric-owner --format=gnu --mtime="@$epoch" -cf - . | gzip -n >"$2"
}
pack "$data" "$work/data.tar.gz"
pack "$control" "$work/control.tar.gz"
echo 2.0 >"$work/debian-binary"

# The package is an ar archive: a head of 60 bytes for each member, and each begins at an even place.
member() {
  size=$(wc -c <"$work/$1")
  printf '%-16s%-12s0     0     100644  %-10s`\n' "$1" "$epoch" "$size"
  cat "$work/$1"
  [ $((size % 2)) = 0 ] || echo
}
{
  printf '!<arch>\n'
  member debian-binary
  member control.tar.gz
  member data.tar.gz
} >"$package"
