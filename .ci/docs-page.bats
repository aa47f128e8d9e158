#!/usr/bin/env bats
# What browser.mjs does when the browser does not start, in a folder with a space, with stand-ins for the API, Chromium
# and playwright-core.

setup() {
  project="$BATS_TEST_TMPDIR/the project"
  mkdir -p "$project/.ci" "$BATS_TEST_TMPDIR"/{bin,modules/playwright-core}
  cp .ci/docs-page.mjs .ci/browser.mjs "$project/.ci"
  cat >"$project/start-local.sh" <<'API'
#!/usr/bin/env bash
trap 'touch ended; exit' TERM
echo "Cubby is ready at http://127.0.0.1:1/dev"
for _ in {1..200}; do sleep 0.1; done
API
  echo 'exports.chromium = { launch: async (options) => { throw new Error("launched " + options.executablePath); } };' \
    >"$BATS_TEST_TMPDIR/modules/playwright-core/index.js"
  echo '#!/bin/sh' >"$BATS_TEST_TMPDIR/bin/chromium"
  chmod +x "$project/start-local.sh" "$BATS_TEST_TMPDIR/bin/chromium"
}

@test "when the chromium of the PATH does not start, the API is ended" {
  PATH=$BATS_TEST_TMPDIR/bin:$PATH NODE_PATH=$BATS_TEST_TMPDIR/modules run timeout 10 "$project/.ci/docs-page.mjs"
  [ "$status" -eq 1 ]
  [[ $output == *"launched $BATS_TEST_TMPDIR/bin/chromium"* ]]
  for _ in {1..50}; do
    if [ -f "$project/ended" ]; then return; fi
    sleep 0.1
  done
  return 1
}
