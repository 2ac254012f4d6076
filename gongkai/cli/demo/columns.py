"""The demo's columns: the statutory tree of each body and two of its own."""

from gongkai.bodies.models import Body, Unit
from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.words import read
from gongkai.publishing.actions import add_column, change_column, lay_out_columns, set_not_applicable
from gongkai.publishing.models import Column

Columns = dict[tuple[str, str], Column]  # by body and slug


def lay_out(cast: Cast) -> Columns:
    """Lay out the columns of the three bodies."""
    columns: Columns = {}
    for body in cast.bodies.values():
        for slug, column in lay_out_columns(body).items():
            columns[body.code, slug] = change_column(column, owner_unit=_owner(cast, body, slug))
        for order, facts in enumerate(read("columns")["columns"], start=10):
            columns[body.code, facts["slug"]] = add_column(
                body,
                name=facts["name"],
                slug=facts["slug"],
                kind=Column.Kind.OWN,
                description=facts["description"],
                column_type=facts["type"],
                owner_unit=cast.unit("office", body.code),
                update_cycle_days=facts["cycle"],
                order=order,
            )
    return columns


def _owner(cast: Cast, body: Body, slug: str) -> Unit:
    """Return the unit that writes for a column; the disclosure office keeps the others."""
    writers = {template["column"]: template["unit"] for template in read("items")["items"]}
    unit = cast.units.get((body.code, writers.get(slug, "office")))
    return unit or cast.unit("office", body.code)


def explain_what_is_empty(cast: Cast, columns: Columns) -> None:
    """Say of each column that stayed empty why it did (an empty column without a word is punished)."""
    notes = read("columns")["notes"]
    for body in cast.bodies.values():
        for _, node in (pair for top in Column.objects.of(body).tree() for pair in top.walk()):
            slug = node.column.slug
            if node.is_empty and node.column.kind == Column.Kind.STATUTORY:
                note = notes.get(slug) or f"{body.short_name}本年度没有产生此类信息。"
                columns[body.code, slug] = set_not_applicable(node.column, note=note)
