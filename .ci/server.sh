# shellcheck shell=bash
# Starts and stops the API as a user does, with start-local.sh. Sourced, by scripts that have a function fail. Linux only:
# it needs setsid. Makes the folder $work; when the script ends, it goes, and the API with it. $key is a new admin key.

work=$(mktemp -d)
key="cubby_$(head -c 32 /dev/urandom | base64 -w 0 | tr '+/' '-_' | tr -d '=')"
pid=
readonly work key

clean_up() {
  # Its session: the script has a JVM.
  if [ -n "$pid" ]; then kill -KILL -- "-$pid" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap clean_up EXIT

milliseconds() {
  echo $(($(date +%s%N) / 1000000))
}

start() {
  try_start "$@" || fail "it ended before it was ready"
}

# try_start [OPTION ...]: starts it in a session of its own, so that a process left behind is found; sets
# url and start_time, and writes what it prints to $work/output. Returns 1 if it ends before it is ready.
try_start() {
  local begin
  begin=$(milliseconds)
  # What an earlier start printed is not for this one.
  : >"$work/output"
  setsid ./start-local.sh --port 0 "$@" >"$work/output" 2>&1 </dev/null &
  pid=$!
  url=
  until [ -n "$url" ]; do
    if ! kill -0 "$pid" 2>/dev/null; then
      pid=
      return 1
    fi
    if [ $(($(milliseconds) - begin)) -gt 300000 ]; then fail "it was not ready in 5 minutes"; fi
    sleep 0.05
    url=$(sed -n 's|^Cubby is ready at \(http://127\.0\.0\.1:[0-9]*[/a-z]*\)$|\1|p' "$work/output")
  done
  start_time=$(($(milliseconds) - begin))
  echo "ready after $start_time ms, $(($(ps -o rss= -p "$pid") / 1024)) MB resident"
}

# stop: ends it with SIGTERM, which must take less than 5 s, end with status 0 and leave no process. A machine on which
# it takes longer to start has as long as that.
stop() {
  local begin limit time watch status=0
  limit=$((start_time > 5000 ? start_time : 5000))
  begin=$(milliseconds)
  (sleep 30 && kill -KILL "$pid") 2>/dev/null &
  watch=$!
  kill -TERM "$pid"
  wait "$pid" || status=$?
  time=$(($(milliseconds) - begin))
  kill "$watch" 2>/dev/null || true
  [ "$status" -eq 0 ] || fail "it ended with status $status after SIGTERM (137: not within 30 s)"
  [ "$time" -lt "$limit" ] || fail "it took $time ms to end"
  if pgrep --session "$pid" >/dev/null; then fail "it left a process behind"; fi
  echo "ended after $time ms"
  pid=
}

# ends STATUS TEXT COMMAND [ARGUMENT ...]: the command must end so and print a line with the text, but never the admin key.
ends() {
  local wanted=$1 text=$2 status=0
  shift 2
  "$@" >"$work/printed" 2>&1 || status=$?
  [ "$status" -eq "$wanted" ] || fail "$* ended with status $status, not $wanted"
  grep -qF -- "$text" "$work/printed" || fail "$* did not print '$text'"
  if grep -qF -- "$key" "$work/printed"; then fail "$* printed the admin key"; fi
}
