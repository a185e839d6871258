# shellcheck shell=bash
# bin/evaluate --outside: every detector over the data of others. Sourced, never run.
set -euo pipefail
work=${work:?} weir=${weir:?} # bin/evaluate's own

# evaluate_outside DIR: each folder of DIR that has accounts.csv and transactions.csv, into docs/evaluation.md.
evaluate_outside() {
  local dir=$1 folder report=''
  [[ -d $dir ]] || {
    say "skipped: $dir is not there; the data of others is no part of this project (docs/evaluation.md)"
    return 0
  }
  for folder in "$dir"/*/; do
    [[ -r $folder/accounts.csv && -r $folder/transactions.csv ]] || continue
    run_outside "$folder"
    report+=$(cat "$work/report.md")$'\n\n'
  done
  [[ -n $report ]] || fail "$dir has no folder with accounts.csv and transactions.csv"
  between_markers docs/evaluation.md outside "${report%$'\n\n'}"
  say && say "$report"
}

# run_outside FOLDER: one data set in a database of its own, every day of it evaluated; $work/report.md says what fired.
run_outside() {
  local folder=$1 name first last currency rows
  name=$(basename "$folder")
  use "$name"
  stage "load $name" load_outside "$folder"
  read -r first last currency rows < <(answer "SELECT min(booked_at)::date, max(booked_at)::date + 1,
    max(currency), count(*) FROM outside.transaction")
  export WEIR_REPORTING_CURRENCY=$currency
  stage migrate "$weir" migrate
  stage run "$weir" run --as-of "${last}T00:00:00Z" --since "${first}T00:00:00Z"
  {
    say "**\`$name\`**: $(answer 'SELECT count(*) FROM outside.account') accounts, of which" \
      "$(answer "SELECT count(*) FROM outside.account WHERE label <> 'normal'") labelled as laundering," \
      "$rows transactions from $first to $last in $currency."
    say
    say '| detector | ran, or why not | low | medium | high | on labelled accounts |'
    say '| --- | --- | ---: | ---: | ---: | ---: |'
    answer_file sql/outside/report.sql
  } >"$work/report.md"
}

load_outside() {
  answer_file sql/outside/tables.sql
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 \
    --command "\\copy outside.account FROM '$1/accounts.csv' CSV HEADER" \
    --command "\\copy outside.transaction FROM '$1/transactions.csv' CSV HEADER"
}

answer() { psql --no-psqlrc --quiet --tuples-only --no-align --field-separator ' ' --set ON_ERROR_STOP=1 --command "$1"; }

answer_file() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --file "$1"; }
