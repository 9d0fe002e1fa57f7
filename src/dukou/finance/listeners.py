"""What this room tells the rooms beneath of its decisions."""

from __future__ import annotations

from dukou.finance.queries.listings import PURPOSE
from dukou.kit.core.labels import Label
from dukou.rules.queries.naming import PURPOSES

PURPOSES.add(PURPOSE, Label("白名单第 {number} 号", "white list no. {number}"))
