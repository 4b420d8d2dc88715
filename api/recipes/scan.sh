#!/bin/sh
# One paper, with curl:  DONTSIGN_KEY=... sh scan.sh agreement.pdf [http://127.0.0.1:8000]
# Prints the report; ends with 0, or with 22 after the problem.
set -eu
paper=$1
service=${2:-http://127.0.0.1:8000}
# The key goes in by standard input, so that no list of processes shows it.
printf 'header = "Authorization: Bearer %s"\n' "${DONTSIGN_KEY:-none}" |
  curl --config - --silent --show-error --fail-with-body --retry 3 \
    --form "file=@$paper" --form place=US-CA "$service/v1/scan"
