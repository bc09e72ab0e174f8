/** Amazon S3: one bucket of AWS's is many resources in Terraform since version 4 of its provider, and one with inline blocks before. */
import type { Value } from '../../../model/value.ts';
import { type Mapping, type Reading, type Spec, type Table, companion, custom, inline, json, renamed, resource } from '../mapping.ts';
import { keyOf } from '../read-mapping.ts';
import { known, lift } from '../values.ts';
import { argumentOf, blocksOf, listOf, mapOf, tagList } from './shapes.ts';

const BUCKET = 'AWS::S3::Bucket';

/** Canned ACLs: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const ACLS = [
	['private', 'Private'], ['public-read', 'PublicRead'], ['public-read-write', 'PublicReadWrite'], ['authenticated-read', 'AuthenticatedRead'],
	['aws-exec-read', 'AwsExecRead'], ['bucket-owner-read', 'BucketOwnerRead'], ['bucket-owner-full-control', 'BucketOwnerFullControl'], ['log-delivery-write', 'LogDeliveryWrite'],
] as const;

const ENABLED = [[true, 'Enabled'], [false, 'Suspended']] as const;
const STATUS = [[true, 'Enabled'], [false, 'Disabled']] as const;

/** Prefixes the Terraform side of a table. */
function below(prefix: string, target: string, table: Record<string, string>): Table {
	return Object.fromEntries(Object.entries(table).map(([from, to]) => [`${prefix}.${from}`, `${target}.${to}`]));
}

const TRANSITION = { days: 'TransitionInDays', date: 'TransitionDate', storage_class: 'StorageClass' };
const RULES = 'LifecycleConfiguration.Rules[]';

const lifecycleRule: Table = {
	'rule[].id': `${RULES}.Id`,
	'rule[].status': `${RULES}.Status`,
	'rule[].filter.prefix': `${RULES}.Prefix`,
	'rule[].filter.and.prefix': `${RULES}.Prefix`,
	'rule[].prefix': `${RULES}.Prefix`,
	'rule[].filter': custom(`${RULES}.TagFilters`, tagFilters),
	'rule[].filter.object_size_greater_than': `${RULES}.ObjectSizeGreaterThan`,
	'rule[].filter.and.object_size_greater_than': `${RULES}.ObjectSizeGreaterThan`,
	'rule[].filter.object_size_less_than': `${RULES}.ObjectSizeLessThan`,
	'rule[].filter.and.object_size_less_than': `${RULES}.ObjectSizeLessThan`,
	...below('rule[].transition[]', `${RULES}.Transitions[]`, TRANSITION),
	'rule[].expiration.days': `${RULES}.ExpirationInDays`,
	'rule[].expiration.date': `${RULES}.ExpirationDate`,
	'rule[].expiration.expired_object_delete_marker': `${RULES}.ExpiredObjectDeleteMarker`,
	...below('rule[].noncurrent_version_transition[]', `${RULES}.NoncurrentVersionTransitions[]`, {
		noncurrent_days: 'TransitionInDays', storage_class: 'StorageClass', newer_noncurrent_versions: 'NewerNoncurrentVersions',
	}),
	'rule[].noncurrent_version_expiration.noncurrent_days': `${RULES}.NoncurrentVersionExpiration.NoncurrentDays`,
	'rule[].noncurrent_version_expiration.newer_noncurrent_versions': `${RULES}.NoncurrentVersionExpiration.NewerNoncurrentVersions`,
	'rule[].abort_incomplete_multipart_upload.days_after_initiation': `${RULES}.AbortIncompleteMultipartUpload.DaysAfterInitiation`,
	transition_default_minimum_object_size: 'LifecycleConfiguration.TransitionDefaultMinimumObjectSize',
};

/** The blocks on the bucket itself, as they were before version 4. */
const lifecycleInline: Table = {
	'lifecycle_rule[].id': `${RULES}.Id`,
	'lifecycle_rule[].enabled': renamed(`${RULES}.Status`, STATUS),
	'lifecycle_rule[].prefix': `${RULES}.Prefix`,
	'lifecycle_rule[].tags': tagList(`${RULES}.TagFilters`),
	...below('lifecycle_rule[].transition[]', `${RULES}.Transitions[]`, TRANSITION),
	'lifecycle_rule[].expiration.days': `${RULES}.ExpirationInDays`,
	'lifecycle_rule[].expiration.date': `${RULES}.ExpirationDate`,
	'lifecycle_rule[].expiration.expired_object_delete_marker': `${RULES}.ExpiredObjectDeleteMarker`,
	...below('lifecycle_rule[].noncurrent_version_transition[]', `${RULES}.NoncurrentVersionTransitions[]`, { days: 'TransitionInDays', storage_class: 'StorageClass' }),
	'lifecycle_rule[].noncurrent_version_expiration.days': `${RULES}.NoncurrentVersionExpiration.NoncurrentDays`,
	'lifecycle_rule[].abort_incomplete_multipart_upload_days': `${RULES}.AbortIncompleteMultipartUpload.DaysAfterInitiation`,
};

