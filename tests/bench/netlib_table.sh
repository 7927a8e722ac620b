#!/bin/sh
# One row of docs/maths/solver.md per problem: netlib_table.sh FOLDER PROGRAM
# FOLDER holds *.mps.gz and expected.csv (name,value,...); PROGRAM is the built netlib_solve. Clp, if installed, solves the same files with its defaults.
set -eu
folder=$1
program=$2
echo '| problem | rows | columns | status | objective | relative error | primal | dual | gap | iterations | seconds | Clp seconds |'
echo '|---|---|---|---|---|---|---|---|---|---|---|---|'
find "$folder" -name '*.mps.gz' -exec ls -S -r {} + | while read -r file; do
  name=$(basename "$file" .mps.gz)
  expected=$(awk -F, -v name="$name" '$1 == name { print $2 }' "$folder/expected.csv")
  other=-
  if command -v clp > /dev/null; then
    other=$( { TIMEFORMAT=%R; bash -c "TIMEFORMAT=%R; time timeout 60 clp '$file' -solve > /dev/null 2>&1"; } 2>&1 | tail -n 1)
  fi
  "$program" --time=60 "$file" | awk -v e="$expected" -v other="$other" '{
    d = e == "" ? 0 : ($5 - e) / (1 + (e < 0 ? -e : e)); if (d < 0) d = -d
    printf "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", $1, $2, $3, $4, $5, e == "" ? "-" : sprintf("%.0e", d), $7, $9, $11, $15, $17, other }'
done
