#!/usr/bin/env bats
# How start-local.sh builds, with stand-ins for Maven and the JDK.
# What is prepared for a stand-in is for it to expand, and stand-ins.bash sets what is not set here.
# shellcheck disable=SC2016,SC2154

load stand-ins.bash

setup() {
  set_up
  PATH=$bin:$PATH_BEFORE
  rm "$bin/sleep"
  cp start-local.sh "$project"
  export JAVA_HOME="$BATS_TEST_TMPDIR/a jdk"
  mkdir -p "$JAVA_HOME/bin"
  echo 'JAVA_VERSION="25"' >"$JAVA_HOME/release"
  cp "$bin/mvn" "$JAVA_HOME/bin/java"
  cp "$bin/mvn" "$JAVA_HOME/bin/javac"
  cd "$project" || return
  mkdir -p {shared,functions,local}/{src/main,target} functions/src/assembly
  touch pom.xml {shared,functions,local}/pom.xml openapi.yaml
  builds='mkdir -p local/target/lib; touch local/target/local.jar functions/target/{functions,pages}.zip'
  waits_to_build="touch \"\$STATE/building\"; timeout 20 bash -c 'until [ -f \"\$STATE/go\" ]; do sleep 0.05; done'; $builds"
  on 'mvn*' "$builds"
  on 'java*' 'echo running'
}

teardown() {
  tear_down
}

# until_it COMMAND ...: waits until it holds, 10 s at most.
until_it() {
  for _ in {1..100}; do
    if "$@"; then return; fi
    sleep 0.1
  done
  return 1
}

builds_done() {
  grep -c '^mvn' "$calls"
}

@test "what is built is not built again, until something changes or --rebuild" {
  for _ in 1 2; do
    run ./start-local.sh
    [ "$status" -eq 0 ]
    [[ $output == *running ]]
    [ "$(builds_done)" -eq 1 ]
  done
  touch -d 'now + 1 minute' openapi.yaml
  ./start-local.sh
  [ "$(builds_done)" -eq 2 ]
  touch openapi.yaml
  ./start-local.sh --rebuild
  [ "$(builds_done)" -eq 3 ]
}

@test "a build of other jars archives the classes of a start, and later starts use them" {
  on 'java*ArchiveClassesAtExit*' '
    trap "touch local/target/local.jsa.new; exit 0" TERM
    echo "Cubby is ready at http://127.0.0.1:1"
    for _ in {1..200}; do sleep 0.1; done'
  on 'java*SharedArchiveFile*' 'echo fast'
  run ./start-local.sh
  [ "$output" = $'Building…\nfast' ]
  on 'mvn*' ':'
  run ./start-local.sh --rebuild
  [ "$output" = $'Building…\nfast' ]
  [ "$(grep -c ArchiveClassesAtExit "$calls")" -eq 1 ]
  on 'mvn*' "$builds; touch -d 'now + 1 minute' local/target/lib"
  ./start-local.sh --rebuild
  [ "$(grep -c ArchiveClassesAtExit "$calls")" -eq 2 ]
}

@test "a build that fails is shown, and the next start builds" {
  ./start-local.sh
  on 'mvn*' 'echo "[ERROR] no semicolon"; exit 1'
  run ./start-local.sh --rebuild
  [ "$status" -eq 1 ]
  [ "$output" = $'Building…\n[ERROR] no semicolon\nstart-local.sh: the build failed' ]
  on 'mvn*' "$builds"
  run ./start-local.sh
  [ "$output" = $'Building…\nrunning' ]
}

@test "a signal during the build ends Maven too, and the next start builds" {
  for signal in HUP INT TERM; do
    on 'mvn*' 'trap "sleep 0.3; rm \"$STATE/maven\"; exit 143" TERM; touch "$STATE/maven"; for _ in {1..200}; do sleep 0.1; done'
    # With job control, because without it what is in the background ignores SIGINT.
    set -m
    ./start-local.sh >/dev/null 2>"$BATS_TEST_TMPDIR/errors" 3>&- &
    set +m
    start=$!
    until_it test -f "$STATE/maven"
    kill -s "$signal" "$start"
    wait "$start" && ended=0 || ended=$?
    [ "$ended" -eq 130 ]
    # Maven has ended by then, which took it a while.
    [ ! -f "$STATE/maven" ]
    [ ! -s "$BATS_TEST_TMPDIR/errors" ]
  done
  on 'mvn*' "$builds"
  run ./start-local.sh
  [ "$output" = $'Building…\nrunning' ]
}

@test "of two starts at once one builds, and both run" {
  on 'mvn*' "$waits_to_build"
  ./start-local.sh >"$BATS_TEST_TMPDIR/first" 2>&1 3>&- &
  first=$!
  until_it test -f "$STATE/building"
  ./start-local.sh >"$BATS_TEST_TMPDIR/second" 2>&1 3>&- &
  second=$!
  until_it grep -q '^Waiting until process ' "$BATS_TEST_TMPDIR/second"
  touch "$STATE/go"
  wait "$first"
  wait "$second"
  [ "$(builds_done)" -eq 1 ]
  [ "$(tail -n 1 "$BATS_TEST_TMPDIR/first")" = running ]
  [ "$(tail -n 1 "$BATS_TEST_TMPDIR/second")" = running ]
}

