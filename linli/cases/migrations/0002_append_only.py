from django.db import migrations

from linli.common.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("common", "0001_initial")]
    operations = [*append_only("cases_caseevent"), *append_only("cases_root")]
