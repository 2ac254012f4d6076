"""统计口径的年代: the four families of statutory tables a year's figures have been printed in."""

from enum import StrEnum

from gongkai.rules.tables import Row


class Era(StrEnum):
    """Code of the report format, as `gongkai read-report` prints it."""

    Y2008 = "y2008"
    Y2014 = "y2014"
    Y2019 = "y2019"
    Y2021 = "y2021"

    @property
    def first_year(self) -> int:
        """The first reporting year that is printed in this family."""
        return int(self.value[1:])

    @classmethod
    def of_year(cls, year: int) -> "Era":
        """
        Return the family of the reporting year `year`.

        :raises ValueError: before 2008 there was no annual report
        """
        for era in reversed(cls):
            if year >= era.first_year:
                return era
        raise ValueError(f"{year}年还没有政府信息公开工作年度报告")


def read_by_era(row: Row, key: str) -> dict[Era, str]:
    """
    Read the texts under `key` of a rule file, one for each era that has one.

    :raises BadRuleFile: an unknown era, or no text
    """
    written = Row(row.file, f"{row.place}.{key}", row.mapping(key, {}))
    found = {era: written.text(era) for era in Era if era in written.values}
    written.close()
    return found
