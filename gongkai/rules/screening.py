"""发布前检查的词表: the words and prefixes by which the detectors of `screening` know what they look for."""

from dataclasses import dataclass
from functools import cache

from gongkai.rules.tables import Row, read_file

Words = tuple[str, ...]


@dataclass(frozen=True)
class NumberWords:
    """What stands beside numbers that name a person, and beside those that do not."""

    provinces: frozenset[str]
    card_prefixes: Words
    identity_words: Words
    taiwan_words: Words
    pass_words: Words
    card_words: Words
    login_words: Words
    account_words: Words
    code_words: Words
    office_phone_words: Words
    money_heads: Words
    home_phone_words: Words
    personal_words: Words
    office_mail_words: Words
    official_vehicles: Words


@dataclass(frozen=True)
class AddressWords:
    """What stands before the address of a home, and before that of an office."""

    home_words: Words
    office_words: Words


@dataclass(frozen=True)
class PeopleWords:
    """Names of people, and heads of the columns that say something about them."""

    name_heads: Words
    phone_heads: Words
    contact_titles: Words
    birth_heads: Words
    age_heads: Words
    child_words: Words
    child_labels: Words
    person_labels: Words
    office_labels: Words
    income_heads: Words
    health_words: Words
    survey_words: Words
    worker_basis: str
    worker_words: Words
    owing_words: Words
    informant_basis: str
    informant_labels: Words
    surnames: frozenset[str]
    word_surnames: frozenset[str]
    compound_surnames: Words
    not_names: frozenset[str]
    not_whole_names: frozenset[str]


@dataclass(frozen=True)
class MarkWords:
    """Marks on a document: its grade of secrecy, for whom it is, whether it may be public or is done."""

    grades: Words
    internal: Words
    internal_always: frozenset[str]
    internal_told: Words
    not_public: Words
    on_request: Words
    public: Words
    drafts: Words
    unfinished: Words


@dataclass(frozen=True)
class ScreeningWords:
    """All lists of `screening.toml`."""

    numbers: NumberWords
    addresses: AddressWords
    people: PeopleWords
    marks: MarkWords


@cache
def screening_words() -> ScreeningWords:
    """
    Return the lists.

    :raises BadRuleFile: a list is missing, or one that nobody knows is there
    """
    file = read_file("screening.toml")
    found = ScreeningWords(
        _numbers(_part(file, "numbers")),
        AddressWords(**_all_texts(_part(file, "addresses"), "home_words", "office_words")),
        _people(_part(file, "people")),
        _marks(_part(file, "marks")),
    )
    file.close()
    return found


def _part(file: Row, key: str) -> Row:
    return Row(file.file, key, file.mapping(key))


def _all_texts(row: Row, *keys: str) -> dict[str, Words]:
    found = {key: row.texts(key) for key in keys}
    row.close()
    return found


def _numbers(row: Row) -> NumberWords:
    provinces = frozenset(row.texts("provinces"))
    return NumberWords(provinces, **_all_texts(row, *list(NumberWords.__annotations__)[1:]))


def _people(row: Row) -> PeopleWords:
    special = {
        "surnames": frozenset("".join(row.text("surnames").split())),
        "word_surnames": frozenset(row.text("word_surnames")),
        "not_names": frozenset(row.texts("not_names")),
        "worker_basis": row.text("worker_basis"),
        "informant_basis": row.text("informant_basis"),
    }
    plain = [key for key in PeopleWords.__annotations__ if key not in special]
    return PeopleWords(**special, **_all_texts(row, *plain))  # type: ignore[arg-type]


def _marks(row: Row) -> MarkWords:
    always = frozenset(row.texts("internal_always"))
    plain = [key for key in MarkWords.__annotations__ if key != "internal_always"]
    return MarkWords(internal_always=always, **_all_texts(row, *plain))
