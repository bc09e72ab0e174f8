/** Amazon DynamoDB. */
import type { Value } from '../../../model/value.ts';
import { type Mapping, type Reading, type Spec, type Table, companion, custom, inline, json, onlyWith, readOnly, resource } from '../mapping.ts';
import { known, lift, unknown } from '../values.ts';
import { below, regionOf, spelt } from './blocks.ts';
import { argumentOf, blocksOf, keySchema, listOf, mapOf, tagList } from './shapes.ts';

const TABLE = 'AWS::DynamoDB::Table';
const GLOBAL = 'AWS::DynamoDB::GlobalTable';

const index = (from: string, to: string): Table => ({
	[`${from}.name`]: `${to}.IndexName`,
	...spelt('projection_type non_key_attributes', from, `${to}.Projection`),
});

/** What a table and a global index share. */
const throughput = (from: string, to: string): Table => {
	const at = (prefix: string, name: string) => (prefix === '' ? name : `${prefix}.${name}`);
	return {
		[at(from, 'read_capacity')]: at(to, 'ProvisionedThroughput.ReadCapacityUnits'),
		[at(from, 'write_capacity')]: at(to, 'ProvisionedThroughput.WriteCapacityUnits'),
		...spelt('max_read_request_units max_write_request_units', at(from, 'on_demand_throughput'), at(to, 'OnDemandThroughput')),
		...spelt('read_units_per_second write_units_per_second', at(from, 'warm_throughput'), at(to, 'WarmThroughput')),
	};
};

const KEYS = 'the keys of this index are changed by hand';

/**
 * A table with replicas is two of AWS's: the table, and the global table, which says where its replicas are. The second repeats of
 * the first only what rules of global tables ask for; the rest is not known there, so that nobody hears of it twice.
 */
const SAID_BY_THE_TABLE = [
	'AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes', 'TimeToLiveSpecification', 'ReadProvisionedThroughputSettings', 'WriteProvisionedThroughputSettings',
	'ReadOnDemandThroughputSettings', 'WriteOnDemandThroughputSettings', 'WarmThroughput',
];
const elsewhere = (names: readonly string[]): readonly Spec[] => names.map(name => custom(name, ({ site }) => unknown('the table says it', site)));

/** Where CloudFormation has what a `replica` block says. */
const REPLICA: Readonly<Record<string, readonly string[]>> = {
	region_name: ['Region'], kms_key_arn: ['SSESpecification', 'KMSMasterKeyId'], deletion_protection_enabled: ['DeletionProtectionEnabled'],
	point_in_time_recovery: ['PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled'],
};

function replica(block: Value): Value {
	const parts = Object.entries(REPLICA).map(([name, [property, inner]]) => {
		const value = argumentOf(block, name);
		return [property!, inner === undefined || value.kind === 'absent' ? value : mapOf({ [inner]: value }, value.site)] as const;
	});
	return mapOf(Object.fromEntries(parts), block.site);
}

/** Terraform names the other regions, CloudFormation all of them: the table's own comes last, and what it is like the table says. */
const replicas: Spec = custom('Replicas', table => {
	const written = table.root('replica');
	return lift([written], written.site, ([blocks]) => {
		const own: Value = { ...mapOf({ Region: regionOf(table) }, table.site), open: true };
		const open = blocks!.kind === 'unknown' || (blocks!.kind === 'list' && blocks!.open === true);
		const others = blocks!.kind === 'unknown' ? [] : blocksOf(blocks!).map(replica);
		return { kind: 'list', items: [...others, own], site: written.site, ...(open ? { open } : {}) };
	});
}, {
	place: ([at, ...path]) => {
		if (typeof at === 'number' && path.length === 0) return ['replica', at];
		const name = Object.entries(REPLICA).find(([, target]) => target.join('.') === path.join('.'))?.[0];
		return typeof at === 'number' && name ? ['replica', at, name] : undefined;
	},
});

/** Each replica says it of itself, and all must say the same. */
const consistency: Spec = custom('MultiRegionConsistency', table => {
	const modes = blocksOf(table.root('replica')).map(block => argumentOf(block, 'consistency_mode'));
	return modes.find(mode => mode.kind !== 'absent') ?? { kind: 'absent', site: table.site };
});

const witnesses: Spec = custom('GlobalTableWitnesses', table => {
	const region = table.root('global_table_witness.region_name');
	return listOf(region.kind === 'absent' ? [] : [mapOf({ Region: region }, region.site)], region.site);
});

/** A replica that is a resource of its own is made in its region; there are others that it does not name. */
const lonelyReplica: Spec = custom('Replicas', block => {
	const at = (path: string, ...property: readonly string[]): Value => {
		const value = block.root(path);
		return property.reduceRight((inner, name) => (inner.kind === 'absent' ? inner : mapOf({ [name]: inner }, inner.site)), value);
	};
	const item = mapOf({
		Region: regionOf(block), SSESpecification: at('kms_key_arn', 'KMSMasterKeyId'), DeletionProtectionEnabled: at('deletion_protection_enabled'),
		PointInTimeRecoverySpecification: at('point_in_time_recovery', 'PointInTimeRecoveryEnabled'), TableClass: at('table_class_override'),
	}, block.site);
	return { kind: 'list', items: [item], site: block.site, open: true };
}, {
	place: ([at, ...path]) => {
		const name = Object.entries(REPLICA).find(([, target]) => target.join('.') === path.join('.'))?.[0];
		return at === 0 && name && name !== 'region_name' ? [name] : undefined;
	},
});

