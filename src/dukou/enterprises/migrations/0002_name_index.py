"""The index of names, and the guard of the table that only grows."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from dukou.enterprises.register.name_index import kept_index
from dukou.kit.guards import append_only


def build(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index as this database keeps it."""
    for statement in kept_index(editor.connection).build():
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0001_register")]

    operations = [migrations.RunPython(build, migrations.RunPython.noop), append_only("enterprises_amendment")]
