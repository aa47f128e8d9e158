#!/usr/bin/env bats
# The workflows of GitHub run what somebody has seen: actions by commit, Python tools by version.

@test "every action is named by its commit, with its version beside it" {
  grep -h 'uses:' .github/workflows/*.yml >"$BATS_TEST_TMPDIR/uses"
  [ -s "$BATS_TEST_TMPDIR/uses" ]
  run grep -vE 'uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9.]+$' "$BATS_TEST_TMPDIR/uses"
  [ "$output" = '' ]
}

@test "every Python tool is named by its version" {
  run grep -vE '^#|^[a-z_-]+[0-9]?==[0-9][0-9a-z.]+$' .ci/requirements.txt .ci/clients/python/requirements.txt
  [ "$output" = '' ]
  run grep -hE 'pip3? install' .github/workflows/*.yml
  [[ $output == *'--requirement .ci/requirements.txt' ]]
}

@test "a commit without a successful build is not deployed" {
  gh() { echo "$builds"; }
  export -f gh
  export GITHUB_REPOSITORY=owner/name GITHUB_SHA=abc
  awk '/^ +run: \|/ { found = 1; next } /^ +env:/ { exit } found' .github/workflows/deploy.yml >"$BATS_TEST_TMPDIR/check"
  export builds=0
  run bash -e "$BATS_TEST_TMPDIR/check"
  [ "$status" -eq 1 ]
  [[ $output == *"has not succeeded for abc"* ]]
  builds=1
  run bash -e "$BATS_TEST_TMPDIR/check"
  [ "$status" -eq 0 ]
}
