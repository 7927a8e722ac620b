#!/usr/bin/env bash
# tests/fuzz/run.sh BIN: runs every libFuzzer program in BIN for FUZZ_SECONDS each, from its stored corpus. What it finds new goes into
# build-fuzz/corpus; what crashes stays beside it as crash-*, and belongs, made small, into tests/fuzz/corpus.
set -euo pipefail
bin=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
seconds=${FUZZ_SECONDS:-60}
for program in "$bin"/*_fuzz; do
  name=$(basename "$program" _fuzz)
  found=$(dirname "$bin")/corpus/$name
  mkdir -p "$found" "$here/corpus/$name"
  echo "== $name, $seconds s"
  "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$found/../$name-" "$found" "$here/corpus/$name"
done
