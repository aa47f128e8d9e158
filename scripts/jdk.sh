# shellcheck shell=bash
# Finds a JDK to build and run with on this machine, and sets the locale that it needs. Scripts that source it have a
# function fail.

readonly java_version=25

# Java reads paths in the encoding of the locale, which must have all characters.
case $(locale charmap 2>/dev/null) in
  UTF-8) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

home_of_path_java() {
  local file
  file=$(command -v java) || return 0
  dirname "$(dirname "$(readlink -f "$file")")"
}

is_new_enough() {
  local major
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${major:-0}" -ge "$java_version" ]
}

# Prints the home of a JDK of at least that version; fails if there is none.
find_jdk() {
  local home home_directory=${HOME:-/nonexistent}
  for home in \
    "${JAVA_HOME:-}" \
    "$(home_of_path_java)" \
    /usr/lib/jvm/* \
    {,"$home_directory"}/Library/Java/JavaVirtualMachines/*/Contents/Home \
    {/opt/homebrew,/usr/local}/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${SDKMAN_DIR:-$home_directory/.sdkman}"/candidates/java/* \
    "$home_directory"/.jdks/*; do
    if [ -n "$home" ] && is_new_enough "$home"; then
      echo "$home"
      return
    fi
  done
  fail "there is no JDK $java_version or newer: install one, or set JAVA_HOME to one"
}
