"""Costs, measured as ratios within one run; `make bench` prints them.  No test: a busy machine proves nothing."""
