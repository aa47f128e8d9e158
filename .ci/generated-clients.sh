#!/usr/bin/env bash
# Generates clients from /openapi.json of start-local.sh for Java, TypeScript and Python, compiles them, and runs a scenario
# in each language against the server that the document names. Takes Python's packages from PyPI only if python3 lacks them.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=.ci/server.sh
. .ci/server.sh
# shellcheck source=scripts/jdk.sh
. scripts/jdk.sh

readonly generator=org.openapitools:openapi-generator-cli:7.25.0 typescript=typescript@5.9.3 node_types=@types/node@20.19.43
readonly python_packages='import dateutil, pydantic, typing_extensions, urllib3
for package in pydantic, urllib3:
    assert int(package.__version__.split(".")[0]) >= 2, f"{package.__name__} {package.__version__} is older than 2"'
export CUBBY_ADMIN_KEY=$key
JAVA_HOME=$(find_jdk)
export JAVA_HOME

fail() {
  echo "generated clients: $1" >&2
  exit 1
}

# quietly COMMAND [ARGUMENT ...]: prints what the command printed only if it fails.
quietly() {
  "$@" >"$work/log" 2>&1 || fail "$(tail -n 20 "$work/log")"
}

# generate GENERATOR FOLDER [OPTION ...]: the generator ends with status 0 despite errors in the document.
generate() {
  local name=$1 folder=$2
  shift 2
  quietly "$JAVA_HOME/bin/java" -jar "$work"/openapi-generator-cli-*.jar \
    generate -g "$name" -i "$work/openapi.json" -o "$work/$folder" "$@"
  if grep ERROR "$work/log" >&2; then fail "the generator for $name reports errors"; fi
}

quietly mvn -q -B -ntp dependency:copy -Dartifact="$generator" -DoutputDirectory="$work"

start --stage dev
curl -sS --fail -o "$work/openapi.json" "$url/openapi.json"

echo "--- Java"
generate java java --library native
quietly mvn -q -B -ntp -f "$work/java/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath" -DincludeScope=compile
classpath=$(cat "$work/classpath")
find "$work/java/src/main/java" -name '*.java' >"$work/sources"
quietly "$JAVA_HOME/bin/javac" -d "$work/classes" -cp "$classpath" "@$work/sources" .ci/clients/java/*.java

echo "--- TypeScript"
cp -r .ci/clients/typescript "$work/typescript"
generate typescript-fetch typescript/client
quietly npm install --no-save --no-audit --no-fund --prefix "$work/typescript" "$typescript" "$node_types"
quietly "$work/typescript/node_modules/.bin/tsc" -p "$work/typescript"

echo "--- Python"
generate python python
python=python3
if ! python3 -c "$python_packages" 2>"$work/lacks"; then
  quietly python3 -m venv "$work/venv"
  python=$work/venv/bin/python
  "$python" -m pip install --quiet --disable-pip-version-check -r .ci/clients/python/requirements.txt 2>"$work/pip" ||
    fail "python3 lacks a package ($(tail -n 1 "$work/lacks")), and pip cannot install it ($(tail -n 1 "$work/pip"))"
fi

echo "--- scenarios"
"$JAVA_HOME/bin/java" -cp "$work/classes:$classpath" Scenario "$CUBBY_ADMIN_KEY"
node "$work/typescript/out/scenario.js" "$CUBBY_ADMIN_KEY"
PYTHONPATH=$work/python "$python" .ci/clients/python/scenario.py "$CUBBY_ADMIN_KEY"
stop

echo "generated clients: all well"
