"""Fields that are sealed in the database, and the hashes beside them by which equal values are found."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup
from django.db.models.query_utils import DeferredAttribute

from gongkai.common.keys import key_ring
from gongkai.common.matching import Sameness

if TYPE_CHECKING:
    SealedText = models.TextField[str, str]
    Mark = models.CharField[str, str]
else:
    SealedText, Mark = models.TextField, models.CharField


class Sealed:
    """A value as the database holds it, not opened; whoever prints it sees nothing."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    def __str__(self) -> str:
        return "（已加密）"

    __repr__ = __str__


class SealedAttribute(DeferredAttribute):
    """Opens the value when it is first asked for: a list that shows no names opens none."""

    field: "SealedTextField"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        """Return the plain value."""
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Sealed):
            value = key_ring().open(value.token, self.field.context(instance))
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        """Take plain text or a token; being asked on every reading needs a setter, too."""
        instance.__dict__[self.field.attname] = value


class SealedTextField(SealedText):
    """
    Text that the database holds sealed (AES-GCM); empty text stays empty.

    It is bound to table, column and the row that the fields `bound_to` name, so that what is sealed cannot be
    moved elsewhere. It is written through its instance only, and never searched: a `MatchField` is for that.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, bound_to: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bound_to = tuple(bound_to)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def deconstruct(self) -> Any:
        """Keep what the row is named by."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "bound_to": self.bound_to}

    def context(self, instance: models.Model) -> str:
        """
        Return where the value belongs.

        :raises ValueError: the row is not named yet
        """
        row = [getattr(instance, name) for name in self.bound_to]
        if None in row:
            raise ValueError(f"{self}: the row is not known yet, so nothing can be bound to it")
        return f"{instance._meta.db_table}|{self.column}|{'|'.join(map(str, row))}"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal what was set or opened; what was not opened stays as it is."""
        value = model_instance.__dict__.get(self.attname, "")
        if isinstance(value, Sealed) or not value:
            return value
        return Sealed(key_ring().seal(str(value), self.context(model_instance)))

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """Take a token as a token."""
        return Sealed(value) if value else value

    def to_python(self, value: Any) -> Any:
        """Leave what is sealed alone."""
        return value if isinstance(value, Sealed) else super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        """
        Hand a token to the database.

        :raises TypeError: plain text, which must not reach the database or its log
        """
        if isinstance(value, Sealed):
            return value.token
        if value:
            raise TypeError(f"{self} is sealed: save its instance, and search by its match field")
        return value

    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]] | None:
        """Know only whether there is a value, and by which key it is sealed."""
        if lookup_name not in {"exact", "isnull", "sealed_with"}:
            raise FieldError(f"{self} is sealed and cannot be searched with {lookup_name}")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        """Hand the token, not the text, to whoever serialises rows."""
        value = self.pre_save(obj, add=False)
        return value.token if isinstance(value, Sealed) else ""


@SealedTextField.register_lookup
class SealedWith(Lookup[Any]):
    """Whether a value is sealed with the key of an id."""

    lookup_name = "sealed_with"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str | int, ...]]:
        """Compare the beginning of the token; ids have letters and digits only."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", (*params, f"g1.{self.rhs}.%")


class MatchField(Mark):
    """The keyed hash of a sealed field: equal values have equal hashes, and nobody can read them."""

    def __init__(self, *args: Any, of: str, by: Sameness, **kwargs: Any) -> None:
        kwargs |= {"max_length": 60, "blank": True, "editable": False, "default": ""}
        super().__init__(*args, **kwargs)
        self.of, self.by = of, by

    def deconstruct(self) -> Any:
        """Keep what is hashed, and how."""
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "blank", "editable", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "of": self.of, "by": self.by}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Hash the value anew when it was set or opened."""
        value = model_instance.__dict__.get(self.of)
        if value is None or isinstance(value, Sealed):
            return getattr(model_instance, self.attname)
        mark = self.by.mark(str(value))
        setattr(model_instance, self.attname, mark)
        return mark


def blank(row: models.Model) -> None:
    """Empty all sealed fields of a row, and the hashes beside them; nothing is opened, no key is needed."""
    private = (SealedTextField, MatchField)
    names = [each.name for each in row._meta.concrete_fields if isinstance(each, private)]
    type(row)._base_manager.filter(pk=row.pk).update(**dict.fromkeys(names, ""))
