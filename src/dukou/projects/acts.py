"""What is done with projects, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "projects.amend": Label("更正项目登记", "registration of a project amended"),
        "projects.register": Label("登记项目", "project registered"),
    }
)
