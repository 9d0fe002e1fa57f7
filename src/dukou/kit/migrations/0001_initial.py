"""Jobs with leases, rounds that fail, and the dated versions of packs."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('task', models.CharField(max_length=100)),
                ('payload', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('waiting', '等待'), ('done', '完成'), ('failed', '失败')], default='waiting', max_length=10)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('enqueued_at', models.DateTimeField()),
                ('run_after_at', models.DateTimeField()),
                ('locked_until_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('last_error', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'kit_job',
                'indexes': [models.Index(fields=['state', 'run_after_at'], name='kit_job_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('state', 'waiting')), models.Q(('finished_at__isnull', False), ('locked_until_at', None), models.Q(('state', 'waiting'), _negated=True)), _connector='OR'), name='kit_job_waiting_or_finished')],
            },
        ),
        migrations.CreateModel(
            name='RoundFault',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('since_at', models.DateTimeField()),
                ('last_failed_at', models.DateTimeField()),
                ('last_error', models.TextField()),
            ],
            options={
                'db_table': 'kit_round_fault',
            },
        ),
        migrations.CreateModel(
            name='PackVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pack', models.CharField(max_length=60)),
                ('number', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('loaded_at', models.DateTimeField()),
                ('loaded_by', models.CharField(max_length=200)),
                ('reason', models.TextField(blank=True, default='')),
                ('changes', models.JSONField(default=dict)),
            ],
            options={
                'db_table': 'kit_pack_version',
                'constraints': [models.UniqueConstraint(fields=('pack', 'number'), name='kit_pack_version_once')],
            },
        ),
    ]