/** Contributor Insights of the table itself; those of an index are not its own. */
function insights(property: string, read: (block: Reading) => Value): Spec {
	return custom(`ContributorInsightsSpecification.${property}`, block => lift([block.root('index_name')], block.site, ([name]) => (
		name!.kind === 'absent' ? read(block) : { kind: 'absent', site: block.site })));
}

export const dynamodb: readonly Mapping[] = [
	resource('aws_dynamodb_table', TABLE, {
		name: 'TableName', billing_mode: 'BillingMode', table_class: 'TableClass', deletion_protection_enabled: 'DeletionProtectionEnabled',
		...throughput('', ''),
		'': keySchema('KeySchema'),
		...below('attribute[]', 'AttributeDefinitions[]', { name: 'AttributeName', type: 'AttributeType' }),
		...index('global_secondary_index[]', 'GlobalSecondaryIndexes[]'),
		...throughput('global_secondary_index[]', 'GlobalSecondaryIndexes[]'),
		'global_secondary_index[]': keySchema('GlobalSecondaryIndexes[].KeySchema'),
		// Instead of `hash_key` and `range_key` since version 6.
		'global_secondary_index[].key_schema[].attribute_name': readOnly('GlobalSecondaryIndexes[].KeySchema[].AttributeName', KEYS),
		'global_secondary_index[].key_schema[].key_type': readOnly('GlobalSecondaryIndexes[].KeySchema[].KeyType', KEYS),
		...index('local_secondary_index[]', 'LocalSecondaryIndexes[]'),
		'local_secondary_index[]': keySchema('LocalSecondaryIndexes[].KeySchema', true),
		stream_view_type: onlyWith({ stream_enabled: true }, 'StreamSpecification.StreamViewType'),
		'point_in_time_recovery.enabled': 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
		'point_in_time_recovery.recovery_period_in_days': 'PointInTimeRecoverySpecification.RecoveryPeriodInDays',
		'server_side_encryption.enabled': 'SSESpecification.SSEEnabled',
		'server_side_encryption.kms_key_arn': 'SSESpecification.KMSMasterKeyId',
		// The provider sends the type beside a key; there is no argument for it.
		server_side_encryption: custom('SSESpecification.SSEType', block => {
			const key = block.root('server_side_encryption.kms_key_arn');
			return key.kind === 'absent' ? key : lift([key], key.site, ([one]) => (one!.kind === 'absent' ? one! : known('KMS', key.site)));
		}, { implied: 'KMS' }),
		...spelt('enabled attribute_name', 'ttl', 'TimeToLiveSpecification'),
		...spelt('input_compression_type input_format', 'import_table', 'ImportSourceSpecification'),
		...spelt('delimiter header_list', 'import_table.input_format_options.csv', 'ImportSourceSpecification.InputFormatOptions.Csv'),
		...below('import_table.s3_bucket_source', 'ImportSourceSpecification.S3BucketSource', { bucket: 'S3Bucket', bucket_owner: 'S3BucketOwner', key_prefix: 'S3KeyPrefix' }),
		tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn', stream_arn: 'StreamArn' } }),
	inline('aws_dynamodb_table', GLOBAL, 'replica', {
		name: 'TableName', billing_mode: 'BillingMode', stream_view_type: onlyWith({ stream_enabled: true }, 'StreamSpecification.StreamViewType'),
		'server_side_encryption.enabled': 'SSESpecification.SSEEnabled',
		'': [replicas, consistency, witnesses, ...elsewhere(SAID_BY_THE_TABLE)],
	}),
	resource('aws_dynamodb_table_replica', GLOBAL, {
		global_table_arn: 'GlobalTableSourceArn',
		'': [lonelyReplica, ...elsewhere([...SAID_BY_THE_TABLE, 'TableName', 'BillingMode', 'StreamSpecification', 'SSESpecification', 'MultiRegionConsistency', 'GlobalTableWitnesses'])],
	}, { attributes: { arn: 'Arn', id: 'TableId' } }),
	// The version of 2017, which CloudFormation never had; the names are those of the call CreateGlobalTable.
	resource('aws_dynamodb_global_table', 'Plumbline::DynamoDB::GlobalTable2017', { name: 'GlobalTableName', 'replica[].region_name': 'ReplicationGroup[].RegionName' }, {
		named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn' },
	}),
	companion('aws_dynamodb_resource_policy', TABLE, { of: 'resource_arn', by: 'arn' }, { policy: json('ResourcePolicy.PolicyDocument') }),
	companion('aws_dynamodb_contributor_insights', TABLE, { of: 'table_name', by: 'name', attributes: { id: 'Id' } }, {
		'': [insights('Enabled', ({ site }) => known(true, site)), insights('Mode', block => block.root('mode'))],
	}),
	companion('aws_dynamodb_kinesis_streaming_destination', TABLE, { of: 'table_name', by: 'name', attributes: { id: 'Id' } }, {
		...spelt('stream_arn approximate_creation_date_time_precision', '', 'KinesisStreamSpecification'),
	}),
];
