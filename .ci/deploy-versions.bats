#!/usr/bin/env bats
# Which versions of functions deploy.sh publishes, with a stand-in for SAM, CloudFormation and Lambda.
# Stand-ins expand what a test prepares for them, and stand-ins.bash sets the other variables.
# shellcheck disable=SC2016,SC2154

load stand-ins.bash

# Two functions see these parameters. SAM publishes a version of a function if its artifact has another address. Lambda
# refuses a version whose code and environment are those of the last.
setup() {
  set_up_deployment
  on 'mvn*' 'echo "$call" | grep -o "settings=[0-9]*" >artifact'
  on 'sam deploy*' '
    touch "$STATE/deployed"
    echo http://localhost:3000 >"$STATE/new.AllowedOrigin"
    echo 1 >"$STATE/new.SourceShards"
    for file in "$STATE"/parameter.*; do if [ -f "$file" ]; then cat "$file" >"$STATE/new.${file##*.}"; fi; done
    for word in ${call#*--parameter-overrides}; do
      case $word in [A-Z]*=*) echo "${word#*=}" >"$STATE/new.${word%%=*}" ;; esac
    done
    prefix=${call#*--s3-prefix }
    address="${prefix%% *} $(cat artifact)"
    for function in AllowedOrigin "AllowedOrigin SourceShards"; do
      seen=$(cat artifact; for name in $function; do cat "$STATE/new.$name"; done)
      if [ "$address" != "$(cat "$STATE/address.$function")" ]; then
        if [ "$seen" = "$(cat "$STATE/version.$function")" ]; then
          echo "A version for this Lambda function exists" >&2
          exit 1
        fi
        echo "$address" >"$STATE/address.$function"
        echo "$seen" >"$STATE/version.$function"
        echo "$function" >>"$STATE/published"
      elif [ "$seen" != "$(cat "$STATE/version.$function")" ]; then
        echo "The alias of $function serves the former environment" >&2
        exit 1
      fi
    done
    for file in "$STATE"/new.*; do cat "$file" >"$STATE/parameter.${file##*.}"; done'
  touch "$STATE"/{address,version}.{AllowedOrigin,'AllowedOrigin SourceShards'}
}

teardown() {
  tear_down
}

# deploys VERSIONS [NAME=VALUE ...]: whether a deployment with these parameters succeeds and publishes so many versions.
deploys() {
  local wanted=$1 options=()
  shift
  for parameter; do options+=(--parameter "$parameter"); done
  : >"$STATE/published"
  run ./deploy.sh ${options[@]+"${options[@]}"}
  [ "$status" -eq 0 ]
  [ "$(grep -c . "$STATE/published")" -eq "$wanted" ]
}

@test "any parameters deploy, repeatedly and back and forth, and only those that functions see publish versions" {
  deploys 2
  deploys 0
  deploys 0 LogRetentionDays=5
  deploys 0
  deploys 0 LogRetentionDays=7 AlarmEmail=a@example.com
  deploys 2 SourceShards=2
  deploys 0
  deploys 2 AllowedOrigin=https://a.example SourceShards=1
  deploys 0 SourceShards=1 AllowedOrigin=https://a.example
  deploys 2 SourceShards=2
  deploys 2 AllowedOrigin=http://localhost:3000 SourceShards=1
  deploys 0
}
