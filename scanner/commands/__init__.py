"""The commands of `dontsign`, a module each: `add` says what can be typed, `run` does it and gives the exit status."""

DONE, FOUND, WRONG_USAGE, NOT_READ = 0, 1, 2, 3
INTERRUPTED = 130  # what a shell reports for a program ended by SIGINT
