"""What may be printed anywhere (a log, an error page, an admin list) names nobody who asked or was asked."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import models

from gongkai.common.sealed import SealedTextField

SECRET = "王小明"
MODELS = list(apps.get_app_config("casework").get_models())
VALUES: dict[type[models.Field[Any, Any]], Any] = {
    SealedTextField: SECRET,
    models.DateTimeField: datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai")),
    models.DateField: date(2026, 3, 2),
    models.IntegerField: 1,
    models.TextField: "甲",
    models.CharField: "甲",
}


def sample(model: type[models.Model]) -> models.Model:
    """Return a record in which every text that is sealed is a person's name; nothing is stored."""
    return model(**{field.name: value for field in model._meta.concrete_fields if (value := fill(field))})


def fill(field: models.Field[Any, Any]) -> Any:
    if field.primary_key or field.has_default():
        return None
    if isinstance(field, models.ForeignKey):
        return None if field.null else sample(field.related_model)
    if field.choices:
        return field.choices[0][0]
    return next((value for kind, value in VALUES.items() if isinstance(field, kind)), None)


@pytest.mark.parametrize("model", MODELS, ids=[model.__name__ for model in MODELS])
def test_a_record_is_known_by_its_number_and_not_by_a_name(model: type[models.Model]) -> None:
    record = sample(model)

    assert str(record)
    assert SECRET not in str(record)
    assert not str(record).startswith(f"{model.__name__} object")
