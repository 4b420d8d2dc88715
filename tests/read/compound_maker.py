"""Makes compound files, as old office programs and Outlook write them."""

from __future__ import annotations

import struct

from scanner.read.compound import SIGNATURE

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5
Path = tuple[str, ...]


def compound(streams: dict[Path, bytes]) -> bytes:
    """A compound file of these streams; storages are made as their paths ask for them."""
    folders = sorted({path[:end] for path in streams for end in range(1, len(path))})
    paths: list[Path] = [(), *folders, *streams]
    sectors: list[bytes] = []
    table: list[int] = []
    small, small_table, starts = _small_ones(streams)

    def add(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
        sectors.extend(pieces)
        table.extend([*range(first + 1, first + len(pieces)), _END] if pieces else [])
        return first if pieces else _END

    for path, data in streams.items():
        if len(data) >= _CUTOFF:
            starts[path] = add(data)
    starts[()] = add(small)
    first_small = add(struct.pack(f"<{len(small_table)}I", *small_table))
    rows = [
        _entry(path, paths, starts.get(path, 0), len(small) if not path else len(streams.get(path, b"")))
        for path in paths
    ]
    first_entry = add(b"".join(rows))
    count = 1
    while count * _SECTOR // 4 < len(table) + count:
        count += 1
    tables = list(range(len(sectors), len(sectors) + count))
    table += [_TABLE] * count
    table += [_FREE] * (count * _SECTOR // 4 - len(table))
    head = header(tables, first_entry, first_small)
    return head + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)


def header(tables: list[int], first_entry: int, first_small: int, *, cutoff: int = _CUTOFF, small: int = 6) -> bytes:
    """The first sector: where the tables, the directory and the table of small sectors begin."""
    head = SIGNATURE + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, small)
    head += struct.pack("<9I", 0, len(tables), first_entry, 0, cutoff, first_small, 1, _END, 0)
    return head + struct.pack("<109I", *tables, *[_FREE] * (109 - len(tables)))


def entry(name: str, kind: int, *, right: int = _FREE, child: int = _FREE, start: int = _END, size: int = 0) -> bytes:
    """An entry of a directory, whatever it says."""
    letters = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBB3I16xI16xIQ", letters, len(letters), kind, 1, _FREE, right, child, 0, start, size)


def _small_ones(streams: dict[Path, bytes]) -> tuple[bytes, list[int], dict[Path, int]]:
    """The store of small streams, the table of its sectors, and where each begins."""
    store, table, starts = b"", list[int](), dict[Path, int]()
    for path, data in streams.items():
        if len(data) < _CUTOFF:
            first, count = len(table), -(-len(data) // _SMALL)
            starts[path] = first if count else _END
            store += data.ljust(count * _SMALL, b"\0")
            table += [*range(first + 1, first + count), _END] if count else []
    return store, table, starts


def _entry(path: Path, paths: list[Path], start: int, size: int) -> bytes:
    """An entry of the directory; the entries of a storage hang on one another as a chain."""
    name = path[-1] if path else "Root Entry"
    kind = _ROOT if not path else _STORAGE if any(p[:-1] == path for p in paths if p) else _STREAM
    inner = [number for number, each in enumerate(paths) if each and each[:-1] == path]
    after = [number for number, each in enumerate(paths) if each and path and each[:-1] == path[:-1]]
    here = paths.index(path)
    right = next((number for number in after if number > here), _FREE)
    return entry(name, kind, right=right, child=inner[0] if inner else _FREE, start=start, size=size)
