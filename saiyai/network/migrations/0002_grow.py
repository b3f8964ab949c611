"""Kinds as a table, standings, target groups, areas served, merging; people whole; links."""

import django.db.models.deletion
import saiyai.network.rules.kinds
import saiyai.network.rules.link
import saiyai.network.rules.organisation
import saiyai.network.rules.person
import saiyai.network.rules.standing
from django.conf import settings
from django.db import migrations, models


KINDS = (
    ("network", "เครือข่ายองค์กร", "network of organisations", "people", True, True),
    ("local_authority", "องค์กรปกครองส่วนท้องถิ่น", "local authority", "local", True, False),
    ("state_office", "หน่วยงานของรัฐ", "state office", "state", True, False),
    ("volunteers", "กลุ่มอาสาสมัคร", "volunteers' group", "people", True, False),
    ("youth_council", "สภาเด็กและเยาวชน", "children and youth council", "people", True, False),
    ("disabled_people", "ชมรมคนพิการ", "club of persons with disabilities", "people", True, False),
    ("welfare_fund", "กองทุนสวัสดิการชุมชน", "community welfare fund", "people", True, False),
    ("aid_fund", "กองทุนช่วยเหลือผู้ด้อยโอกาส", "fund for the underprivileged", "people", True, False),
    ("farmers", "กลุ่มเกษตรกร", "farmers' group", "people", True, False),
    ("conservation", "กลุ่มอนุรักษ์ทรัพยากรธรรมชาติ", "conservation group", "people", True, False),
    ("foundation", "มูลนิธิหรือสมาคม", "foundation or association", "people", True, False),
    ("temple", "วัดหรือองค์กรศาสนา", "temple or religious body", "religious", False, False),
    ("school", "สถานศึกษา", "school", "state", False, False),
    ("company", "บริษัทหรือห้างร้าน", "company", "private", False, False),
    ("other", "อื่น ๆ", "other", "people", False, False),
)
"""Code, Thai name, English name, sector, whether it has one chair at a time, whether others can be its members."""


