#!/usr/bin/env bash
# Puts back what export.sh saved. Needs curl. Written for bash 3.2, which is what macOS has.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: ./import.sh [OPTION ...] BASE-URL [FILE]

Writes the lines of an export into the data of the user of an API key. What is there already stays as it is.

  FILE              the export; standard input if omitted. FILE.sent says how far the script came; with it, the same
                    command continues
  --key-file PATH   a file with the API key, which needs the role write; if omitted, CUBBY_KEY is the key
  --replace         replace what differs, which gets a new ETag
  --help            show this

Meanwhile the script prints the number of lines, and each line that differs from what is there or is invalid. It exits
with 0 if there is no such line and the import is complete, 1 otherwise, and 2 if its arguments are invalid.
USAGE
}

# shellcheck source=scripts/transfer.sh
. "$(dirname -- "$(readlink -f "${BASH_SOURCE[0]}")")/scripts/transfer.sh"

query=''
while [ $# -gt 0 ]; do
  case $1 in
    --key-file)
      if [ -z "${2:-}" ]; then misuse "$1 needs a value"; fi
      read_key "$2" && shift
      ;;
    --replace) query='?replace=true' ;;
    --help) usage && exit 0 ;;
    -*) misuse "unknown option $1" ;;
    *) operand "$1" ;;
  esac
  shift
done
prepare
readonly max_lines=100 max_bytes=4194304

input=$file
if [ -z "$file" ]; then
  input=$work/input
  cat >"$input"
fi
[ -f "$input" ] || fail "$file is not a file"

# ----------------------------------------------------------------------------------------------------------------------
# How far it came
# ----------------------------------------------------------------------------------------------------------------------
call GET "$base/me"
[ "$status" = 200 ] || refuse
# FILE.sent counts only for the same lines, sent to the same user in the same way.
import="$base$query $(sed -E 's/.*"userId":"([^"]*)".*/\1/' "$work/body") $(cksum <"$input")"
sent=0 created=0 replaced=0 skipped=0 expired=0 differing=0 invalid=0
if [ -n "$file" ] && [ -f "$file.sent" ]; then
  { IFS= read -r saved && read -r state; } <"$file.sent" || fail "cannot read $file.sent; delete it to start again"
  if [ "$saved" = "$import" ]; then
    read -r sent created replaced skipped expired differing invalid <<<"$state"
    echo "$self: continues after $sent lines" >&2
  fi
fi

# ----------------------------------------------------------------------------------------------------------------------
# Sending
# ----------------------------------------------------------------------------------------------------------------------
# send FIRST FILE: imports lines, the first of which has the number FIRST, and counts how each ended.
send() {
  local first=$1 some=$2 count line outcome rest
  LC_ALL=C grep -q '[^[:space:]]' "$some" || return 0
  call POST "$base/import$query" --header 'Content-Type: application/x-ndjson' --data-binary @"$some"
  case $status in
    200) ;;
    # Some line makes the whole request invalid or too large: the others need not wait for it.
    400 | 413)
      count=$(awk 'END { print NR }' "$some")
      if [ "$count" -le 1 ]; then
        report "$first" "$(reasons <"$work/body")"
      else
        head -n $((count / 2)) "$some" >"$some.1"
        tail -n +$((count / 2 + 1)) "$some" >"$some.2"
        send "$first" "$some.1"
        send $((first + count / 2)) "$some.2"
      fi
      return
      ;;
    *) refuse ;;
  esac
  # {"results":[{"line":1,"outcome":"created",…},…]}
  awk '{ gsub(/[{]"line":/, "\n"); print }' "$work/body" |
    sed -nE 's/^([0-9]+),"outcome":"([a-z]+)"(.*)/\1 \2 \3/p' >"$work/results"
  while read -r line outcome rest; do
    case $outcome in
      created) created=$((created + 1)) ;;
      replaced) replaced=$((replaced + 1)) ;;
      skipped) skipped=$((skipped + 1)) ;;
      expired) expired=$((expired + 1)) ;;
      differs)
        differing=$((differing + 1))
        echo "$self: line $((first + line - 1)) differs from what is there" >&2
        ;;
      invalid) report $((first + line - 1)) "$(reasons <<<"$rest")" ;;
      # Sent again with all that follows, which changes nothing of what ended.
      unavailable)
        tail -n +"$line" "$some" >"$work/rest"
        mv "$work/rest" "$some"
        send $((first + line - 1)) "$some"
        return
        ;;
      *) fail "line $((first + line - 1)) ended as $outcome, which this script does not know" ;;
    esac
  done <"$work/results"
}

# report NUMBER REASON
report() {
  invalid=$((invalid + 1))
  echo "$self: line $1 is invalid: $2" >&2
}

# Where requests begin, in bytes from 1, and how many bytes and lines they have.
LC_ALL=C awk -v sent="$sent" -v max_lines=$max_lines -v max_bytes=$max_bytes '
  function end() {
    if (lines) printf "%.0f %.0f %d\n", start, bytes, lines
    start += bytes
    bytes = lines = 0
  }
  BEGIN { start = 1 }
  NR <= sent { start += length($0) + 1; next }
  lines == max_lines || bytes + length($0) + 1 > max_bytes { end() }
  { bytes += length($0) + 1; lines++ }
  END { end() }' "$input" >"$work/requests"

while read -r start bytes lines; do
  # tail ends when head has enough.
  { tail -c +"$start" "$input" 2>/dev/null || true; } | head -c "$bytes" >"$work/lines"
  send $((sent + 1)) "$work/lines"
  sent=$((sent + lines))
  if [ -n "$file" ]; then
    keep "$file.sent" "$import" "$sent $created $replaced $skipped $expired $differing $invalid"
  fi
  echo "$self: $sent lines" >&2
done <"$work/requests"
if [ -n "$file" ]; then rm -f "$file.sent"; fi
echo "$self: complete: $created created, $replaced replaced, $skipped skipped, $expired expired," \
  "$differing differ, $invalid invalid" >&2
[ $((differing + invalid)) -eq 0 ]
