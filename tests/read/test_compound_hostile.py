"""Compound files that lie about themselves: none costs more than a few times its own size, and all end."""

from __future__ import annotations

import struct
import tracemalloc
from collections.abc import Callable

import pytest

from scanner.errors import Damaged, ScanError, TooLarge
from scanner.read.compound import Compound
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.msg import read_msg
from scanner.read.sniff import sniff
from tests.read.compound_maker import compound, entry, header

SECTOR, END, FREE = 512, 0xFFFFFFFE, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
MANY = 15_000


def made(
    directory: list[bytes], content: bytes = b"", *, cutoff: int = 4096, small: int = 6, first_small: int = END
) -> bytes:
    """A file whose directory is these entries, with `content` as one chain that begins at sector 0."""
    listed = b"".join(directory)
    listed += bytes(-len(listed) % SECTOR)
    content += bytes(-len(content) % SECTOR)
    first = len(content) // SECTOR
    table: list[int] = []
    for count in (first, len(listed) // SECTOR):
        table += [*range(len(table) + 1, len(table) + count), END] if count else []
    needed = -(-(len(table) * 4) // SECTOR) + 1
    tables = list(range(len(table), len(table) + needed))
    table += [FREE] * (needed * SECTOR // 4 - len(table))
    head = header(tables[:109], first, first_small, cutoff=cutoff, small=small)
    return head + content + listed + struct.pack(f"<{len(table)}I", *table)


def cost(work: Callable[[], object]) -> int:
    """The most bytes that were held at one time."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_the_maker_makes_what_can_be_read() -> None:
    opened = Compound(made([entry("R", ROOT, child=1), entry("a", STREAM, start=0, size=5000)], b"x" * 5000))
    assert opened.read(("a",)) == b"x" * 5000


def test_storages_in_storages_without_end() -> None:
    deep = made([entry("R", ROOT, child=1), *(entry("s", STORAGE, child=number) for number in range(2, MANY))])
    with pytest.raises(TooLarge):
        Compound(deep)
    assert cost(lambda: sniff(deep)) < 20 * len(deep)


def test_many_that_stand_side_by_side_are_read() -> None:
    beside = made(
        [entry("R", ROOT, child=1), *(entry(f"{number}", STREAM, right=number + 1) for number in range(1, MANY))]
    )
    assert len(Compound(beside).streams()) == MANY - 1
    with pytest.raises(TooLarge):
        Compound(made([entry("R", ROOT, child=1)] * 20_100))


@pytest.mark.parametrize(
    "entries",
    [
        [entry("R", ROOT, child=0)],
        [entry("R", ROOT, child=1), entry("s", STORAGE, child=1, right=1)],
        [entry("R", ROOT, child=1), entry("s", STORAGE, child=2), entry("t", STORAGE, child=1, right=0)],
        [entry("R", ROOT, child=4_000_000)],
    ],
    ids=["the root in itself", "a storage in itself", "two in one another", "nobody there"],
)
def test_directories_that_list_themselves(entries: list[bytes]) -> None:
    opened = Compound(made(entries))
    assert opened.streams() == []
    with pytest.raises(ScanError):
        read_msg(made(entries), "", DEFAULT_LIMITS)


def test_a_name_twice_is_read_once() -> None:
    twice = [entry("a", STREAM, right=2, start=0, size=5000), entry("a", STREAM, start=0, size=4500)]
    opened = Compound(made([entry("R", ROOT, child=1), *twice], b"x" * 5000))
    assert opened.streams() == [("a",)]


@pytest.mark.parametrize("size", [5001 + SECTOR, 2**31, 2**32 - 1])
def test_a_stream_that_claims_more_than_is_there(size: int) -> None:
    opened = Compound(made([entry("R", ROOT, child=1), entry("a", STREAM, start=0, size=size)], b"x" * 5000))
    with pytest.raises(Damaged):
        opened.read(("a",))


def test_streams_that_share_one_chain_are_read_only_so_often() -> None:
    content = b"x" * 1_000_000
    shared = [entry(f"{n}", STREAM, right=n + 1, start=0, size=len(content)) for n in range(1, 50)]
    opened = Compound(made([entry("R", ROOT, child=1), *shared], content))
    with pytest.raises(TooLarge):
        for path in opened.streams():
            opened.read(path)


def test_a_little_of_a_long_chain_costs_little() -> None:
    opened = Compound(
        made([entry("R", ROOT, child=1), entry("a", STREAM, start=0, size=1)], bytes(5_000_000), cutoff=0)
    )
    assert cost(lambda: opened.read(("a",))) < 10 * SECTOR


@pytest.mark.parametrize("small", [0, 1, 5, 10, 200])
def test_small_sectors_of_odd_sizes(small: int) -> None:
    with pytest.raises(Damaged):
        Compound(made([entry("R", ROOT, start=0, size=9)], bytes(9), small=small))


def test_a_table_that_is_the_whole_file() -> None:
    """Every sector is named as a part of the table, and of the list of the parts of the table."""
    sectors, numbers = 20_000, SECTOR // 4 - 1
    named = (struct.pack(f"<{numbers + 1}I", *range(n * numbers, (n + 1) * numbers), n + 1) for n in range(sectors))
    data = header(list(range(109)), 0, 0) + b"".join(named)
    data = data[:68] + bytes(4) + data[72:]  # the list goes on in the first sector
    assert cost(lambda: sniff(data)) < 5 * len(data)


def test_the_rest_of_the_table_goes_round() -> None:
    data = bytearray(compound({("a",): b"1" * 10}))
    data[68:72] = struct.pack("<I", 0)  # the first sector with more numbers of sectors, which is no such
    try:
        Compound(bytes(data))
    except ScanError as error:
        assert isinstance(error, (Damaged, TooLarge))


def test_attachments_without_number() -> None:
    rows = [entry(f"__attach_version1.0_#{number:08X}", STORAGE, right=number + 1) for number in range(1, 2_000)]
    with pytest.raises(ScanError):
        read_msg(made([entry("R", ROOT, child=1), *rows]), "", DEFAULT_LIMITS)
