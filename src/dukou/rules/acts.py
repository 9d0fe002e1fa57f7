"""What is done with rule books, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "books.release": Label("发布规则", "rule book released"),
        "decisions.decide": Label("作出认定", "decision made"),
    }
)
