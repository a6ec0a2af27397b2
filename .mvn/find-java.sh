# Finds an installed Java. Read by mvnw, and packed at the head of target/vestige.
# POSIX sh; starts no process for an installation that says its version in a file named "release".

java_needed=25
java_folders="/usr/lib/jvm/* /usr/java/* /usr/local/openjdk* /usr/local/java/* /opt/* /opt/java/*
  ${HOME:-}/.sdkman/candidates/java/* ${HOME:-}/.jdks/* ${HOME:-}/.local/share/mise/installs/java/*
  /Library/Java/JavaVirtualMachines/*/Contents/Home"

# Sets java_major to the major version of the Java installed in folder $1, 0 when it cannot tell.
read_java_major() {
  java_line=
  if [ -r "$1/release" ]; then
    while read -r java_line; do
      case $java_line in JAVA_VERSION=*) break ;; esac
      java_line=
    done <"$1/release"
  fi
  if [ -z "$java_line" ]; then
    java_line=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version \("[^"]*"\).*/\1/p')
  fi
  java_line=${java_line#*\"}
  java_line=${java_line#1.}
  java_major=${java_line%%[!0-9]*}
  java_major=${java_major:-0}
}

# Looks at folder $1 for a Java whose bin holds the program $2; keeps the lowest version that is new enough.
consider_java() {
  [ -x "$1/bin/$2" ] && [ -x "$1/bin/java" ] || return 0
  read_java_major "$1"
  if [ "$java_major" -lt "$java_needed" ]; then
    java_too_old=${java_too_old:-Java $java_major in $1}
  elif [ -z "$java_home" ] || [ "$java_major" -lt "$java_home_major" ]; then
    java_home=$1
    java_home_major=$java_major
  fi
}

# Sets java_home to a Java of at least java_needed whose bin holds the program $1: JAVA_HOME, else the
# one on PATH, else an installed one. Returns 1 when there is none; java_too_old then names one that was met.
find_java() {
  java_home=
  java_too_old=
  if [ -n "${JAVA_HOME:-}" ]; then
    consider_java "$JAVA_HOME" "$1"
  fi
  if [ -z "$java_home" ] && java_on_path=$(command -v "$1"); then
    java_on_path=$(readlink -f "$java_on_path")
    consider_java "${java_on_path%/bin/*}" "$1"
  fi
  if [ -z "$java_home" ]; then
    for java_folder in $java_folders; do
      consider_java "$java_folder" "$1"
    done
  fi
  [ -n "$java_home" ]
}