/** A filter says one tag as a block, several as a map under `and`. */
function tagFilters(filter: Reading): Value {
	const blocks = blocksOf(filter.get('tag')).map(tag => mapOf({ Key: argumentOf(tag, 'key'), Value: argumentOf(tag, 'value') }, tag.site));
	if (blocks.length > 0) return listOf(blocks, filter.get('tag').site);
	const tags = filter.get('and.tags');
	return tags.kind === 'absent' ? tags : lift([tags], tags.site, ([map]) => (map!.kind === 'map'
		? { kind: 'list', site: map!.site, items: [...map!.entries].map(([name, entry]) => mapOf({ Key: known(name, entry.key), Value: entry.value }, entry.key)) }
		: map!));
}

const REPLICATION = 'ReplicationConfiguration.Rules[]';

const replicationRule = (rule: string): Table => ({
	[`${rule}.id`]: `${REPLICATION}.Id`,
	[`${rule}.status`]: `${REPLICATION}.Status`,
	[`${rule}.priority`]: `${REPLICATION}.Priority`,
	[`${rule}.filter.prefix`]: `${REPLICATION}.Filter.Prefix`,
	[`${rule}.filter.and.prefix`]: `${REPLICATION}.Filter.And.Prefix`,
	[`${rule}.filter.tag.key`]: `${REPLICATION}.Filter.TagFilter.Key`,
	[`${rule}.filter.tag.value`]: `${REPLICATION}.Filter.TagFilter.Value`,
	[`${rule}.prefix`]: `${REPLICATION}.Prefix`,
	[`${rule}.destination.bucket`]: `${REPLICATION}.Destination.Bucket`,
	[`${rule}.destination.storage_class`]: `${REPLICATION}.Destination.StorageClass`,
	[`${rule}.delete_marker_replication.status`]: `${REPLICATION}.DeleteMarkerReplication.Status`,
	[`${rule}.source_selection_criteria.sse_kms_encrypted_objects.status`]: `${REPLICATION}.SourceSelectionCriteria.SseKmsEncryptedObjects.Status`,
	[`${rule}.source_selection_criteria.replica_modifications.status`]: `${REPLICATION}.SourceSelectionCriteria.ReplicaModifications.Status`,
});

const replicationDetails = (rule: string): Table => ({
	[`${rule}.destination.account`]: `${REPLICATION}.Destination.Account`,
	[`${rule}.destination.access_control_translation.owner`]: `${REPLICATION}.Destination.AccessControlTranslation.Owner`,
	[`${rule}.destination.encryption_configuration.replica_kms_key_id`]: `${REPLICATION}.Destination.EncryptionConfiguration.ReplicaKmsKeyID`,
	[`${rule}.destination.replication_time.status`]: `${REPLICATION}.Destination.ReplicationTime.Status`,
	[`${rule}.destination.replication_time.time.minutes`]: `${REPLICATION}.Destination.ReplicationTime.Time.Minutes`,
	[`${rule}.destination.metrics.status`]: `${REPLICATION}.Destination.Metrics.Status`,
	[`${rule}.destination.metrics.event_threshold.minutes`]: `${REPLICATION}.Destination.Metrics.EventThreshold.Minutes`,
});

const ENCRYPTION = 'BucketEncryption.ServerSideEncryptionConfiguration[]';

const encryption = (rule: string): Table => ({
	[`${rule}.apply_server_side_encryption_by_default.sse_algorithm`]: `${ENCRYPTION}.ServerSideEncryptionByDefault.SSEAlgorithm`,
	[`${rule}.apply_server_side_encryption_by_default.kms_master_key_id`]: `${ENCRYPTION}.ServerSideEncryptionByDefault.KMSMasterKeyID`,
	[`${rule}.bucket_key_enabled`]: `${ENCRYPTION}.BucketKeyEnabled`,
});

