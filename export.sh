#!/usr/bin/env bash
# Saves everything that a user owns. Needs curl. Written for bash 3.2, which is what macOS has.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: ./export.sh [OPTION ...] BASE-URL [FILE]

Saves what the user of an API key owns, except sources, each thing as a line that import.sh can put back.

  FILE              where to; standard output if omitted. FILE appears when it is complete. Until then, FILE.part and
                    FILE.next are there, with which the same command continues
  --key-file PATH   a file with the API key, which needs the role read; if omitted, CUBBY_KEY is the key
  --user ID         save the data of this user; the key needs the role admin
  --help            show this

Meanwhile the script prints the number of lines. It exits with 0 if the export is complete, 1 if not, and 2 if its
arguments are invalid.
USAGE
}

# shellcheck source=scripts/transfer.sh
. "$(dirname -- "$(readlink -f "${BASH_SOURCE[0]}")")/scripts/transfer.sh"

user=''
while [ $# -gt 0 ]; do
  case $1 in
    --key-file | --user)
      if [ -z "${2:-}" ]; then misuse "$1 needs a value"; fi
      ;;
  esac
  case $1 in
    --key-file) read_key "$2" && shift ;;
    --user) user=$2 && shift ;;
    --help) usage && exit 0 ;;
    -*) misuse "unknown option $1" ;;
    *) operand "$1" ;;
  esac
  shift
done
prepare
case $user in
  '') first=$base/export ;;
  *[!0-9A-Fa-f-]*) misuse "--user needs a user's id" ;;
  *) first=$base/users/$user/export ;;
esac

# next_page: prints the URL in the Link of the last response, if there is one.
next_page() {
  local origin=${base#*://}
  origin=${base%%://*}://${origin%%/*}
  tr -d '\r' <"$work/headers" | awk -v origin="$origin" '
    /^HTTP\// { link = "" }
    tolower($1) == "link:" { link = $2 }
    END { gsub(/^<|>;?$/, "", link); print (link ~ /^\// ? origin : "") link }'
}

# FILE.next has the export, the number of lines and bytes in FILE.part, and the page after them.
next=$first lines=0 bytes=0
if [ -n "$file" ] && [ -f "$file.next" ] && [ -f "$file.part" ]; then
  { IFS= read -r saved && read -r lines bytes next; } <"$file.next" || fail "cannot read $file.next; delete it to start again"
  [ "$saved" = "$first" ] || fail "$file.part is an unfinished export of $saved; delete it to start again"
  # What follows is a page that was not written to its end.
  { head -c "$bytes" "$file.part" >"$file.part.new" && mv -f "$file.part.new" "$file.part"; } || fail "cannot write $file.part"
  echo "$self: continues after $lines lines" >&2
elif [ -n "$file" ]; then
  rm -f "$file.next" "$file.part"
fi

while [ -n "$next" ]; do
  call GET "$next"
  [ "$status" = 200 ] || refuse
  if [ -n "$file" ]; then
    cat "$work/body" >>"$file.part" || fail "cannot write $file.part"
  else
    # Ctrl-C ends the script after the page, not within a line.
    (trap '' INT TERM && cat "$work/body") || fail "cannot write to standard output"
  fi
  lines=$((lines + $(wc -l <"$work/body")))
  bytes=$((bytes + $(wc -c <"$work/body")))
  next=$(next_page)
  if [ -n "$file" ]; then keep "$file.next" "$first" "$lines $bytes $next"; fi
  if [ -s "$work/body" ]; then echo "$self: $lines lines" >&2; fi
done
if [ -n "$file" ]; then
  rm "$file.next"
  mv -f "$file.part" "$file"
fi
echo "$self: complete: $lines lines" >&2
