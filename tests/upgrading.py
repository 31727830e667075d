"""A database of an earlier release made from a kept state, and what is read of it once it is up to date."""

from __future__ import annotations

OLD = """
import base64, json, sys
import django; django.setup()
from django.core.management.color import no_style
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

state = json.load(open(sys.argv[1]))
known = MigrationExecutor(connection).loader.disk_migrations
targets = [tuple(one) for one in state["migrations"]]
gone = [one for one in targets if one not in known]
assert not gone, f"migrations only add: {gone}"
executor = MigrationExecutor(connection)
executor.migrate(targets)
old = MigrationExecutor(connection).loader.project_state(targets).apps
for label in dict.fromkeys(row["model"] for row in state["rows"]):
    model = old.get_model(label)
    made = []
    for row in (row for row in state["rows"] if row["model"] == label):
        fields = {"pk": row["pk"]}
        for name, value in row["fields"].items():
            field = model._meta.get_field(name)
            if isinstance(field, models.BinaryField):
                value = base64.b64decode(value)
            fields[field.attname] = value if field.is_relation else field.to_python(value)
        made.append(model(**fields))
    model._base_manager.bulk_create(made)
with connection.cursor() as cursor:
    for statement in connection.ops.sequence_reset_sql(no_style(), old.get_models()):
        cursor.execute(statement)
"""

READ = """
import django; django.setup()
from django.conf import settings
from django.test import Client
from gavn.access.models import User
from gavn.collect.models import Revision
from gavn.people.models import Individual
from gavn.people.selectors import names_of

settings.ALLOWED_HOSTS, settings.GAVN_SECOND_FACTOR = ["*"], False
everybody = list(Individual.objects.unscoped("all of a small state"))
print("names:", sorted(names_of(everybody).values()))
print("answers:", Revision.objects.unscoped("all of a small state").count())
client = Client()
client.force_login(User.objects.get(name="Pia"))
nora = next(one for one in everybody if names_of([one])[one.pk] == "Nora Lund")
reply = client.get(nora.get_absolute_url())
print("page:", reply.status_code, "I want a key of my own" in reply.content.decode())
"""
