#!/bin/sh
# Packs target/vestige with a Java runtime of its own: an archive, a Debian package, the bill of materials and
# their checksums. The executable looks for a folder "runtime" beside itself first, so nothing else is needed
# to start it. Run: dist.sh [--no-cache] [FOLDER], which is target/dist otherwise.
#
# With --no-cache, equal commits give equal bytes. The cache of classes makes a start faster by half, and is
# the one file that differs from run to run.
set -eu

here=$(dirname "$(readlink -f "$0")")
root=$(readlink -f "$here/../../../..")
. "$root/.mvn/find-java.sh"
find_java jlink || { echo "dist: no JDK $java_needed or newer with jlink" >&2; exit 1; }
cache=yes
if [ "${1:-}" = --no-cache ]; then
  cache=no
  shift
fi
dist=${1:-$root/target/dist}

# What the server uses; then what people who run it use: jcmd, JFR, JMX, a Java agent, DNS names.
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.xml,jdk.crypto.ec
modules=$modules,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs
modules=$modules,java.instrument,jdk.jcmd,jdk.jfr,jdk.management.agent,jdk.management.jfr,jdk.naming.dns

version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' "$root/pom.xml" | sed 1q)
time=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</.*:\1:p' "$root/pom.xml")
epoch=$(date -d "$time" +%s)
name=vestige-$version-linux-$(uname -m)
rm -rf "$dist"
mkdir -p "$dist/$name/share"

"$java_home/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes \
  --no-header-files --no-man-pages --output "$dist/$name/runtime"
cp "$root/target/vestige" "$root/LICENSE" "$root/NOTICE" "$root/README.md" "$dist/$name/"
share=$dist/$name/share
"$dist/$name/vestige" manual >"$share/vestige.1"
for shell in bash zsh fish; do
  "$dist/$name/vestige" completion "$shell" >"$share/completion.$shell"
done
(cd "$share" && "$java_home/bin/jar" -xf "$root/target/vestige.jar" META-INF/sbom/vestige.cdx.json)
mv "$share/META-INF/sbom/vestige.cdx.json" "$share/"
rm -r "$share/META-INF"

# Before the cache, which remembers the times of the files it is for.
find "$dist/$name" -exec touch -h -d "@$epoch" {} +
if [ "$cache" = yes ]; then
  "$java_home/bin/java" "$here/TrainCache.java" "$dist/$name/vestige" "$dist/$name/runtime/lib/vestige.aot"
fi

tar -C "$dist" --sort=name --owner=0 --group=0 --numeric-owner --format=gnu --mtime="@$epoch" \
  -cf - "$name" | gzip -n >"$dist/$name.tar.gz"
case $(uname -m) in
x86_64) architecture=amd64 ;;
aarch64) architecture=arm64 ;;
*) architecture=$(uname -m) ;;
esac
"$here/deb.sh" "$dist/$name" "$dist/vestige_${version}_$architecture.deb" "$version" "$architecture" "$epoch"
cp "$share/vestige.cdx.json" "$dist/vestige-$version.cdx.json"
(cd "$dist" && sha256sum ./*.tar.gz ./*.deb ./*.cdx.json >SHA256SUMS)
du -h "$dist"/*.tar.gz "$dist"/*.deb
