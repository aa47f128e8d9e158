# shellcheck shell=bash
# Starts and stops the API as a user does, with start-local.sh. Sourced, by scripts that have a function fail. Linux only:
# it needs setsid. Makes the folder $work; when the script ends, it goes, and the API with it.

work=$(mktemp -d)
pid=
readonly work

clean_up() {
  if [ -n "$pid" ]; then kill -KILL "$pid" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap clean_up EXIT

milliseconds() {
  echo $(($(date +%s%N) / 1000000))
}

# start [OPTION ...]: starts it in a session of its own, so that a process left behind is found; sets
# url and start_time, and writes what it prints to $work/output.
start() {
  local begin
  begin=$(milliseconds)
  setsid ./start-local.sh --port 0 "$@" >"$work/output" 2>&1 </dev/null &
  pid=$!
  url=
  until [ -n "$url" ]; do
    kill -0 "$pid" 2>/dev/null || fail "it ended before it was ready"
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
