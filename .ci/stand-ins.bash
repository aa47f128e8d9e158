# shellcheck shell=bash disable=SC2016
# For the tests of scripts: copies what they need of the project to a folder with a space, and makes a PATH on which sam,
# aws, mvn and sleep are stand-ins. These log their calls, and do what a test prepares.

set_up() {
  project="$BATS_TEST_TMPDIR/the project"
  bin="$BATS_TEST_TMPDIR/bin"
  calls="$BATS_TEST_TMPDIR/calls"
  export TMPDIR="$BATS_TEST_TMPDIR/temporary files" ANSWERS="$BATS_TEST_TMPDIR/answers" CALLS="$calls"
  export STATE="$BATS_TEST_TMPDIR/state"
  unset CI AWS_PROFILE AWS_REGION AWS_DEFAULT_REGION
  mkdir "$project" "$bin" "$TMPDIR" "$STATE"
  touch "$calls" "$ANSWERS"
  cp -r deploy.sh cleanup.sh scripts template.yaml events "$project"

  local tool
  for tool in awk bash cat cksum cut dirname env grep mktemp readlink rm sed sort touch tr; do
    ln -s "$(command -v "$tool")" "$bin/$tool"
  done
  for tool in aws mvn sam sleep; do
    stand_in >"$bin/$tool"
    chmod +x "$bin/$tool"
  done
  PATH_BEFORE=$PATH
  PATH=$bin
}

tear_down() {
  PATH=$PATH_BEFORE
}

# on_terminal COMMAND: runs as run does, on a terminal where standard input is typed.
on_terminal() {
  local typed
  typed=$(cat)
  run "$(PATH=$PATH_BEFORE command -v script)" -qec "$1" /dev/null <<<"$typed"
}

left_behind() {
  PATH=$PATH_BEFORE find "$TMPDIR" -mindepth 1
}

stand_in() {
  cat <<'STAND_IN'
#!/usr/bin/env bash
call="${0##*/} $*"
# In one write, because several may run at once.
echo "${0##*/}$(printf ' %q' "$@")" >>"$CALLS"
answers=$(cat "$ANSWERS")
eval "$answers"
STAND_IN
}

# on PATTERN COMMANDS: what a matching call runs from now on; of several patterns, the last one wins.
on() {
  local before
  before=$(cat "$ANSWERS")
  printf 'case $call in %s) %s; exit ;; esac\n%s\n' "$(printf %s "$1" | sed 's/ /\\ /g')" "$2" "$before" >"$ANSWERS"
}

# called PATTERN: whether a call matches.
called() {
  grep -q -e "$1" "$calls"
}

not_called() {
  ! called "$1"
}

# not_called_but PATTERN: whether all calls match.
not_called_but() {
  ! grep -qv -e "$1" "$calls"
}

# The stack does not exist until sam deploys it. Then it keeps the values of its parameters, as AWS does.
no_stack_yet() {
  on 'aws cloudformation describe-stacks*' '
    if [ ! -f "$STATE/deployed" ]; then
      echo "An error occurred (ValidationError): Stack with id x does not exist" >&2
      exit 254
    fi
    case $call in
      *StackStatus*) echo UPDATE_COMPLETE ;;
      *ParameterKey*)
        for file in "$STATE"/parameter.*; do printf "%s\t%s\n" "${file##*parameter.}" "$(cat "$file")"; done
        ;;
      *OutputKey,OutputValue*)
        printf "ApiUrl\thttps://api.example.com/dev\n"
        printf "ConsoleUrl\thttps://api.example.com/dev/console\n"
        printf "DocsUrl\thttps://api.example.com/dev/docs\n"
        printf "TableName\tcubby-dev-Table-1\n"
        ;;
    esac'
  on 'aws cloudformation list-stack-resources*' '
    printf "BootstrapFunctionAliaslive\tarn:Bootstrap:live\n"
    for name in A B C D E F G; do printf "${name}FunctionAliaslive\tarn:$name:live\n"; done'
}

# What deploy.sh calls works: there is no stack yet, and Bootstrap creates the first key.
set_up_deployment() {
  set_up
  on 'aws configure get region' 'echo eu-central-1'
  on 'aws sts get-caller-identity*' 'echo 123456789012'
  on 'aws apigateway get-account*' 'echo arn:aws:iam::123456789012:role/logs'
  no_stack_yet
  on 'sam deploy*' '
    touch "$STATE/deployed"
    for word in ${call#*--parameter-overrides}; do
      case $word in [A-Z]*=*) echo "${word#*=}" >"$STATE/parameter.${word%%=*}" ;; esac
    done'
  on 'aws cloudformation describe-stack-resource*' 'set -- $call; echo "id-of-$7"'
  on 'aws dynamodb describe-table*IX*' 'printf "IX1\tACTIVE\nIX2\tACTIVE\nIX3\tACTIVE\nIX4\tACTIVE\n"'
  on 'aws lambda invoke*' 'echo None'
  on 'aws lambda invoke*arn:Bootstrap:live*' '
    echo None
    if [ -f "$STATE/key" ]; then echo "{}"; else echo "{\"adminKey\":\"cubby_secret\"}"; fi >"${@: -1}"
    touch "$STATE/key"'
  cd "$project" || return
}
