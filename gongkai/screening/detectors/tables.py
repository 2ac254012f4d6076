"""表格: hits on whole cells of a table, and the rows of persons in it."""

import re

from gongkai.rules.screening import screening_words
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.materials import Grid, Material
from gongkai.screening.names import is_name
from gongkai.screening.setting import Setting, View

PERSON_HEAD = re.compile(  # 拟聘人选, 公租房承租人: a column of persons whatever the notice is about
    r"(?:[人者员主师]|户主|对象|人选|学生|考生|新生|学员|选手|同志|干部|幼儿|儿童|家长|领导|代表|经理|(?<![时全延边周增])长)$"
)

CHILD_HEAD = re.compile(r"(?:幼儿|儿童|学生|新生)$")


class Cells:
    """Hits on whole cells of one table."""

    def __init__(self, material: Material, setting: Setting, grid: Grid) -> None:
        self.material, self.setting, self.grid = material, setting, grid

    def hit(
        self, row: int, column: int, kind: Kind, severity: Severity, masked: str, rule: str, suggestion: str
    ) -> Hit:
        """Return a hit on a cell, by its row and column from 0."""
        number = self.grid.numbers[row][column]
        found = View(number, self.material.passages[number], self.setting)
        return found.hit(kind, severity, 0, len(found.text), masked, rule, suggestion)


def people_rows(grid: Grid) -> list[tuple[int, int]]:
    """Return (row, column) of each name of a person in a column whose head asks for names."""
    named = grid.columns(screening_words().people.name_heads)
    told = [n for n, head in enumerate(grid.heads) if PERSON_HEAD.search(head.strip())]
    child = [n for n in told if CHILD_HEAD.search(grid.heads[n])]  # before the column of their parents
    for column in [*child, *named[:1], *told]:
        cells = [(number, row[column]) for number, row in grid.body() if column < len(row)]
        people = [(number, column) for number, cell in cells if is_name(cell)]
        if people and (column in named or len(people) * 2 > len(cells)):
            return people
    return []
