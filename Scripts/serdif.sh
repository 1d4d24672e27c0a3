#!/usr/bin/env bash
# A finished study, worked through with Emic: seventeen people tried a research tool, filled in a
# usability questionnaire (twice, in two phases), wrote comments, and were interviewed. The
# comments were coded by the authors; here their files become one study with a report.
#
#   Scripts/serdif.sh SHARED_REAL_FOLDER [OUT]
#
# SHARED_REAL_FOLDER holds `serdif/`, the data of github.com/navarral/swj2022-usability-paper
# (GPL-3; none of it is in this repository). OUT (default ./emic-serdif) becomes the study's
# folder. EMIC names the program; without it the checkout's release or debug build is taken.
# Running it again brings the same study up to date.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -ge 1 ] || { echo "usage: $0 SHARED_REAL_FOLDER [OUT]" >&2; exit 64; }
data="$1/serdif/data"
out="${2:-emic-serdif}"
[ -d "$data" ] || { echo "$data: not there" >&2; exit 66; }
data=$(cd "$data" && pwd)

for build in "${EMIC:-}" "$here/../.build/release/emic" "$here/../.build/debug/emic"; do
  if [ -n "$build" ] && [ -x "$build" ]; then
    emic=$(cd "$(dirname "$build")" && pwd)/$(basename "$build")
    break
  fi
done
[ -n "${emic:-}" ] || { echo "no built emic: run 'make build', or set EMIC" >&2; exit 66; }

step() {
  printf '\n$ emic'
  printf ' %q' "$@"
  printf '\n'
  "$emic" "$@"
}

# 1. A study. Emic would ask EMIC_STUDY first, so that must not point elsewhere.
unset EMIC_STUDY
if [ ! -f "$out/study.emic" ]; then
  step init "$out" --name "Usability of a research tool" --coder authors
fi
cd "$out"
export EMIC_CODER=authors

# 2. The transcripts, in copies, because a metadata.csv beside them says what their names only
#    hint at: whose they are, and that the comments and the interviews are two kinds of text.
copy() { # FOLDER KIND NAME...: copies documents and writes their metadata.csv
  local folder=$1 kind=$2 file
  shift 2
  mkdir -p "$folder"
  echo "id,file,kind,language,cases,participants" > "$folder/metadata.csv"
  for file in "$@"; do
    local name=${file##*/}
    local participant=${name%%_*}
    cp "$file" "$folder/"
    echo "${name%.odt},$name,$kind,en,$participant,$participant" >> "$folder/metadata.csv"
  done
}
copy Transcripts/comments comments "$data"/PSSUQ/comments/*.odt
copy Transcripts/interviews interview "$data"/transcripts/raw/*.odt
# What the folder says of itself is no transcript: it is passed over.
cp "$data/PSSUQ/comments/README.md" Transcripts/comments/

{
  echo "case,kind"
  for number in $(seq 1 17); do echo "P$number,participant"; done
} > cases.csv

step import Transcripts/comments
step import Transcripts/interviews
step cases import cases.csv

# 3. The authors' codings of the comments: document, tag, and the words. Their tags are not in
#    the codebook yet (--new makes them); one quote stands twice in its document, and the order
#    of the rows tells which is meant (--ambiguous next).
step import codings --new --ambiguous next \
  "$data/transcripts/thematic-analysis/tags/csv/all_tags_20220301_PSSUQ.csv"

# 4. The questionnaire of each phase: two surveys, for they asked the same people twice.
step survey import "$data/PSSUQ/scores/SERDIF_PSSUQ_P1.csv" --schema "$here/serdif/pssuq-phase1.yaml"
step survey import "$data/PSSUQ/scores/SERDIF_PSSUQ_P2.csv" --schema "$here/serdif/pssuq-phase2.yaml"
step link --survey pssuq-phase1
step link --survey pssuq-phase2

# 5. The table that the authors published: codes × participants.
step matrix --by cases
step matrix --by cases --format csv --output code-by-participant.csv

# 6. Themes, and who carries them among those who gave better and worse marks. The two groups
#    are split at the median of the seventeen marks, cut to two decimals so that it reads well.
step themes import "$here/serdif/themes.yaml"
median=$("$emic" sql --format csv --quiet "
  SELECT CAST(number * 100 AS INTEGER) / 100.0 FROM value JOIN variable ON variable.id = variable_id
  WHERE variable.name = 'phase2_mean' AND number IS NOT NULL ORDER BY number
  LIMIT 1 OFFSET (SELECT count(*) / 2 FROM value JOIN variable ON variable.id = variable_id
                  WHERE variable.name = 'phase2_mean' AND number IS NOT NULL)" | tail -n 1 | tr -d '\r')
step crosstab --theme effort-to-understand phase2_mean --survey pssuq-phase2 --at "$median" --no-quotes
step crosstab overall-positive-experience phase2_mean --survey pssuq-phase2 --at "$median" --no-quotes
step report --survey pssuq-phase2 --by phase2_mean --at "$median"
step check
