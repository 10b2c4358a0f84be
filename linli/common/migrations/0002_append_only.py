from django.db import migrations

from linli.common.append_only import append_only, make_function


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial")]
    operations = [
        make_function(),
        *append_only("common_auditentry"),
        migrations.RunSQL("ALTER TABLE common_cacheentry SET UNLOGGED", "ALTER TABLE common_cacheentry SET LOGGED"),
    ]
