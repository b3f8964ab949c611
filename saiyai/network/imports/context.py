"""What a list is compared with while it is checked: closed lists, places, and what the register and earlier rows hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from saiyai.kernel.text import search_key
from saiyai.network.queries import known as register
from saiyai.network.queries.known import KnownOrganisation, KnownPerson, KnownRole
from saiyai.network.rules.imports import core_of
from saiyai.places.queries.matching import PlaceMatcher
from saiyai.places.rules.labels import TAMBON_DIGITS
from saiyai.places.rules.nearness import pairs_of


@dataclass(frozen=True, slots=True)
class Twin:
    """An organisation of an area as the next ones are compared with it; a list keeps one for each of its rows."""

    pk: int | None
    row: int
    name: str
    place_code: str
    kind: str
    core: str
    pairs: int
    """A bit for each pair of neighbouring letters that the core holds: a hundredth of a set's room."""

    @property
    def digits(self) -> str:
        """The digits of its name: names of other digits are never one."""
        return "".join(filter(str.isdigit, self.core))


Area = dict[str, list[Twin]]
"""The organisations of an area by the digits in their names."""


@dataclass(slots=True)
class Context:
    """Everything that judging a row asks for beside the row."""

    within: tuple[str, ...]
    seen: tuple[str, ...]
    today: date
    usual_kind: str = ""
    matcher: PlaceMatcher = field(default_factory=PlaceMatcher)
    kinds: Mapping[str, tuple[str, str, bool, bool]] = field(default_factory=register.kinds_known)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    pairs: dict[str, int] = field(default_factory=dict)
    named: dict[str, list[KnownOrganisation]] = field(default_factory=dict)
    groups: dict[str, list[KnownOrganisation]] = field(default_factory=dict)
    people: dict[str, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    hashes: dict[str, KnownPerson] = field(default_factory=dict)
    roles: dict[int, list[KnownRole]] = field(default_factory=lambda: defaultdict(list))
    links: set[tuple[int, int, str]] = field(default_factory=set)
    links_of_rows: set[str] = field(default_factory=set)
    members: dict[int, set[int]] = field(default_factory=dict)
    people_read: set[str] = field(default_factory=set)
    roles_read: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.matcher.within = self.within
        self.words = {name: register.words_of(names) for name, names in register.CLOSED_LISTS.items()}
        self.words["kinds"] = register.kind_keys()
        self.words["yesno"] = YES_NO
        self.words["positions"] = {search_key(each): code for each, code in POSITIONS.items()} | self.words[
            "positions"
        ]

    def is_inside(self, code: str) -> bool:
        """Tell whether a place lies in the area of whoever brings the list."""
        return code.startswith(self.within)

    def read_areas(self, areas: Iterable[str]) -> None:
        """Read the organisations of areas that were not read yet, in one query."""
        wanted = set(areas) - self.areas.keys()
        if wanted:
            for area, rows in register.organisations_in(wanted).items():
                self.areas[area] = {}
                for each in rows:
                    self.add_twin(self.twin_of(each))

    def twin_of(self, known: KnownOrganisation) -> Twin:
        """Return an organisation as the next ones are compared with it."""
        core, pairs = core_of(known.key), 0
        for pair in pairs_of(core):
            pairs |= 1 << self.pairs.setdefault(pair, len(self.pairs))
        return Twin(known.pk, known.row, known.name, known.place_code, known.kind, core, pairs)

    def add_twin(self, twin: Twin) -> None:
        """Let later rows of its area be compared with an organisation."""
        area = self.areas.setdefault(twin.place_code[:TAMBON_DIGITS], {})
        area.setdefault(twin.digits, []).append(twin)

    def read_names(self, names: Iterable[str]) -> None:
        """Read the organisations that bear names which were not asked for yet."""
        wanted = set(names) - self.named.keys() - {""}
        if wanted:
            self.named.update(register.organisations_called(wanted, self.seen))

    def read_groups(self, districts: Iterable[str]) -> None:
        """Read the volunteers' groups of districts that were not read yet."""
        wanted = set(districts) - self.groups.keys()
        if wanted:
            self.groups.update(register.groups_of_volunteers(wanted))

    def read_people(self, keys: set[str], hashes: set[str]) -> None:
        """Read the people of names and national ids that were not asked for yet."""
        wanted, ids = keys - self.people_read, hashes - self.people_read
        if wanted or ids:
            self.people_read |= wanted | ids
            for each in register.people_alike(wanted, ids):
                self.add_person(each)

    def add_person(self, person: KnownPerson) -> None:
        """Let later rows be compared with a person."""
        held = self.people[person.key]
        if person.pk is None or all(each.pk != person.pk for each in held):
            held.append(person)
        if person.id_hash:
            self.hashes.setdefault(person.id_hash, person)

    def read_roles(self, organisations: set[int], people: set[int]) -> None:
        """Read the chairs of organisations and the roles of people in them."""
        for each in register.roles_known(organisations, people):
            if each not in self.roles[each.organisation]:
                self.roles[each.organisation].append(each)

    def read_links(self, organisations: set[int]) -> None:
        """Read the present links of organisations."""
        self.links |= register.links_known(organisations)
        if not self.members:
            self.members = register.memberships()


YES_NO = {
    "ใช่": "yes",
    "เปิดเผย": "yes",
    "เปิดเผยได้": "yes",
    "yes": "yes",
    "true": "yes",
    "1": "yes",
    "ไม่": "no",
    "ไม่ใช่": "no",
    "ไม่เปิดเผย": "no",
    "no": "no",
    "false": "no",
    "0": "no",
}
POSITIONS = {
    "ประธานกรรมการ": "chair",
    "ประธานกลุ่ม": "chair",
    "ประธานกองทุน": "chair",
    "ประธานชมรม": "chair",
    "รองประธานกรรมการ": "vice_chair",
    "เลขาฯ": "secretary",
    "เลขา": "secretary",
    "เลขานุการ": "secretary",
    "กรรมการและเลขานุการ": "secretary",
    "กรรมการและเหรัญญิก": "treasurer",
    "กรรมการ": "member",
    "สมาชิก": "member",
    "อพม": "volunteer",
    "อพม.": "volunteer",
    "อาสาสมัคร": "volunteer",
    "ที่ปรึกษากลุ่ม": "adviser",
    "ผู้แทน": "representing",
}
"""What sheets call positions besides the names that they have here."""
