"""Reading rows and looking into them, without the database: the part of an import that takes the time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gongkai.bodies.models import Body
from gongkai.publishing.circumstances import names_known_to
from gongkai.publishing.incoming.checking import IncomingItem, RowReader
from gongkai.publishing.incoming.looked import Looked, look_into
from gongkai.publishing.incoming.rows import Row
from gongkai.publishing.looking import too_much_in
from gongkai.screening.setting import Setting

REMEMBERED = 500_000  # words that were asked for; with more the memory begins anew


@dataclass(frozen=True)
class Waiting:
    """A row that is to be examined, and how it repeats an earlier one, if it does."""

    row: Row
    repeated: str = ""


@dataclass(frozen=True)
class Examined:
    """A row in our terms with what was found in it, or its faults."""

    row: Row
    item: IncomingItem | None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Examiner:
    """
    Reads rows and looks into them; knows the body's columns and its circumstances, and nobody by name.

    :param usual: the circumstances of the body, without its register of persons
    :param holds: whether what may not go out makes a draft of an item
    """

    reader: RowReader
    usual: Setting
    holds: bool

    def examine(self, rows: Iterable[Waiting]) -> list[Examined]:
        """Return what becomes of each row, in their order."""
        return [self._examined(each) for each in rows]

    def _examined(self, waiting: Waiting) -> Examined:
        one, faults = self.reader.read(waiting.row)
        faults = [*faults, waiting.repeated] if waiting.repeated else faults
        if one is None or faults:
            return Examined(waiting.row, None, tuple(faults))
        one.looked = self.look_into(one)
        too_much = tuple(filter(None, map(too_much_in, one.looked.results)))
        return Examined(waiting.row, None if too_much else one, too_much)

    def look_into(self, one: IncomingItem, known: frozenset[str] = frozenset()) -> Looked:
        """Look into a row, for names that the register of persons knows as well."""
        return look_into(one.item, one.files, replace(self.usual, applicants=known), holds=self.holds)


class Register:
    """The body's register of persons, asked once for each word of an import and not once for each row."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._asked: set[str] = set()
        self._known: set[str] = set()

    def known(self, words: Iterable[str]) -> frozenset[str]:
        """Return which of the words are names that the register knows."""
        wanted = frozenset(words)
        if len(self._asked) > REMEMBERED:
            self._asked, self._known = set(), set()
        if new := wanted - self._asked:
            self._known |= names_known_to(self._body, new)
            self._asked |= new
        return wanted & self._known


def look_for_names(examined: Iterable[Examined], examiner: Examiner, register: Register) -> None:
    """Look once more into the rows in which somebody stands whom the register knows (条例第十五条)."""
    items = [each.item for each in examined if each.item]
    known = register.known(name for one in items for name in one.looked.names)
    for one in items if known else ():
        if here := known & one.looked.names:
            one.looked = examiner.look_into(one, here)
