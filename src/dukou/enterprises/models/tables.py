"""Code tables, which the office imports: industries by edition, divisions with the days between which they hold."""

from __future__ import annotations

from django.db import models


class Edition(models.Model):
    """One edition of the classification of industries, such as GB/T 4754-2017; `sha256` is of the file it came from."""

    key = models.CharField(max_length=40, unique=True)
    source = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    is_partial = models.BooleanField(default=False)  # a pack ships only the codes it uses
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=200)

    class Meta:
        db_table = "enterprises_edition"


class Industry(models.Model):
    """One code of an edition: section 门类 (a letter), division 大类, group 中类, class 小类."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="industries")
    section = models.CharField(max_length=1)
    level = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=6)
    parent = models.CharField(max_length=6, blank=True, default="")
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "enterprises_industry"
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="enterprises_industry_once")]


class KnownColumn(models.Model):
    """What a column of a list may be called: `key` is a field of an entry or an indicator whose figures lists bring."""

    key = models.CharField(max_length=60, unique=True)
    headings = models.JSONField(default=list)

    class Meta:
        db_table = "enterprises_known_column"


class Division(models.Model):
    """An administrative division by its code (6 to 12 digits), with the days between which it holds where they are known."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=30)
    parent = models.CharField(max_length=12, blank=True, default="")
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "enterprises_division"
