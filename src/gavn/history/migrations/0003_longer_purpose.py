from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("history", "0002_blanked")]

    operations = [
        migrations.AlterField(model_name="event", name="purpose", field=models.CharField(blank=True, max_length=80)),
    ]
