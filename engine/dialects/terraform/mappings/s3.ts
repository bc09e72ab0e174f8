/** Amazon S3: one bucket of AWS's is many resources in Terraform since version 4 of its provider, and one with inline blocks before. */
import type { Value } from '../../../model/value.ts';
import { type Mapping, type Reading, type Spec, type Table, companion, custom, inline, json, renamed, resource, usually } from '../mapping.ts';
import { keyOf } from '../read-mapping.ts';
import { held, known, lift } from '../values.ts';
import { s3Access } from './s3-access.ts';
import { s3Configurations } from './s3-configurations.ts';
import { lifecycleInline, lifecycleRules, replicationInline, replicationRules } from './s3-lifecycle.ts';
import { argumentOf, below, blocksOf, itself, listOf, mapOf, tagList } from './shapes.ts';

const BUCKET = 'AWS::S3::Bucket';

/** Canned ACLs: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const ACLS = [
	['private', 'Private'], ['public-read', 'PublicRead'], ['public-read-write', 'PublicReadWrite'], ['authenticated-read', 'AuthenticatedRead'],
	['aws-exec-read', 'AwsExecRead'], ['bucket-owner-read', 'BucketOwnerRead'], ['bucket-owner-full-control', 'BucketOwnerFullControl'], ['log-delivery-write', 'LogDeliveryWrite'],
] as const;

/** A bucket that says false from the start was never versioned; `Suspended` is written the same. */
const ENABLED = [[true, 'Enabled'], [false, 'Disabled'], [false, 'Suspended']] as const;

const ENCRYPTION = 'BucketEncryption.ServerSideEncryptionConfiguration[]';

