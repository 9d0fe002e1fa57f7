"""What the room keeps of a district's own choice: its clusters, their segments, and the policies of its lights. Figures it keeps none."""

from __future__ import annotations

from django.db import models

from dukou.kit.core.labels import Label


class LightPolicy(models.Model):
    """The rule book that gives the lights (`book`, its version by day and `place`), and the baselines in the order of preference."""

    key = models.SlugField(max_length=60, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    baselines = models.JSONField()
    book = models.SlugField(max_length=80)
    place = models.CharField(max_length=12, blank=True, default="")
    about_zh = models.TextField(blank=True, default="")
    about_en = models.TextField(blank=True, default="")

    class Meta:
        db_table = "clusters_light_policy"

    @property
    def label(self) -> Label:
        """The policy's name."""
        return Label(self.name_zh, self.name_en)

    @property
    def about(self) -> Label | None:
        """What the policy rests on, in words."""
        return Label(self.about_zh, self.about_en) if self.about_zh and self.about_en else None


class Cluster(models.Model):
    """An industrial cluster of the district, in the district's order; `office` is the office that looks after it, where one is named."""

    slug = models.SlugField(max_length=60, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    order = models.PositiveIntegerField(default=0)
    office = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    policy = models.ForeignKey(LightPolicy, models.PROTECT, related_name="clusters")
    about_zh = models.TextField(blank=True, default="")
    about_en = models.TextField(blank=True, default="")

    class Meta:
        db_table = "clusters_cluster"

    @property
    def label(self) -> Label:
        """The cluster's name."""
        return Label(self.name_zh, self.name_en)

    @property
    def about(self) -> Label | None:
        """What the pack says of it."""
        return Label(self.about_zh, self.about_en) if self.about_zh and self.about_en else None


class Segment(models.Model):
    """A segment of a cluster, in the pack's order. What claims say of it hangs on the subject `segment/<key>` of the figures room."""

    key = models.SlugField(max_length=80, unique=True)
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="segments")
    position = models.PositiveIntegerField()
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        db_table = "clusters_segment"

    @property
    def label(self) -> Label:
        """The segment's name."""
        return Label(self.name_zh, self.name_en)
