"""Rooms without doors: a process gives up for good what a reader of papers never needs.

Linux alone lets a process do that to itself without a helper; elsewhere, and where the system forbids it, nothing
happens and limits alone hold.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys

_SET_DUMPABLE = 4  # of prctl
_NO_NEW_PRIVILEGES = 38  # of prctl: no program that is started can have more rights than this one
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000  # of unshare
_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # numbers of the system calls of Landlock on every kind of machine
_ASK_VERSION = 1
_BENEATH = 1  # the kind of rule that names a file
_WRITE_FILE = 1 << 1
# Write and make files, folders, links, sockets and devices, and remove them; later versions know more.
_CHANGES = _WRITE_FILE | 1 << 4 | 1 << 5 | sum(1 << bit for bit in range(6, 13))
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_TCP = 1 << 0 | 1 << 1  # bind, connect
_OUTSIDE = 1 << 0 | 1 << 1  # reach sockets without a name in a folder, and send signals, outside of the room


def leave_no_dump() -> None:
    """See to it that a crash of this process writes nothing of its memory anywhere, as far as the system lets it."""
    if os.name != "posix":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A core limit of 0 does not stop a system that pipes its dumps to a program; this does.
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def shut_in() -> frozenset[str]:
    """Give up network and files, as far as the system lets a process do so; gives which of the two it was.

    What is open stays open, files can still be read, and `/dev/null` can be written.  For a process with one thread.
    """
    if sys.platform != "linux":
        return frozenset()
    system = ctypes.CDLL(None, use_errno=True)
    given_up = {"network"} if _leave_network(system) else set[str]()
    version = system.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    if version > 0 and _lock(system, version):
        given_up.add("files")
    return frozenset(given_up)


def _leave_network(system: ctypes.CDLL) -> bool:
    """Step into a network that leads nowhere: as the administrator, else as the administrator of nothing."""
    return bool(system.unshare(_NEW_NETWORK) == 0 or system.unshare(_NEW_USER | _NEW_NETWORK) == 0)


def _lock(system: ctypes.CDLL, version: int) -> bool:
    rights = _CHANGES | (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    handled = struct.pack("=Q", rights)
    handled += struct.pack("=Q", _TCP) if version >= 4 else b""
    handled += struct.pack("=Q", _OUTSIDE) if version >= 6 else b""
    room = system.syscall(_CREATE, handled, ctypes.c_size_t(len(handled)), ctypes.c_uint32(0))
    if room < 0:
        return False
    nothing = os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", _WRITE_FILE, nothing)
        system.syscall(_ADD_RULE, ctypes.c_int(room), ctypes.c_int(_BENEATH), rule, ctypes.c_uint32(0))
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return bool(system.syscall(_RESTRICT, ctypes.c_int(room), ctypes.c_uint32(0)) == 0)
    finally:
        os.close(nothing)
        os.close(room)
