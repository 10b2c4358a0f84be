from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_return_visit_figures")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)), fields=["merged_into"], name="case_merged"
            ),
        ),
    ]
