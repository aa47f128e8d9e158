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
