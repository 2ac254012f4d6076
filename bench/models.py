"""A copy of the items as Wagtail's own search would index them; made for a measurement, never migrated."""

from django.db import models
from modelsearch import index


class IndexedItem(index.Indexed, models.Model):  # type: ignore[misc]  # modelsearch has no types
    """An item of the collection with the texts of its files."""

    title = models.CharField(max_length=200)
    text = models.TextField()
    doc_no = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    validity = models.CharField(max_length=20)
    topic = models.CharField(max_length=60)

    search_fields = (
        index.SearchField("title", boost=4),
        index.SearchField("text"),
        index.SearchField("doc_no"),
        *(index.FilterField(name) for name in ("year", "kind", "validity", "topic")),
    )

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return self.title
