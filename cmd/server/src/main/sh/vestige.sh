# Starts the server from the jar that follows this text in the same file, with the Java that fits it
# and the flags measured to suit it (docs/decisions/0002-one-executable.md). What JAVA_OPTS says wins.

# The share of the memory of the host or its container that the heap may take; the rest is for the
# page cache, which holds the stored data.
heap_percent=40

case $0 in
*/*) vestige=$0 ;;
*) vestige=$(command -v -- "$0") || vestige=$0 ;;
esac

# A runtime packed beside this file comes first: it was built for it, and may hold a cache of classes,
# which is of use to that runtime only. Where the cache does not fit the options, Java starts without.
cache=
runtime=$(dirname "$(readlink -f "$vestige")")/runtime
if [ -x "$runtime/bin/java" ]; then
  java_home=$runtime
  [ ! -r "$runtime/lib/vestige.aot" ] || cache=$runtime/lib/vestige.aot
elif ! find_java java; then
  echo "vestige needs Java $java_needed or newer${java_too_old:+; found $java_too_old}." \
    "Install one in /usr/lib/jvm or /opt, or set JAVA_HOME to its folder." >&2
  exit 1
fi

# File names and arguments are UTF-8 also where no locale is set.
[ -n "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ] || export LC_CTYPE=C.UTF-8

# The JVM refuses a second collector beside ours. The sizes suit ours only: the heap begins small, and a
# young generation that grows with it would be memory spent on garbage (docs/benchmarks.md).
case "${JAVA_OPTS:-} ${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-}" in
*-XX:+Use*GC*) collector= ;;
*) collector="-XX:+UseSerialGC -XX:InitialHeapSize=64m -XX:MaxNewSize=48m" ;;
esac

# A terminal that closes is no reason to end; the JVM leaves alone what is ignored when it starts.
trap '' HUP

set -f
exec "$java_home/bin/java" \
  -XX:MaxRAMPercentage=$heap_percent \
  $collector \
  -XX:+UseCompactObjectHeaders \
  -XX:TrimNativeHeapInterval=10000 \
  -XX:+ExitOnOutOfMemoryError \
  --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow \
  ${cache:+"-XX:AOTCache=$cache" "-Xlog:aot*=off" "-Xlog:cds*=off"} \
  ${JAVA_OPTS:-} -jar "$vestige" "$@"
