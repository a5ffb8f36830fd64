from django.db import migrations, models

import jiheng_web.projects.states


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="project",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "编制中"),
                    ("returned", "已退回"),
                    ("written", "编制完成"),
                    ("unit_checked", "单位已审核"),
                    ("submitted", "已上报"),
                    ("department_reviewed", "部门已审核"),
                    ("finance_reviewed", "财政已审核"),
                    ("approved", "已批复"),
                ],
                db_index=True,
                default=jiheng_web.projects.states.State["DRAFT"],
                max_length=30,
            ),
        ),
    ]