@test "a start that waits for another's build ends at a signal, and leaves that alone" {
  on 'mvn*' "$waits_to_build"
  ./start-local.sh >"$BATS_TEST_TMPDIR/first" 2>&1 3>&- &
  first=$!
  until_it test -f "$STATE/building"
  run timeout 1 ./start-local.sh
  [ "$status" -eq 124 ]
  touch "$STATE/go"
  wait "$first"
  [ "$(tail -n 1 "$BATS_TEST_TMPDIR/first")" = running ]
}

@test "after a start that was killed in its build, the next one builds when that Maven has ended" {
  on 'mvn*' "$waits_to_build"
  ./start-local.sh >/dev/null 2>&1 3>&- &
  start=$!
  until_it test -f "$STATE/building"
  kill -KILL "$start"
  wait "$start" || true
  ./start-local.sh >"$BATS_TEST_TMPDIR/second" 2>&1 3>&- &
  second=$!
  until_it grep -q '^Waiting until process ' "$BATS_TEST_TMPDIR/second"
  touch "$STATE/go"
  wait "$second"
  [ "$(builds_done)" -eq 2 ]
  [ "$(tail -n 1 "$BATS_TEST_TMPDIR/second")" = running ]
  [ ! -L local/target/.building ]
}

@test "the bootstrap function gets the given admin key, or the kept one, or makes another" {
  on 'java*' 'cat'
  run ./start-local.sh
  [ "${lines[-1]}" = '{"anotherAdminKey":"true"}' ]
  run ./start-local.sh --admin-key given-key
  [ "$output" = '{"adminKey":"given-key"}' ]
  CUBBY_ADMIN_KEY='' run ./start-local.sh
  [ "$output" = '{"anotherAdminKey":"true"}' ]
  mkdir data
  run ./start-local.sh --data data
  [ "$output" = '{"anotherAdminKey":"true"}' ]
  echo '{"adminKey":"kept-key"}' >data/bootstrap.json
  run ./start-local.sh --data data
  [ "$output" = '{"adminKey":"kept-key"}' ]
  CUBBY_ADMIN_KEY='' run ./start-local.sh --data data
  [ "$output" = '{"adminKey":"kept-key"}' ]
  CUBBY_ADMIN_KEY=given-key run ./start-local.sh --data data
  [ "$output" = '{"adminKey":"given-key"}' ]
  # Every user of the machine can read a process's arguments.
  not_called '-key'
}

@test "an admin key of a wrong length or with other characters starts nothing" {
  local key
  for key in 1234567 "$(printf '1%.0s' {1..129})" 'has a space' 'quote"quote'; do
    CUBBY_ADMIN_KEY=$key run ./start-local.sh
    [ "$status" -eq 1 ]
    [[ $output == *"must have 8 to 128 characters"* ]]
  done
  [ ! -s "$calls" ]
}

@test "a damaged file of the admin key is one line and status 1" {
  ./start-local.sh
  mkdir data
  for damaged in '' null '{"adminKey":'; do
    echo "$damaged" >data/bootstrap.json
    run ./start-local.sh --data data
    [ "$status" -eq 1 ]
    [ "$output" = "start-local.sh: cannot read the admin key in $project/data/bootstrap.json; delete it to get a new key" ]
  done
}

@test "requests are in color at a terminal, unless NO_COLOR or TERM=dumb says otherwise" {
  at_a_terminal() {
    : >"$calls"
    env -u NO_COLOR "$@" script -qec ./start-local.sh /dev/null
  }
  at_a_terminal TERM=xterm
  called ' --color'
  at_a_terminal TERM=xterm NO_COLOR=1
  not_called --color
  at_a_terminal TERM=dumb
  not_called --color
  : >"$calls"
  TERM=xterm ./start-local.sh
  called java
  not_called --color
}

@test "settings of the AWS SDK reach Java only with --dynamodb-endpoint" {
  on 'java*' 'env'
  export AWS_PROFILE=mine AWS_REGION=eu-west-1 AWS_CA_BUNDLE=/ca.pem AWS_ENDPOINT_URL=http://x AWS_USE_FIPS_ENDPOINT=true
  run ./start-local.sh
  run grep '^AWS_' <<<"$output"
  [ "$status" -eq 1 ]
  run ./start-local.sh --dynamodb-endpoint https://dynamodb.eu-central-1.amazonaws.com
  [[ $output == *AWS_PROFILE=mine* ]]
  called '--dynamodb-endpoint https://dynamodb.eu-central-1.amazonaws.com'
}

@test "Maven and Java run in a locale that has all characters" {
  on 'mvn*' "$builds; locale charmap >\"\$STATE/charmap\""
  on 'java*' 'locale charmap'
  LC_ALL=C run ./start-local.sh --data é
  [ "$(cat "$STATE/charmap")" = UTF-8 ]
  [ "${lines[-1]}" = UTF-8 ]
  called "--data .*é"
}

@test "pages of every origin may read responses, unless a parameter names one" {
  ./start-local.sh
  called ' AllowedOrigin=\\\*'
  ./start-local.sh --parameter AllowedOrigin=https://app.example
  # The last one counts.
  called ' AllowedOrigin=\\\* .* AllowedOrigin=https://app.example'
}
