# shellcheck shell=bash
# What export.sh and import.sh share: options, calls, and reading responses without a JSON parser.

# shellcheck source=scripts/messages.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/messages.sh"

base=''
file=''
key=${CUBBY_KEY:-}
unset CUBBY_KEY
status=''

# read_key FILE: takes the API key from the first line of a file.
read_key() {
  key=''
  { IFS= read -r key <"$1" || [ -n "$key" ]; } 2>/dev/null || fail "cannot read a key in $1"
}

# operand TEXT: takes BASE-URL, then FILE.
operand() {
  if [ -z "$base" ]; then
    base=${1%/}
  elif [ -z "$file" ] && [ -n "$1" ]; then
    file=$1
  else
    misuse "unexpected '$1'"
  fi
}

# prepare: checks the options and makes the folder $work.
prepare() {
  case $base in
    http://?* | https://?*) ;;
    *) misuse "BASE-URL must begin with http:// or https://" ;;
  esac
  case $key in
    '') misuse "there is no key, neither in CUBBY_KEY nor from --key-file" ;;
    *[!A-Za-z0-9._~-]*) fail "the key must have only characters from A-Z a-z 0-9 . _ ~ -" ;;
  esac
  command -v curl >/dev/null || fail "curl is not on the PATH"
  umask 077
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
}

# call METHOD URL [CURL OPTION ...]: leaves the response in the files headers and body, and its status in $status. curl
# repeats after 429 and 5xx, when Retry-After says so or later, for five minutes. It reads the key from a pipe, because
# every user of this machine can read a process's arguments.
call() {
  local method=$1 url=$2
  shift 2
  : >"$work/headers"
  : >"$work/body"
  status=$(curl --no-progress-meter --retry 8 --retry-max-time 300 --connect-timeout 10 \
    --speed-time 60 --speed-limit 1 --request "$method" --header @<(printf 'x-api-key: %s\n' "$key") \
    --dump-header "$work/headers" --output "$work/body" --write-out '%{http_code}' "$@" "$url") ||
    fail "no response to $method $url"
}

# refuse: ends the script because of the last response.
refuse() {
  fail "the API returned $status: $(reasons <"$work/body")"
}

# reasons: prints the fields and messages of errors, or else the detail of a problem document.
reasons() {
  local text='([^"\]|\\.)*'
  local error="\{\"field\":\"($text)\",\"message\":\"($text)\"\},?"
  sed -E "s/.*\"errors\":\[(($error)*)\].*/\1/; t errors
    s/.*\"detail\":\"($text)\".*/\1/; b
    :errors
    s/$error/\1 \3; /g; s/; \$//"
}

# keep FILE LINE ...: replaces the file at once.
keep() {
  local to=$1
  shift
  { printf '%s\n' "$@" >"$to.new" && mv -f "$to.new" "$to"; } || fail "cannot write $to"
}
