"""How often somebody may come."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable

REMEMBERED = 10_000  # who came last; whoever is forgotten begins anew
MINUTE = 60.0


class Rate:
    """At most `per_minute` at once, and that many a minute in the long run, for each who comes."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._capacity, self._clock = per_minute, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # how many are left, and when that was

    def wait(self, who: str) -> int:
        """Count one coming of `who`: 0, or the seconds to wait, in which case it does not count."""
        now = self._clock()
        left, then = self._left.pop(who, (float(self._capacity), now))
        left = min(float(self._capacity), left + (now - then) * self._capacity / MINUTE)
        allowed = left >= 1
        self._left[who] = (left - allowed, now)
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        return 0 if allowed else math.ceil(round((1 - left) * MINUTE / self._capacity, 3))


def network(address: str) -> str:
    """What stands for one household: an address, or the network that IPv6 gives to each."""
    try:
        given = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(given, ipaddress.IPv6Address):
        return str(given.ipv4_mapped or ipaddress.ip_network((given, 64), strict=False))
    return str(given)
