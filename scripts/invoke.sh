# shellcheck shell=bash disable=SC2154
# How deploy.sh invokes the stack's functions. It shares variables with deploy.sh and stack.sh.

# invoke ARN EVENT FILE: writes the response to FILE; fails if the function does. Until Lambda has a snapshot of the
# version, a new one or one that nothing invoked for 14 days, it refuses, makes one, and needs minutes for that.
invoke() {
  local error answer
  error=$(mktemp "$work/invoke.XXXXXX")
  for _ in {1..10}; do
    if answer=$(aws lambda invoke --function-name "$1" --payload "fileb://events/$2" --cli-read-timeout 100 \
      --query FunctionError --output text "$3" 2>"$error"); then
      [ "$answer" = None ]
      return
    fi
    case $(cat "$error") in
      *SnapStartNotReadyException* | *ResourceConflictException* | *ResourceNotReadyException* | *TooManyRequestsException*) ;;
      *) break ;;
    esac
    aws lambda wait published-version-active --function-name "$1" 2>>"$error" || break
    sleep 5
  done
  cat "$error" >&2
  return 1
}

# Wakes the functions whose ARNs it reads, five at a time: a new account has ten concurrent instances.
wake() {
  local arn count=0
  while read -r arn; do
    invoke "$arn" warm-up.json /dev/null </dev/null ||
      echo "$self: cannot wake $arn; its first request may be slow, or fail" >&2 &
    count=$((count + 1))
    if [ $((count % 5)) -eq 0 ]; then wait; fi
  done
  wait
}
