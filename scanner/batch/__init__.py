"""Whole folders: many papers read by isolated workers, on one machine or on many, into tables and a page.

The way of the data: `papers` finds what there is, `fetch` reads one, `examine` is all that is done with it (the same on
one machine and on a cluster), `run` hands papers out and `ledger` writes down what comes back.  The journal in the
output folder is the truth: whatever a killed run left behind, everything else is made to agree with it.
"""
