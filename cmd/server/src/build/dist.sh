#!/bin/sh
# Packs target/vestige with a Java runtime of its own into target/dist/vestige-VERSION-linux-ARCH.tar.gz.
# The executable looks for a folder "runtime" beside itself first, so nothing else is needed to start it.
set -eu

here=$(dirname "$(readlink -f "$0")")
root=$(readlink -f "$here/../../../..")
. "$root/.mvn/find-java.sh"
find_java jlink || { echo "dist: no JDK $java_needed or newer with jlink" >&2; exit 1; }

# What the server uses; then what people who run it use: jcmd, JFR, JMX, a Java agent, DNS names.
modules=java.base,java.logging,java.management,java.naming,java.net.http,java.xml,jdk.crypto.ec
modules=$modules,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs
modules=$modules,java.instrument,jdk.jcmd,jdk.jfr,jdk.management.agent,jdk.management.jfr,jdk.naming.dns

version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' "$root/pom.xml" | sed 1q)
name=vestige-$version-linux-$(uname -m)
dist=$root/target/dist
rm -rf "$dist"
mkdir -p "$dist/$name"

"$java_home/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes \
  --no-header-files --no-man-pages --output "$dist/$name/runtime"
cp "$root/target/vestige" "$root/LICENSE" "$root/NOTICE" "$root/README.md" "$dist/$name/"
"$java_home/bin/java" "$here/TrainCache.java" "$dist/$name/vestige" "$dist/$name/runtime/lib/vestige.aot"

tar -C "$dist" --sort=name --owner=0 --group=0 --numeric-owner -czf "$dist/$name.tar.gz" "$name"
du -h "$dist/$name.tar.gz"