const encryption = (rule: string): Table => ({
	[`${rule}.apply_server_side_encryption_by_default.sse_algorithm`]: `${ENCRYPTION}.ServerSideEncryptionByDefault.SSEAlgorithm`,
	[`${rule}.apply_server_side_encryption_by_default.kms_master_key_id`]: `${ENCRYPTION}.ServerSideEncryptionByDefault.KMSMasterKeyID`,
	[`${rule}.bucket_key_enabled`]: `${ENCRYPTION}.BucketKeyEnabled`,
	[`${rule}.blocked_encryption_types`]: `${ENCRYPTION}.BlockedEncryptionTypes.EncryptionType`,
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

/** Rules as a string of JSON name their parts as S3's API does. */
function routingRules(written: (block: Reading) => Value): Spec {
	return custom('WebsiteConfiguration.RoutingRules', block => lift([held(written(block)) ?? written(block)], block.site, ([rules]) => (rules!.kind !== 'list' ? rules! : {
		...rules!, items: rules!.items.map(rule => mapOf({ RoutingRuleCondition: argumentOf(rule, 'Condition'), RedirectRule: argumentOf(rule, 'Redirect') }, rule.site)),
	})));
}

/** Where all requests go was `https://host` in one argument. */
function redirect(part: 'HostName' | 'Protocol'): Spec {
	return custom(`WebsiteConfiguration.RedirectAllRequestsTo.${part}`, block => {
		const written = block.get('');
		return lift([written], written.site, ([value]) => {
			if (value!.kind !== 'known') return part === 'HostName' ? value! : { kind: 'absent', site: value!.site };
			const [, protocol, host] = /^(?:(https?):\/\/)?(.*)$/.exec(String(value!.scalar)) ?? [];
			const text = part === 'HostName' ? host : protocol;
			return text ? known(text, value!.site) : { kind: 'absent', site: value!.site };
		});
	});
}

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
	'versioning.mfa_delete': { target: 'VersioningConfiguration.MFADelete', values: [[true, 'Enabled'], [false, 'Disabled']], usual: 'Disabled' },
	request_payer: 'RequestPaymentConfiguration.Payer',
	'logging.target_bucket': 'LoggingConfiguration.DestinationBucketName',
	'logging.target_prefix': 'LoggingConfiguration.LogFilePrefix',
	...lifecycleInline,
	'replication_configuration.role': 'ReplicationConfiguration.Role',
	...replicationInline,
	...encryption('server_side_encryption_configuration.rule[]'),
	...cors('cors_rule[]'),
	'website.index_document': 'WebsiteConfiguration.IndexDocument',
	'website.error_document': 'WebsiteConfiguration.ErrorDocument',
	'website.redirect_all_requests_to': [redirect('HostName'), redirect('Protocol')],
	'website.routing_rules': routingRules(block => block.get('')),
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
	inline('aws_s3_bucket', 'AWS::S3::BucketPolicy', 'policy', { ...POLICY, '': itself('Bucket') }),
	resource('aws_s3_bucket_policy', 'AWS::S3::BucketPolicy', { bucket: 'Bucket', ...POLICY }, { attributes: { id: '=bucket' } }),
	companion('aws_s3_bucket_versioning', BUCKET, { of: 'bucket' }, {
		'versioning_configuration.status': 'VersioningConfiguration.Status', 'versioning_configuration.mfa_delete': usually('Disabled', 'VersioningConfiguration.MFADelete'),
	}),
	companion('aws_s3_bucket_acl', BUCKET, { of: 'bucket' }, {
		acl: renamed('AccessControl', ACLS), '': grants('access_control_policy.grant'), 'access_control_policy.owner.id': 'AccessControlPolicy.Owner.ID',
	}),
	companion('aws_s3_bucket_public_access_block', BUCKET, { of: 'bucket' }, {
		block_public_acls: 'PublicAccessBlockConfiguration.BlockPublicAcls',
		block_public_policy: 'PublicAccessBlockConfiguration.BlockPublicPolicy',
		ignore_public_acls: 'PublicAccessBlockConfiguration.IgnorePublicAcls',
		restrict_public_buckets: 'PublicAccessBlockConfiguration.RestrictPublicBuckets',
	}),
	companion('aws_s3_bucket_lifecycle_configuration', BUCKET, { of: 'bucket' }, lifecycleRules),
	companion('aws_s3_bucket_replication_configuration', BUCKET, { of: 'bucket' }, {
		role: 'ReplicationConfiguration.Role', ...replicationRules,
	}),
	companion('aws_s3_bucket_server_side_encryption_configuration', BUCKET, { of: 'bucket' }, encryption('rule[]')),
	companion('aws_s3_bucket_logging', BUCKET, { of: 'bucket' }, {
		target_bucket: 'LoggingConfiguration.DestinationBucketName', target_prefix: 'LoggingConfiguration.LogFilePrefix',
		'target_object_key_format.simple_prefix': 'LoggingConfiguration.TargetObjectKeyFormat.SimplePrefix',
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
		object_lock_enabled: usually('Enabled', 'ObjectLockConfiguration.ObjectLockEnabled'), ...retention('rule'),
	}),
	companion('aws_s3_bucket_ownership_controls', BUCKET, { of: 'bucket' }, { 'rule[].object_ownership': 'OwnershipControls.Rules[].ObjectOwnership' }),
	// The endpoint stands for the bucket that it serves.
	companion('aws_s3_bucket_website_configuration', BUCKET, { of: 'bucket', attributes: { website_endpoint: '=bucket', website_domain: '=bucket' } }, {
		'index_document.suffix': 'WebsiteConfiguration.IndexDocument', 'error_document.key': 'WebsiteConfiguration.ErrorDocument',
		'redirect_all_requests_to.host_name': 'WebsiteConfiguration.RedirectAllRequestsTo.HostName',
		'redirect_all_requests_to.protocol': 'WebsiteConfiguration.RedirectAllRequestsTo.Protocol',
		...below('routing_rule[]', 'WebsiteConfiguration.RoutingRules[]', {
			'condition.http_error_code_returned_equals': 'RoutingRuleCondition.HttpErrorCodeReturnedEquals', 'condition.key_prefix_equals': 'RoutingRuleCondition.KeyPrefixEquals',
			'redirect.host_name': 'RedirectRule.HostName', 'redirect.http_redirect_code': 'RedirectRule.HttpRedirectCode', 'redirect.protocol': 'RedirectRule.Protocol',
			'redirect.replace_key_prefix_with': 'RedirectRule.ReplaceKeyPrefixWith', 'redirect.replace_key_with': 'RedirectRule.ReplaceKeyWith',
		}),
		routing_rules: routingRules(block => block.get('')),
	}),
	companion('aws_s3_bucket_cors_configuration', BUCKET, { of: 'bucket' }, cors('cors_rule[]')),
	companion('aws_s3_bucket_abac', BUCKET, { of: 'bucket' }, { 'abac_status.status': 'AbacStatus' }),
	companion('aws_s3_bucket_request_payment_configuration', BUCKET, { of: 'bucket' }, { payer: 'RequestPaymentConfiguration.Payer' }),
	companion('aws_s3_bucket_accelerate_configuration', BUCKET, { of: 'bucket' }, { status: 'AccelerateConfiguration.AccelerationStatus' }),
	...s3Configurations,
	...s3Access,
];
