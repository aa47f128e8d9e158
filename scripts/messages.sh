# shellcheck shell=bash
# How a script ends that cannot go on. Sourced by scripts that have a function usage.

self=${0##*/}

fail() {
  echo "$self: $1" >&2
  exit 1
}

misuse() {
  echo "$self: $1" >&2
  usage >&2
  exit 2
}
