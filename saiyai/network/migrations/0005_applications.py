"""Applications, sittings, certificates, yearly reports, targets of coverage; what organisations agree to show."""

import django.db.models.deletion
import saiyai.network.rules.application
import saiyai.network.rules.standing
from django.conf import settings
from django.db import migrations, models

from saiyai.network.models.finding import lay_words


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0004_find'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApplicationPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.CharField(max_length=12)),
                ('is_seen', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='BoardSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_code', models.CharField(max_length=2)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveSmallIntegerField()),
                ('held_on', models.DateField()),
                ('signer', models.CharField(max_length=200)),
                ('signer_position', models.CharField(max_length=300)),
                ('minutes', models.CharField(blank=True, max_length=200)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('province_code', models.CharField(max_length=2)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name_th', models.CharField(max_length=200)),
                ('place_th', models.CharField(max_length=300)),
                ('fields_th', models.CharField(max_length=300)),
                ('conditions', models.TextField(blank=True)),
                ('issued_on', models.DateField()),
                ('session_text', models.CharField(max_length=100)),
                ('signer', models.CharField(max_length=200)),
                ('signer_position', models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='CertificateRegister',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('province_code', models.CharField(max_length=2)),
                ('kind', models.CharField(max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='CoverageTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_code', models.CharField(max_length=6)),
                ('field', models.CharField(blank=True, max_length=12)),
                ('due_on', models.DateField()),
                ('percent', models.PositiveSmallIntegerField()),
                ('note', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='StandingApplication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[(saiyai.network.rules.application.State['DRAFT'], 'being written'), (saiyai.network.rules.application.State['SUBMITTED'], 'waiting for the provincial office'), (saiyai.network.rules.application.State['CHECKED'], 'checked, waiting for a sitting'), (saiyai.network.rules.application.State['TABLED'], 'before the board'), (saiyai.network.rules.application.State['RETURNED'], 'returned to be completed'), (saiyai.network.rules.application.State['APPROVED'], 'approved'), (saiyai.network.rules.application.State['REFUSED'], 'not approved'), (saiyai.network.rules.application.State['WITHDRAWN'], 'withdrawn')], default=saiyai.network.rules.application.State['DRAFT'], max_length=10)),
                ('results_since', models.DateField(null=True)),
                ('results', models.TextField(blank=True)),
                ('certifier_kind', models.CharField(blank=True, max_length=12)),
                ('certifier', models.CharField(blank=True, max_length=200)),
                ('certified_on', models.DateField(null=True)),
                ('office_since', models.DateField(null=True)),
                ('workers', models.PositiveIntegerField(null=True)),
                ('adviser', models.CharField(blank=True, max_length=200)),
                ('members', models.PositiveIntegerField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('note', models.TextField(blank=True)),
                ('opened_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('checked_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='YearlyReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('reported_on', models.DateField()),
                ('summary', models.TextField()),
                ('beneficiaries', models.PositiveIntegerField(null=True)),
                ('spent_satang', models.BigIntegerField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='organisationstanding',
            name='network_standing_end_is_told',
        ),
        migrations.AddField(
            model_name='organisation',
            name='shows_links',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='organisation',
            name='shows_web',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='organisation',
            name='shows_work',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='organisationstanding',
            name='valid_until',
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name='organisationstanding',
            name='end',
            field=models.CharField(blank=True, choices=[(saiyai.network.rules.standing.StandingEnd['REVOKED'], 'revoked'), (saiyai.network.rules.standing.StandingEnd['EXPIRED'], 'expired'), (saiyai.network.rules.standing.StandingEnd['GIVEN_UP'], 'given up'), (saiyai.network.rules.standing.StandingEnd['RENEWED'], 'renewed by another certificate')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='organisationstanding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end', ''), ('ends_on', None)), models.Q(('end__in', [saiyai.network.rules.standing.StandingEnd['REVOKED'], saiyai.network.rules.standing.StandingEnd['EXPIRED'], saiyai.network.rules.standing.StandingEnd['GIVEN_UP'], saiyai.network.rules.standing.StandingEnd['RENEWED']]), ('ends_on__isnull', False)), _connector='OR'), name='network_standing_end_is_told'),
        ),
        migrations.AddConstraint(
            model_name='organisationstanding',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('starts_on')), _connector='OR'), name='network_standing_valid_after_start'),
        ),
        migrations.AddField(
            model_name='boardsession',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='certificate',
            name='standing',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='network.organisationstanding'),
        ),
        migrations.AddConstraint(
            model_name='certificateregister',
            constraint=models.UniqueConstraint(fields=('province_code', 'kind', 'year'), name='network_one_register_a_year'),
        ),
        migrations.AddField(
            model_name='coveragetarget',
            name='set_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='standingapplication',
            name='checked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='standingapplication',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='standingapplication',
            name='granted',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='application', to='network.organisationstanding'),
        ),
        migrations.AddField(
            model_name='standingapplication',
            name='opened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='standingapplication',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='network.organisation'),
        ),
        migrations.AddField(
            model_name='standingapplication',
            name='renews',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='network.organisationstanding'),
        ),
        migrations.AddField(
            model_name='standingapplication',
            name='session',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='network.boardsession'),
        ),
        migrations.AddField(
            model_name='standingapplication',
            name='submitted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='applicationpaper',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='network.standingapplication'),
        ),
        migrations.AddField(
            model_name='yearlyreport',
            name='noted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='yearlyreport',
            name='standing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='yearly_reports', to='network.organisationstanding'),
        ),
        migrations.AddConstraint(
            model_name='boardsession',
            constraint=models.UniqueConstraint(fields=('place_code', 'year', 'number'), name='network_session_number_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='boardsession',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('minutes', '')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('minutes', ''), _negated=True)), _connector='OR'), name='network_session_decided_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(fields=('province_code', 'kind', 'year', 'number'), name='network_certificate_number_once'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [saiyai.network.rules.standing.Standing['PUBLIC_BENEFIT'], saiyai.network.rules.standing.Standing['COMMUNITY_WELFARE']])), name='network_certificate_kind'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='network_certificate_number_from_one'),
        ),
        migrations.AddConstraint(
            model_name='coveragetarget',
            constraint=models.UniqueConstraint(fields=('place_code', 'field', 'due_on'), name='network_target_once_a_place_and_day'),
        ),
        migrations.AddConstraint(
            model_name='coveragetarget',
            constraint=models.CheckConstraint(condition=models.Q(('percent__gte', 1), ('percent__lte', 100)), name='network_target_is_a_share'),
        ),
        migrations.AddConstraint(
            model_name='coveragetarget',
            constraint=models.CheckConstraint(condition=models.Q(('field__in', ['', 'education', 'health', 'housing', 'work', 'recreation', 'justice', 'general'])), name='network_coverage_target_field'),
        ),
        migrations.AddIndex(
            model_name='standingapplication',
            index=models.Index(fields=['state', 'standing'], name='network_application_waiting'),
        ),
        migrations.AddConstraint(
            model_name='standingapplication',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [saiyai.network.rules.application.State['DRAFT'], saiyai.network.rules.application.State['SUBMITTED'], saiyai.network.rules.application.State['CHECKED'], saiyai.network.rules.application.State['TABLED'], saiyai.network.rules.application.State['RETURNED'], saiyai.network.rules.application.State['APPROVED'], saiyai.network.rules.application.State['REFUSED'], saiyai.network.rules.application.State['WITHDRAWN']])), name='network_application_state'),
        ),
        migrations.AddConstraint(
            model_name='standingapplication',
            constraint=models.CheckConstraint(condition=models.Q(('standing__in', [saiyai.network.rules.standing.Standing['PUBLIC_BENEFIT'], saiyai.network.rules.standing.Standing['COMMUNITY_WELFARE']])), name='network_application_standing'),
        ),
        migrations.AddConstraint(
            model_name='standingapplication',
            constraint=models.CheckConstraint(condition=models.Q(('certifier_kind__in', ['', saiyai.network.rules.application.Certifier['STATE_AGENCY'], saiyai.network.rules.application.Certifier['FOUNDATION'], saiyai.network.rules.application.Certifier['ASSOCIATION']])), name='network_application_certifier'),
        ),
        migrations.AddConstraint(
            model_name='standingapplication',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', (saiyai.network.rules.application.State['DRAFT'], saiyai.network.rules.application.State['SUBMITTED'], saiyai.network.rules.application.State['CHECKED'], saiyai.network.rules.application.State['TABLED'], saiyai.network.rules.application.State['RETURNED']))), fields=('organisation', 'standing'), name='network_one_open_application'),
        ),
        migrations.AddConstraint(
            model_name='standingapplication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', [saiyai.network.rules.application.State['DRAFT'], saiyai.network.rules.application.State['WITHDRAWN']]), ('submitted_at', None), ('submitted_by', None)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False), models.Q(('state', saiyai.network.rules.application.State['DRAFT']), _negated=True)), _connector='OR'), name='network_application_submitted_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='standingapplication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), ('state__in', [saiyai.network.rules.application.State['CHECKED'], saiyai.network.rules.application.State['TABLED'], saiyai.network.rules.application.State['APPROVED'], saiyai.network.rules.application.State['REFUSED']])), models.Q(('checked_at', None), ('checked_by', None), ('state__in', [saiyai.network.rules.application.State['DRAFT'], saiyai.network.rules.application.State['SUBMITTED'], saiyai.network.rules.application.State['RETURNED'], saiyai.network.rules.application.State['WITHDRAWN']])), _connector='OR'), name='network_application_checked_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='standingapplication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('session__isnull', False), ('state__in', [saiyai.network.rules.application.State['TABLED'], saiyai.network.rules.application.State['APPROVED'], saiyai.network.rules.application.State['REFUSED']])), models.Q(('session', None), models.Q(('state__in', [saiyai.network.rules.application.State['TABLED'], saiyai.network.rules.application.State['APPROVED'], saiyai.network.rules.application.State['REFUSED']]), _negated=True)), _connector='OR'), name='network_application_tabled_has_sitting'),
        ),
        migrations.AddConstraint(
            model_name='standingapplication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('state__in', [saiyai.network.rules.application.State['APPROVED'], saiyai.network.rules.application.State['REFUSED']])), models.Q(('decided_at', None), ('decided_by', None), models.Q(('state__in', [saiyai.network.rules.application.State['APPROVED'], saiyai.network.rules.application.State['REFUSED']]), _negated=True)), _connector='OR'), name='network_application_decided_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='standingapplication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('granted__isnull', False), ('state', saiyai.network.rules.application.State['APPROVED'])), models.Q(('granted', None), models.Q(('state', saiyai.network.rules.application.State['APPROVED']), _negated=True)), _connector='OR'), name='network_application_approved_gives_standing'),
        ),
        migrations.AddConstraint(
            model_name='standingapplication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', [saiyai.network.rules.application.State['RETURNED'], saiyai.network.rules.application.State['REFUSED'], saiyai.network.rules.application.State['WITHDRAWN']]), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='network_application_no_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='standingapplication',
            constraint=models.CheckConstraint(condition=models.Q(('checked_by', None), models.Q(('checked_by', models.F('submitted_by')), _negated=True), _connector='OR'), name='network_application_checked_by_another'),
        ),
        migrations.AddConstraint(
            model_name='standingapplication',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(models.Q(('decided_by', models.F('checked_by')), _negated=True), models.Q(('decided_by', models.F('submitted_by')), _negated=True)), _connector='OR'), name='network_application_decided_by_another'),
        ),
        migrations.AddConstraint(
            model_name='applicationpaper',
            constraint=models.UniqueConstraint(fields=('application', 'paper'), name='network_paper_once'),
        ),
        migrations.AddConstraint(
            model_name='applicationpaper',
            constraint=models.CheckConstraint(condition=models.Q(('paper__in', [saiyai.network.rules.application.Paper['RULES'], saiyai.network.rules.application.Paper['COMMITTEE'], saiyai.network.rules.application.Paper['MEMBERS'], saiyai.network.rules.application.Paper['MINUTES'], saiyai.network.rules.application.Paper['RESULTS'], saiyai.network.rules.application.Paper['CERTIFIED'], saiyai.network.rules.application.Paper['OFFICE'], saiyai.network.rules.application.Paper['SIGNATORY']])), name='network_application_paper'),
        ),
        migrations.AddConstraint(
            model_name='yearlyreport',
            constraint=models.UniqueConstraint(fields=('standing', 'year'), name='network_yearly_report_once'),
        ),
        migrations.AddConstraint(
            model_name='yearlyreport',
            constraint=models.CheckConstraint(condition=models.Q(('summary', ''), _negated=True), name='network_yearly_report_says_something'),
        ),
        migrations.AddConstraint(
            model_name='yearlyreport',
            constraint=models.CheckConstraint(condition=models.Q(('spent_satang', None), ('spent_satang__gte', 0), _connector='OR'), name='network_yearly_report_spent'),
        ),
        migrations.RunPython(lay_words, migrations.RunPython.noop),  # the table of organisations was made anew
    ]