def seed_kinds(apps, schema_editor):
    """Lay the kinds that stand in every register."""
    kind = apps.get_model("network", "OrganisationKind")
    kind.objects.bulk_create(
        kind(
            code=code,
            name_th=name_th,
            name_en=name_en,
            sector=sector,
            has_one_chair=has_one_chair,
            is_network=is_network,
            position=position,
        )
        for position, (code, name_th, name_en, sector, has_one_chair, is_network) in enumerate(KINDS)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[(saiyai.network.rules.link.LinkKind['MONEY'], 'supports with money'), (saiyai.network.rules.link.LinkKind['REFERS'], 'refers people to'), (saiyai.network.rules.link.LinkKind['MEMBER_OF'], 'is a member of'), (saiyai.network.rules.link.LinkKind['SHARES_PEOPLE'], 'shares people with'), (saiyai.network.rules.link.LinkKind['JOINT_ACTIVITY'], 'holds joint activities with'), (saiyai.network.rules.link.LinkKind['COORDINATES'], 'coordinates with')], max_length=16)),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('note', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='OrganisationAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='OrganisationKind',
            fields=[
                ('code', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('name_th', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('sector', models.CharField(choices=[(saiyai.network.rules.kinds.Sector['PEOPLE'], "people's sector"), (saiyai.network.rules.kinds.Sector['LOCAL'], 'local government'), (saiyai.network.rules.kinds.Sector['STATE'], 'state'), (saiyai.network.rules.kinds.Sector['PRIVATE'], 'private sector'), (saiyai.network.rules.kinds.Sector['RELIGIOUS'], 'religious sector')], default=saiyai.network.rules.kinds.Sector['PEOPLE'], max_length=10)),
                ('place_code', models.CharField(blank=True, max_length=8)),
                ('has_one_chair', models.BooleanField(default=True)),
                ('is_network', models.BooleanField(default=False)),
                ('is_closed', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=100)),
            ],
        ),
        migrations.CreateModel(
            name='OrganisationStanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing', models.CharField(choices=[(saiyai.network.rules.standing.Standing['COMMUNITY_WELFARE'], 'community welfare organisation'), (saiyai.network.rules.standing.Standing['PUBLIC_BENEFIT'], 'public-benefit organisation'), (saiyai.network.rules.standing.Standing['FOUNDATION'], 'registered foundation'), (saiyai.network.rules.standing.Standing['ASSOCIATION'], 'registered association'), (saiyai.network.rules.standing.Standing['COOPERATIVE'], 'cooperative'), (saiyai.network.rules.standing.Standing['COMMUNITY_ENTERPRISE'], 'community enterprise'), (saiyai.network.rules.standing.Standing['STATUTORY'], 'body set up by law')], max_length=20)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('starts_on', models.DateField()),
                ('gazette', models.CharField(blank=True, max_length=200)),
                ('gazetted_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('end', models.CharField(blank=True, choices=[(saiyai.network.rules.standing.StandingEnd['REVOKED'], 'revoked'), (saiyai.network.rules.standing.StandingEnd['EXPIRED'], 'expired'), (saiyai.network.rules.standing.StandingEnd['GIVEN_UP'], 'given up')], max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name='OrganisationTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.CharField(choices=[('children', 'children'), ('youth', 'youth'), ('women', 'women'), ('family', 'families'), ('elders', 'older persons'), ('disabled', 'persons with disabilities'), ('underprivileged', 'the underprivileged and homeless'), ('workers', 'workers and migrants'), ('stateless', 'people without status'), ('diverse', 'people of diverse genders')], max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name='ServedArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_code', models.CharField(db_index=True, max_length=8)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='organisation',
            name='network_organisation_state',
        ),
        migrations.RemoveConstraint(
            model_name='organisation',
            name='network_organisation_kind',
        ),
        migrations.RemoveConstraint(
            model_name='organisation',
            name='network_organisation_verified_is_signed',
        ),
        migrations.RemoveConstraint(
            model_name='organisation',
            name='network_one_living_name_a_place',
        ),
        migrations.AddField(
            model_name='organisation',
            name='address',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='organisation',
            name='email',
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name='organisation',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='network.organisation'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='shows_contacts',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='organisation',
            name='shows_people',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='organisation',
            name='social',
            field=models.URLField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='organisation',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='organisation',
            name='website',
            field=models.URLField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='person',
            name='basis',
            field=models.CharField(choices=[(saiyai.network.rules.person.Basis['PUBLIC_TASK'], 'a task of the state'), (saiyai.network.rules.person.Basis['CONSENT'], "the person's consent")], default='public_task', max_length=12),
        ),
        migrations.AddField(
            model_name='person',
            name='consented_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='erased_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='id_hash',
            field=models.CharField(max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='person',
            name='id_sealed',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='person',
            name='phone',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='person',
            name='place_code',
            field=models.CharField(blank=True, db_index=True, max_length=8),
        ),
        migrations.AddField(
            model_name='person',
            name='purpose',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='personrole',
            name='area_code',
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name='personrole',
            name='is_sole',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='personrole',
            name='noted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='personrole',
            name='position',
            field=models.CharField(choices=[(saiyai.network.rules.person.Position['CHAIR'], 'chair'), (saiyai.network.rules.person.Position['VICE_CHAIR'], 'vice chair'), (saiyai.network.rules.person.Position['SECRETARY'], 'secretary'), (saiyai.network.rules.person.Position['TREASURER'], 'treasurer'), (saiyai.network.rules.person.Position['MEMBER'], 'member'), (saiyai.network.rules.person.Position['VOLUNTEER'], 'volunteer of the ministry'), (saiyai.network.rules.person.Position['ADVISER'], 'adviser'), (saiyai.network.rules.person.Position['REPRESENTING'], 'representing another'), (saiyai.network.rules.person.Position['OTHER'], 'other role')], default='other', max_length=12),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='state',
            field=models.CharField(choices=[(saiyai.network.rules.organisation.State['PROPOSED'], 'waiting to be verified'), (saiyai.network.rules.organisation.State['VERIFIED'], 'active'), (saiyai.network.rules.organisation.State['DORMANT'], 'dormant'), (saiyai.network.rules.organisation.State['DISSOLVED'], 'dissolved'), (saiyai.network.rules.organisation.State['MERGED'], 'merged into another')], default=saiyai.network.rules.organisation.State['PROPOSED'], max_length=10),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['search_key'], name='network_person_search'),
        ),
        migrations.AddIndex(
            model_name='personrole',
            index=models.Index(fields=['position', 'area_code'], name='network_role_area'),
        ),
        migrations.AddIndex(
            model_name='personrole',
            index=models.Index(fields=['ends_on'], name='network_role_ends'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('id_hash', None), ('id_sealed', '')), models.Q(('id_hash__isnull', False), models.Q(('id_sealed', ''), _negated=True)), _connector='OR'), name='network_person_id_is_sealed'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis', saiyai.network.rules.person.Basis['CONSENT']), _negated=True), ('consented_on__isnull', False), _connector='OR'), name='network_person_consent_has_day'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at', None), models.Q(('family', ''), ('id_hash', None), ('phone', ''), ('prefix', ''), ('search_key', '')), _connector='OR'), name='network_person_erased_is_empty'),
        ),
        migrations.AddConstraint(
            model_name='personrole',
            constraint=models.CheckConstraint(condition=models.Q(('position__in', [saiyai.network.rules.person.Position['CHAIR'], saiyai.network.rules.person.Position['VICE_CHAIR'], saiyai.network.rules.person.Position['SECRETARY'], saiyai.network.rules.person.Position['TREASURER'], saiyai.network.rules.person.Position['MEMBER'], saiyai.network.rules.person.Position['VOLUNTEER'], saiyai.network.rules.person.Position['ADVISER'], saiyai.network.rules.person.Position['REPRESENTING'], saiyai.network.rules.person.Position['OTHER']])), name='network_role_position'),
        ),
        migrations.AddConstraint(
            model_name='personrole',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on', None), ('is_sole', True)), fields=('organisation', 'position'), name='network_one_chair_at_a_time'),
        ),
        migrations.AddField(
            model_name='link',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_from', to='network.organisation'),
        ),
        migrations.AddField(
            model_name='link',
            name='source_confirmed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='link',
            name='target',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_to', to='network.organisation'),
        ),
        migrations.AddField(
            model_name='link',
            name='target_confirmed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='organisationalias',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='network.organisation'),
        ),
        migrations.AddConstraint(
            model_name='organisationkind',
            constraint=models.UniqueConstraint(fields=('place_code', 'name_th'), name='network_kind_named_once'),
        ),
        migrations.AddConstraint(
            model_name='organisationkind',
            constraint=models.CheckConstraint(condition=models.Q(('name_th', ''), _negated=True), name='network_kind_is_named'),
        ),
        migrations.AddConstraint(
            model_name='organisationkind',
            constraint=models.CheckConstraint(condition=models.Q(('sector__in', [saiyai.network.rules.kinds.Sector['PEOPLE'], saiyai.network.rules.kinds.Sector['LOCAL'], saiyai.network.rules.kinds.Sector['STATE'], saiyai.network.rules.kinds.Sector['PRIVATE'], saiyai.network.rules.kinds.Sector['RELIGIOUS']])), name='network_kind_sector'),
        ),
        migrations.RunPython(seed_kinds, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='organisation',
            name='kind',
            field=models.ForeignKey(db_column='kind', on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='network.organisationkind'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [saiyai.network.rules.organisation.State['PROPOSED'], saiyai.network.rules.organisation.State['VERIFIED'], saiyai.network.rules.organisation.State['DORMANT'], saiyai.network.rules.organisation.State['DISSOLVED'], saiyai.network.rules.organisation.State['MERGED']])), name='network_organisation_state'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', saiyai.network.rules.organisation.State['MERGED'])), models.Q(models.Q(('state', saiyai.network.rules.organisation.State['MERGED']), _negated=True), ('merged_into', None)), _connector='OR'), name='network_organisation_merged_has_survivor'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('pk')), _negated=True), name='network_organisation_merged_into_another'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', saiyai.network.rules.organisation.State['PROPOSED']), ('verified_at', None), ('verified_by', None)), models.Q(('state', saiyai.network.rules.organisation.State['MERGED']), ('verified_at', None), ('verified_by', None)), models.Q(models.Q(('state', saiyai.network.rules.organisation.State['PROPOSED']), _negated=True), ('verified_at__isnull', False), ('verified_by__isnull', False)), _connector='OR'), name='network_organisation_verified_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', (saiyai.network.rules.organisation.State['PROPOSED'], saiyai.network.rules.organisation.State['VERIFIED'], saiyai.network.rules.organisation.State['DORMANT']))), fields=('place_code', 'name_th'), name='network_one_living_name_a_place'),
        ),
        migrations.AddField(
            model_name='organisationstanding',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='network.organisation'),
        ),
        migrations.AddField(
            model_name='organisationtarget',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='network.organisation'),
        ),
        migrations.AddField(
            model_name='servedarea',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='served_areas', to='network.organisation'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [saiyai.network.rules.link.LinkKind['MONEY'], saiyai.network.rules.link.LinkKind['REFERS'], saiyai.network.rules.link.LinkKind['MEMBER_OF'], saiyai.network.rules.link.LinkKind['SHARES_PEOPLE'], saiyai.network.rules.link.LinkKind['JOINT_ACTIVITY'], saiyai.network.rules.link.LinkKind['COORDINATES']])), name='network_link_kind'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='network_link_to_another'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', [saiyai.network.rules.link.LinkKind['COORDINATES'], saiyai.network.rules.link.LinkKind['JOINT_ACTIVITY'], saiyai.network.rules.link.LinkKind['SHARES_PEOPLE']]), _negated=True), ('source__lt', models.F('target')), _connector='OR'), name='network_link_mutual_in_order'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='network_link_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('source_confirmed_by', None), ('target_confirmed_by', None), models.Q(('source_confirmed_by', models.F('target_confirmed_by')), _negated=True), _connector='OR'), name='network_link_confirmed_by_two'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on', None)), fields=('source', 'target', 'kind'), name='network_link_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='organisationalias',
            constraint=models.UniqueConstraint(fields=('organisation', 'text'), name='network_alias_once'),
        ),
        migrations.AddConstraint(
            model_name='organisationalias',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='network_alias_is_a_name'),
        ),
        migrations.AddConstraint(
            model_name='organisationstanding',
            constraint=models.CheckConstraint(condition=models.Q(('standing__in', [saiyai.network.rules.standing.Standing['COMMUNITY_WELFARE'], saiyai.network.rules.standing.Standing['PUBLIC_BENEFIT'], saiyai.network.rules.standing.Standing['FOUNDATION'], saiyai.network.rules.standing.Standing['ASSOCIATION'], saiyai.network.rules.standing.Standing['COOPERATIVE'], saiyai.network.rules.standing.Standing['COMMUNITY_ENTERPRISE'], saiyai.network.rules.standing.Standing['STATUTORY']])), name='network_standing'),
        ),
        migrations.AddConstraint(
            model_name='organisationstanding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end', ''), ('ends_on', None)), models.Q(('end__in', [saiyai.network.rules.standing.StandingEnd['REVOKED'], saiyai.network.rules.standing.StandingEnd['EXPIRED'], saiyai.network.rules.standing.StandingEnd['GIVEN_UP']]), ('ends_on__isnull', False)), _connector='OR'), name='network_standing_end_is_told'),
        ),
        migrations.AddConstraint(
            model_name='organisationstanding',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='network_standing_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='organisationstanding',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on', None)), fields=('organisation', 'standing'), name='network_standing_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='organisationtarget',
            constraint=models.UniqueConstraint(fields=('organisation', 'target'), name='network_target_once_an_organisation'),
        ),
        migrations.AddConstraint(
            model_name='organisationtarget',
            constraint=models.CheckConstraint(condition=models.Q(('target__in', ['children', 'youth', 'women', 'family', 'elders', 'disabled', 'underprivileged', 'workers', 'stateless', 'diverse'])), name='network_organisation_target'),
        ),
        migrations.AddConstraint(
            model_name='servedarea',
            constraint=models.UniqueConstraint(fields=('organisation', 'place_code'), name='network_area_served_once'),
        ),
    ]