const cors = (rule: string): Table => below(rule, 'CorsConfiguration.CorsRules[]', {
	id: 'Id', allowed_headers: 'AllowedHeaders', allowed_methods: 'AllowedMethods', allowed_origins: 'AllowedOrigins', expose_headers: 'ExposedHeaders', max_age_seconds: 'MaxAge',
});

const retention = (rule: string): Table => below(`${rule}.default_retention`, 'ObjectLockConfiguration.Rule.DefaultRetention', { mode: 'Mode', days: 'Days', years: 'Years' });

/** Grants of an ACL; CloudFormation has no property for them, so they are called as in S3's own API. */
function grants(path: string): Spec {
	return custom('AccessControlPolicy.Grants', block => {
		const written = block.get(path);
		const items = blocksOf(written).flatMap(grant => {
			const grantee = argumentOf(grant, 'grantee');
			const who = grantee.kind === 'absent' ? grant : blocksOf(grantee)[0] ?? grant;
			const Grantee = mapOf({ Type: argumentOf(who, 'type'), URI: argumentOf(who, 'uri'), ID: argumentOf(who, 'id'), EmailAddress: argumentOf(who, 'email_address') }, who.site);
			const permissions = argumentOf(grant, 'permissions');
			const each = permissions.kind === 'absent' ? [argumentOf(grant, 'permission')] : permissions.kind === 'list' ? permissions.items : [permissions];
			return each.map(Permission => mapOf({ Grantee, Permission }, grant.site));
		});
		return listOf(items, written.site);
	}, { place: at => (path === 'grant' || at.length !== 1 ? undefined : [...path.split('.'), at[0]!]) });
}

const OBJECT_LOCK: Spec = custom('ObjectLockEnabled', block => lift([block.get('')], block.site, ([configuration]) => {
	if (configuration!.kind === 'absent') return configuration!;
	return lift([argumentOf(blocksOf(configuration!)[0] ?? configuration!, 'object_lock_enabled')], configuration!.site, ([value]) =>
		(value!.kind === 'known' ? known(value!.scalar === 'Enabled', value!.site) : value!));
}));

const bucket = resource('aws_s3_bucket', BUCKET, {
	bucket: 'BucketName',
	object_lock_enabled: 'ObjectLockEnabled',
	object_lock_configuration: OBJECT_LOCK,
	'object_lock_configuration.object_lock_enabled': 'ObjectLockConfiguration.ObjectLockEnabled',
	...retention('object_lock_configuration.rule'),
	acl: renamed('AccessControl', ACLS),
	'': grants('grant'),
	acceleration_status: 'AccelerateConfiguration.AccelerationStatus',
	'versioning.enabled': renamed('VersioningConfiguration.Status', ENABLED),
	'logging.target_bucket': 'LoggingConfiguration.DestinationBucketName',
	'logging.target_prefix': 'LoggingConfiguration.LogFilePrefix',
	...lifecycleInline,
	'replication_configuration.role': 'ReplicationConfiguration.Role',
	...replicationRule('replication_configuration.rules[]'),
	...encryption('server_side_encryption_configuration.rule[]'),
	...cors('cors_rule[]'),
	'website.index_document': 'WebsiteConfiguration.IndexDocument',
	'website.error_document': 'WebsiteConfiguration.ErrorDocument',
	'website.redirect_all_requests_to': 'WebsiteConfiguration.RedirectAllRequestsTo.HostName',
	tags: tagList('Tags'),
}, {
	named: 'bucket',
	attributes: {
		id: 'Ref', bucket: 'Ref', arn: 'Arn', bucket_domain_name: 'DomainName', bucket_regional_domain_name: 'RegionalDomainName', website_endpoint: 'WebsiteURL',
	},
});

/** CloudFormation's notifications are for one event each, Terraform's for several. */
function notifications(path: string, argument: string, property: string, target: string): Spec {
	return custom(`NotificationConfiguration.${target}`, block => {
		const written = block.get(path);
		const items = blocksOf(written).flatMap(one => {
			const events = argumentOf(one, 'events');
			const filters = ([['filter_prefix', 'prefix'], ['filter_suffix', 'suffix']] as const).flatMap(([name, rule]) => {
				const value = argumentOf(one, name);
				return value.kind === 'absent' ? [] : [mapOf({ Name: known(rule, keyOf(value)), Value: value }, keyOf(value))];
			});
			const Rules = listOf(filters, filters[0]?.site ?? one.site);
			const Filter = filters.length > 0 ? mapOf({ S3Key: mapOf({ Rules }, Rules.site) }, Rules.site) : undefined;
			return (events.kind === 'list' ? events.items : [events]).map(Event => mapOf({ [property]: argumentOf(one, argument), Event, Filter }, one.site));
		});
		return listOf(items, written.site);
	});
}

