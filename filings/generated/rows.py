"""The rows of the invented register, one after another, the same for the same seed."""

import datetime
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random

from filings.generated import words
from filings.lookup_text import searched_names
from icpportal.core.regions import PREFIXES, region_name

COLUMNS = (
    "domain",
    "ascii",
    "leads",
    "status",
    "site_number",
    "entity_number",
    "organiser",
    "nature",
    "site_name",
    "home_url",
    "domains",
    "pre_approvals",
    "names",
    "approved_at",
    "is_generated",
)
Row = tuple[str, str, bool, str, str, str, str, int, str, str, str, str, str, str, bool]
# Shares no factor with the numbers of syllables, so that a counter walks through all words without a pattern.
_STRIDE = 38_000_000_011
_SHANGHAI = datetime.timezone(datetime.timedelta(hours=8))


class _Weighted:
    """Draws from `shares`' keys by their shares."""

    def __init__(self, shares: dict[int, int] | dict[str, int]) -> None:
        self._values: Sequence[int | str] = list(shares)
        self._ends = list(accumulate(shares.values()))

    def draw(self, random: Random) -> int | str:
        return self._values[bisect(self._ends, random.random() * self._ends[-1])]


class Register:
    """Draws `sites` websites. `series` tells, once all rows are drawn, the last number of each province and year."""

    def __init__(self, sites: int, seed: int) -> None:
        self.sites = sites
        self.series: Counter[tuple[str, int]] = Counter()
        self._random = Random(f"register-{seed}")  # noqa: S311 - invented data
        self._names = self._random.randrange(1_000_000)
        self._provinces = _Weighted(words.PROVINCES)
        self._site_counts = _Weighted(words.SITES)
        self._domain_counts = _Weighted(words.DOMAINS)
        self._kinds = _Weighted({place: kind.share for place, kind in enumerate(words.KINDS)})
        self._places = {code: _short_name(region_name(code)) for code in PREFIXES}

    def rows(self) -> Iterator[Row]:
        """One row a domain, in the order in which they were approved."""
        for year, count in self._sites_by_year().items():
            drawn = 0
            while drawn < count:
                wanted = min(int(self._site_counts.draw(self._random)), count - drawn)
                yield from self._entity(year, drawn / count, wanted)
                drawn += wanted

    def _sites_by_year(self) -> dict[int, int]:
        whole = sum(words.YEARS.values())
        counts = {year: self.sites * share // whole for year, share in words.YEARS.items()}
        counts[2025] += self.sites - sum(counts.values())
        return counts

    def _entity(self, year: int, part: float, sites: int) -> Iterator[Row]:
        random = self._random
        province = str(self._provinces.draw(random))
        self.series[province, year] += 1
        shown = year if year >= words.FIRST_YEAR_OF_TEN_DIGITS else year % 100
        number = f"{PREFIXES[province]}ICP备{shown:02d}{self.series[province, year]:06d}号"
        kind = words.KINDS[int(self._kinds.draw(random))]
        short, organiser = self._organiser(kind, province)
        begin = datetime.datetime(year, 4 if year == 2005 else 1, 4, 9, tzinfo=_SHANGHAI)
        approved = begin + datetime.timedelta(days=int(part * 260), minutes=int(random.random() * 480))
        moment = approved.isoformat()
        for site in range(1, sites + 1):
            name = self._site_name(kind, short)
            yield from self._site((f"{number}-{site}", number, organiser, kind.nature, name), moment)

    def _organiser(self, kind: words.Kind, province: str) -> tuple[str, str]:
        """The short name and the whole one; of a person only what the public sees is ever made."""
        random = self._random
        pick = random.random
        short = "".join(
            words.SYLLABLES[int(pick() * len(words.SYLLABLES))] for _ in range(2 + int(pick() * 1.6))
        )
        if pick() < words.UNUSUAL_SHARE:
            short += words.UNUSUAL[int(pick() * len(words.UNUSUAL))]
        if kind is words.PERSON:
            return short, words.SURNAMES[int(pick() * len(words.SURNAMES))] + "*" * (1 + int(pick() * 1.7))
        trade = words.TRADES[int(pick() * len(words.TRADES))] if kind.nature == 4 else ""
        end = kind.ends[int(pick() * pick() * len(kind.ends))]
        return short, f"{self._places[province]}{short}{trade}{end}"

    def _site_name(self, kind: words.Kind, short: str) -> str:
        ends = words.PERSON_SITES if kind is words.PERSON else words.SITE_ENDS
        end = ends[int(self._random.random() * len(ends))]
        return f"{short}{end}" if len(short) + len(end) > 2 else f"{short}网站"

    def _site(self, texts: tuple[str, str, str, int, str], moment: str) -> Iterator[Row]:
        number, entity, organiser, nature, name = texts
        chance = self._random.random()
        status = "cancelled" if chance < words.CANCELLED_SHARE else "active"
        if chance > 1 - words.EMPTY_SHARE:
            status = "empty"
        domains = [self._domain() for _ in range(int(self._domain_counts.draw(self._random)))]
        keys = domains or [("", self._address())]
        home_url = f"www.{domains[0][0]}" if domains else f"http://{keys[0][1]}"
        shown = " ".join(domain for domain, _ in domains)
        approvals = "1,9" if self._random.random() < words.PRE_APPROVAL_SHARE else ""
        names = searched_names(organiser, nature, name)
        for place, (domain, ascii_form) in enumerate(keys):
            yield (
                domain, ascii_form, place == 0, status, number, entity, organiser, nature, name, home_url,
                shown, approvals, names, moment, True,
            )  # fmt: skip

    def _domain(self) -> tuple[str, str]:
        """A domain that was not drawn before, as people read it and in A-labels."""
        self._names += 1
        if self._random.random() < words.IDN_SHARE:
            label = _spelled(self._names, words.SYLLABLES)
            suffix, ascii_suffix = words.IDN_SUFFIXES[self._names % len(words.IDN_SUFFIXES)]
            return f"{label}.{suffix}", f"xn--{label.encode('punycode').decode()}.{ascii_suffix}"
        name = f"{_spelled(self._names, words.LATIN)}.{words.SUFFIXES[self._names % len(words.SUFFIXES)]}"
        return name, name

    def _address(self) -> str:
        """One of the addresses kept for benchmarks (RFC 2544)."""
        return f"198.18.{int(self._random.random() * 256)}.{1 + int(self._random.random() * 254)}"


def _short_name(province: str) -> str:
    """内蒙古 of 内蒙古自治区, 北京 of 北京市."""
    return province[: 3 if province.startswith(("内蒙古", "黑龙江")) else 2]


def _spelled(number: int, syllables: Sequence[str]) -> str:
    """`number` in `syllables`: another word for every number below the fifth power of their count."""
    base = len(syllables)
    number = number * _STRIDE % base**5
    letters = []
    for _ in range(5):
        number, digit = divmod(number, base)
        letters.append(syllables[digit])
    return "".join(letters)
