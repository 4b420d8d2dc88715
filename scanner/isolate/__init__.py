"""Hostile files are opened in a process of their own, which has limits and can be killed.

A worker is a plain subprocess that reads requests from its standard input and answers on its standard output.  It is
started when first needed, never at import, and never by fork, so that threads, daemonic processes and scripts
without a main guard may all use it.  Frames are a length and that many bytes: a request is one JSON frame and one frame
with the document as it is; an answer is any number of progress frames, a frame that says that pictures will be read,
which takes longer, and one with the result, all JSON, with a cap on its size; bytes may follow it as they are.  Of an
error only its code comes back.

Memory, processor time and file writes are bounded by the system where it can (POSIX); elsewhere only the wall
time is, by killing the worker.
"""

from scanner.isolate.child import inside_worker, make_room
from scanner.isolate.pool import Pool, shared_pool
from scanner.isolate.recall import Recall
from scanner.isolate.worker import FILES_PER_WORKER, Worker

__all__ = ["FILES_PER_WORKER", "Pool", "Recall", "Worker", "inside_worker", "make_room", "shared_pool"]