const POLICY: Table = { policy: json('PolicyDocument') };

export const s3: readonly Mapping[] = [
	bucket,
	inline('aws_s3_bucket', 'AWS::S3::BucketPolicy', 'policy', {
		...POLICY, '': custom('Bucket', ({ self, site }) => ({ kind: 'reference', target: self, attribute: 'Ref', site })),
	}),
	resource('aws_s3_bucket_policy', 'AWS::S3::BucketPolicy', { bucket: 'Bucket', ...POLICY }, { attributes: { id: '=bucket' } }),
	companion('aws_s3_bucket_versioning', BUCKET, { of: 'bucket' }, {
		'versioning_configuration.status': 'VersioningConfiguration.Status',
	}),
	companion('aws_s3_bucket_acl', BUCKET, { of: 'bucket' }, {
		acl: renamed('AccessControl', ACLS), '': grants('access_control_policy.grant'),
	}),
	companion('aws_s3_bucket_public_access_block', BUCKET, { of: 'bucket' }, {
		block_public_acls: 'PublicAccessBlockConfiguration.BlockPublicAcls',
		block_public_policy: 'PublicAccessBlockConfiguration.BlockPublicPolicy',
		ignore_public_acls: 'PublicAccessBlockConfiguration.IgnorePublicAcls',
		restrict_public_buckets: 'PublicAccessBlockConfiguration.RestrictPublicBuckets',
	}),
	companion('aws_s3_bucket_lifecycle_configuration', BUCKET, { of: 'bucket' }, lifecycleRule),
	companion('aws_s3_bucket_replication_configuration', BUCKET, { of: 'bucket' }, {
		role: 'ReplicationConfiguration.Role', ...replicationRule('rule[]'), ...replicationDetails('rule[]'),
	}),
	companion('aws_s3_bucket_server_side_encryption_configuration', BUCKET, { of: 'bucket' }, encryption('rule[]')),
	companion('aws_s3_bucket_logging', BUCKET, { of: 'bucket' }, {
		target_bucket: 'LoggingConfiguration.DestinationBucketName', target_prefix: 'LoggingConfiguration.LogFilePrefix',
		'target_object_key_format.partitioned_prefix.partition_date_source': 'LoggingConfiguration.TargetObjectKeyFormat.PartitionedPrefix.PartitionDateSource',
	}),
	companion('aws_s3_bucket_notification', BUCKET, { of: 'bucket' }, {
		'': [
			notifications('queue', 'queue_arn', 'Queue', 'QueueConfigurations'),
			notifications('topic', 'topic_arn', 'Topic', 'TopicConfigurations'),
			notifications('lambda_function', 'lambda_function_arn', 'Function', 'LambdaConfigurations'),
		],
		eventbridge: 'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled',
	}),
	companion('aws_s3_bucket_object_lock_configuration', BUCKET, { of: 'bucket' }, {
		object_lock_enabled: 'ObjectLockConfiguration.ObjectLockEnabled', ...retention('rule'),
	}),
	companion('aws_s3_bucket_ownership_controls', BUCKET, { of: 'bucket' }, { 'rule[].object_ownership': 'OwnershipControls.Rules[].ObjectOwnership' }),
	companion('aws_s3_bucket_website_configuration', BUCKET, { of: 'bucket' }, {
		'index_document.suffix': 'WebsiteConfiguration.IndexDocument', 'error_document.key': 'WebsiteConfiguration.ErrorDocument',
		'redirect_all_requests_to.host_name': 'WebsiteConfiguration.RedirectAllRequestsTo.HostName',
		'redirect_all_requests_to.protocol': 'WebsiteConfiguration.RedirectAllRequestsTo.Protocol',
	}),
	companion('aws_s3_bucket_cors_configuration', BUCKET, { of: 'bucket' }, cors('cors_rule[]')),
	companion('aws_s3_bucket_accelerate_configuration', BUCKET, { of: 'bucket' }, { status: 'AccelerateConfiguration.AccelerationStatus' }),
	// CloudFormation has no type for the setting of the whole account.
	resource('aws_s3_account_public_access_block', 'Plumbline::S3::AccountPublicAccessBlock', {
		account_id: 'AccountId', block_public_acls: 'BlockPublicAcls', block_public_policy: 'BlockPublicPolicy', ignore_public_acls: 'IgnorePublicAcls', restrict_public_buckets: 'RestrictPublicBuckets',
	}),
];
