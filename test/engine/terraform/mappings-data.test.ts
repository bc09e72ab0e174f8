/** Databases, caches and backups: what their mapping tables say by hand. */
import { describe, expect, test } from 'vitest';
import type { Change, Draft } from '../../../engine/model/change.ts';
import type { Path } from '../../../engine/model/path.ts';
import { type Design, module } from './design.ts';

type Bodies = Readonly<Record<string, Readonly<Record<string, object>>>>;

const set = (resource: string, path: Path, value: Draft): Change => ({ kind: 'set', resource, path, value });
const remove = (resource: string, path: Path): Change => ({ kind: 'remove', resource, path });

function changed(design: Design, ...changes: Change[]): Design {
	const written = design.write(changes);
	if (typeof written === 'string') throw new Error(written);
	return written;
}

function bodies(design: Design): Record<string, Record<string, unknown>> {
	return JSON.parse(design.text).resource;
}

const of = (resource: Bodies, more = {}) => module({ ...more, resource });

describe('parameter groups', () => {
	const group = (parameter: unknown, more = {}) => of({ aws_db_parameter_group: { g: { family: 'postgres16', parameter } } }, more);
	const g = 'aws_db_parameter_group.g';
	const FORCE = ['Parameters', 'rds.force_ssl'];

	test('are a map, whose unknown names leave it open', () => {
		expect(group([{ name: 'rds.force_ssl', value: '1' }, { name: 'log_statement', value: 'ddl', apply_method: 'immediate' }]).properties(g).Parameters).toEqual({ 'rds.force_ssl': '1', log_statement: 'ddl' });
		expect(group({ name: 'rds.force_ssl', value: 0 }).properties(g).Parameters).toEqual({ 'rds.force_ssl': 0 });
		expect(group([{ name: '${var.n}', value: '1' }], { variable: { n: {} } }).properties(g).Parameters).toEqual({ '…': '…' });
		expect(group(undefined).properties(g)).toEqual({ Family: 'postgres16' });
		expect(of({ aws_elasticache_parameter_group: { g: { parameter: { name: 'cluster-enabled', value: 'yes' } } } }).properties('aws_elasticache_parameter_group.g').Properties).toEqual({ 'cluster-enabled': 'yes' });
		expect(of({ aws_dax_parameter_group: { g: { parameters: { name: 'ttl', value: '1' } } } }).properties('aws_dax_parameter_group.g').ParameterNameValues).toEqual({ ttl: '1' });
	});

	test('have an entry changed where it is, added as a block, and taken away', () => {
		const design = group([{ name: 'rds.force_ssl', value: '0' }, { name: 'log_statement', value: 'ddl' }]);
		const forced = changed(design, set(g, FORCE, '1'), set(g, ['Parameters', 'log_connections'], '1'));
		expect(bodies(forced)).toMatchObject({ aws_db_parameter_group: { g: { parameter: [
			{ name: 'rds.force_ssl', value: '1' }, { name: 'log_statement', value: 'ddl' }, { name: 'log_connections', value: '1', apply_method: 'pending-reboot' },
		] } } });
		expect(forced.properties(g).Parameters).toEqual({ 'rds.force_ssl': '1', log_statement: 'ddl', log_connections: '1' });
		expect(changed(design, remove(g, FORCE)).properties(g).Parameters).toEqual({ log_statement: 'ddl' });
		expect(changed(design, remove(g, ['Parameters'])).properties(g)).toEqual({ Family: 'postgres16' });
		expect(changed(group({ name: 'a', value: '1' }), set(g, FORCE, '1')).properties(g).Parameters).toEqual({ a: '1', 'rds.force_ssl': '1' });
		expect(changed(group({ name: 'rds.force_ssl', value: '0' }), set(g, FORCE, '1')).properties(g).Parameters).toEqual({ 'rds.force_ssl': '1' });
		expect(changed(group(undefined), set(g, ['Parameters'], { 'rds.force_ssl': '1', b: '2' })).properties(g).Parameters).toEqual({ 'rds.force_ssl': '1', b: '2' });
	});

	test('that something else makes are left alone', () => {
		const generated = of({ aws_db_parameter_group: { g: { dynamic: { parameter: { for_each: '${var.p}', content: { name: '${parameter.key}', value: '${parameter.value}' } } } } } }, { variable: { p: {} } });
		expect(generated.write([set(g, FORCE, '1')])).toBe('which parameter blocks there are is decided elsewhere');
		expect(group([]).write([remove(g, FORCE)])).toBe(`${g} does not say it`);
		expect(group([]).write([set(g, [...FORCE, 'x'], '1')])).toBe('what stands there has to be changed by hand');
		expect(group({ name: 'rds.force_ssl', value: '${var.v}' }, { variable: { v: {} } }).write([set(g, FORCE, '1')])).toBe('the value comes from var.v');
	});

	test('come with a group that a fix adds', () => {
		const design = of({ aws_db_instance: { d: {} } });
		const written = changed(design, { kind: 'add', type: 'AWS::RDS::DBParameterGroup', name: 'Tls', near: 'aws_db_instance.d', properties: { Family: 'postgres16', Parameters: { 'rds.force_ssl': '1' } } });
		expect(written.properties('aws_db_parameter_group.tls')).toEqual({ Family: 'postgres16', Parameters: { 'rds.force_ssl': '1' } });
	});
});

describe('an argument that another switches on', () => {
	const t = 'aws_dynamodb_table.t';
	const VIEW = ['StreamSpecification', 'StreamViewType'];
	const table = (body: object, more = {}) => of({ aws_dynamodb_table: { t: body } }, more);

	test('says nothing without it', () => {
		const stream = (stream_enabled?: unknown) => table({ stream_view_type: 'NEW_IMAGE', stream_enabled }, { variable: { on: { type: 'bool' }, off: { default: false } } }).properties(t).StreamSpecification;
		expect(stream(true)).toEqual({ StreamViewType: 'NEW_IMAGE' });
		expect(stream('true')).toEqual({ StreamViewType: 'NEW_IMAGE' });
		expect(stream()).toBeUndefined();
		expect(stream(false)).toBeUndefined();
		expect(stream('${var.on}')).toEqual({ StreamViewType: '? var.on' });
		const logs = (logging: unknown) => of({ aws_redshift_cluster: { c: { logging } } }).properties('aws_redshift_cluster.c').LoggingProperties;
		expect(logs({ enable: true, bucket_name: 'b' })).toEqual({ BucketName: 'b' });
		expect(logs({ enable: false, bucket_name: 'b' })).toBeUndefined();
		expect(logs({ enable: false })).toBeUndefined();
	});

	test('is written and taken away with it', () => {
		for (const body of [{}, { stream_enabled: false }, { stream_enabled: true, stream_view_type: 'KEYS_ONLY' }]) {
			const written = changed(table(body), set(t, VIEW, 'NEW_AND_OLD_IMAGES'));
			expect(bodies(written)).toEqual({ aws_dynamodb_table: { t: { stream_enabled: true, stream_view_type: 'NEW_AND_OLD_IMAGES' } } });
			expect(bodies(changed(written, remove(t, VIEW)))).toEqual({ aws_dynamodb_table: { t: {} } });
		}
		const on = table({ stream_enabled: '${var.on}', stream_view_type: 'KEYS_ONLY' }, { variable: { on: {} } });
		expect(on.write([set(t, VIEW, 'NEW_IMAGE')])).toBe('the value comes from var.on');
	});
});

describe('DynamoDB', () => {
	test('a table with replicas is a global table as well, which has its own region last', () => {
		const design = of({ aws_dynamodb_table: { t: {
			name: 'n', hash_key: 'h', billing_mode: 'PAY_PER_REQUEST', stream_enabled: true, stream_view_type: 'NEW_AND_OLD_IMAGES',
			replica: [{ region_name: 'eu-west-1', consistency_mode: 'STRONG' }, { region_name: 'eu-west-2', kms_key_arn: 'k', point_in_time_recovery: true }], global_table_witness: { region_name: 'eu-west-3' },
		}, plain: {} } });
		expect(design.lowered.resources.map(one => [one.id, one.type.split('::')[2]])).toEqual([
			['aws_dynamodb_table.t', 'Table'], ['aws_dynamodb_table.t.replica', 'GlobalTable'], ['aws_dynamodb_table.plain', 'Table'],
		]);
		const id = 'aws_dynamodb_table.t.replica';
		expect(design.properties(id)).toMatchObject({
			TableName: 'n', BillingMode: 'PAY_PER_REQUEST', StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' }, KeySchema: '?', MultiRegionConsistency: 'STRONG', GlobalTableWitnesses: [{ Region: 'eu-west-3' }],
			Replicas: [
				{ Region: 'eu-west-1' }, { Region: 'eu-west-2', SSESpecification: { KMSMasterKeyId: 'k' }, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
				{ Region: '→AWS::Region', '…': '…' },
			],
		});
		const PITR = ['PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled'];
		const recovered = changed(design, set(id, ['Replicas', 0, ...PITR], true));
		expect(bodies(recovered)).toMatchObject({ aws_dynamodb_table: { t: { replica: [{ region_name: 'eu-west-1', point_in_time_recovery: true }, {}] } } });
		expect(typeof design.write([set(id, ['Replicas', 2, ...PITR], true)])).toBe('string');
	});

	test('replicas elsewhere and of 2017', () => {
		const design = of({
			aws_dynamodb_table: { t: { name: 'n', region: 'eu-west-1', replica: [{ region_name: 'eu-west-1' }] } },
			aws_dynamodb_table_replica: { r: { provider: 'aws.other', global_table_arn: '${aws_dynamodb_table.t.arn}', point_in_time_recovery: true }, s: { region: 'eu-west-2', global_table_arn: 'x' } },
			aws_dynamodb_global_table: { g: { name: 'n', replica: [{ region_name: 'a' }, { region_name: 'b' }] } },
		});
		expect(design.properties('aws_dynamodb_table.t.replica').Replicas).toEqual([{ Region: 'eu-west-1' }, { Region: 'eu-west-1', '…': '…' }]);
		expect(design.properties('aws_dynamodb_table_replica.r')).toMatchObject({
			GlobalTableSourceArn: '→aws_dynamodb_table.t.Arn', BillingMode: '?', Replicas: [{ Region: '?', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }, '…'],
		});
		expect(design.properties('aws_dynamodb_table_replica.s').Replicas).toEqual([{ Region: 'eu-west-2' }, '…']);
		expect(design.properties('aws_dynamodb_global_table.g')).toEqual({ GlobalTableName: 'n', ReplicationGroup: [{ RegionName: 'a' }, { RegionName: 'b' }] });
		const recovered = changed(design, set('aws_dynamodb_table_replica.s', ['Replicas', 0, 'DeletionProtectionEnabled'], true));
		expect(bodies(recovered)).toMatchObject({ aws_dynamodb_table_replica: { s: { deletion_protection_enabled: true } } });
	});

	test('keys of an index in either way, insights and streaming destinations', () => {
		const design = of({
			aws_dynamodb_table: { t: { global_secondary_index: [
				{ name: 'a', hash_key: 'h', range_key: 'r' },
				{ name: 'b', key_schema: [{ attribute_name: 'h', key_type: 'HASH' }, { attribute_name: 'r', key_type: 'RANGE' }], on_demand_throughput: { max_read_request_units: 5 } },
			] } },
			aws_dynamodb_contributor_insights: { t: { table_name: '${aws_dynamodb_table.t.name}', mode: 'THROTTLED_KEYS' }, i: { table_name: '${aws_dynamodb_table.t.name}', index_name: 'a' } },
			aws_dynamodb_kinesis_streaming_destination: { k: { table_name: '${aws_dynamodb_table.t.name}', stream_arn: 's' } },
		});
		const KeySchema = [{ AttributeName: 'h', KeyType: 'HASH' }, { AttributeName: 'r', KeyType: 'RANGE' }];
		expect(design.properties('aws_dynamodb_table.t')).toEqual({
			GlobalSecondaryIndexes: [{ IndexName: 'a', KeySchema }, { IndexName: 'b', KeySchema, OnDemandThroughput: { MaxReadRequestUnits: 5 } }],
			ContributorInsightsSpecification: { Enabled: true, Mode: 'THROTTLED_KEYS' }, KinesisStreamSpecification: { StreamArn: 's' },
		});
	});
});

describe('RDS', () => {
	test('roles of instances and clusters add up', () => {
		const design = of({
			aws_db_instance: { d: { identifier: 'd' } }, aws_rds_cluster: { c: { iam_roles: ['own'] } },
			aws_db_instance_role_association: { a: { db_instance_identifier: '${aws_db_instance.d.identifier}', role_arn: 'r', feature_name: 'S3_INTEGRATION' }, b: { db_instance_identifier: 'd', role_arn: 's' } },
			aws_rds_cluster_role_association: { a: { db_cluster_identifier: '${aws_rds_cluster.c.id}', role_arn: 'r', feature_name: 's3Import' } },
		});
		expect(design.properties('aws_db_instance.d').AssociatedRoles).toEqual([{ RoleArn: 'r', FeatureName: 'S3_INTEGRATION' }, { RoleArn: 's' }]);
		expect(design.properties('aws_rds_cluster.c').AssociatedRoles).toEqual([{ RoleArn: 'own' }, { RoleArn: 'r', FeatureName: 's3Import' }]);
		expect(bodies(changed(of({ aws_rds_cluster: { c: { iam_roles: ['own'] } } }), set('aws_rds_cluster.c', ['AssociatedRoles', 0, 'RoleArn'], 'new')))).toEqual({ aws_rds_cluster: { c: { iam_roles: ['new'] } } });
	});

	test('what the provider sends of itself, backups elsewhere, old names', () => {
		const design = of({
			aws_db_instance: { d: { name: 'old', password_wo: 'p' }, e: { publicly_accessible: true, backup_retention_period: 7, skip_final_snapshot: true, final_snapshot_identifier: 'f' }, r: { replicate_source_db: '${aws_db_instance.d.identifier}' } },
			aws_db_instance_automated_backups_replication: { b: { provider: 'aws.west', source_db_instance_arn: '${aws_db_instance.e.arn}', retention_period: 14 } },
		});
		expect(design.properties('aws_db_instance.d')).toEqual({ DBName: 'old', MasterUserPassword: 'p', PubliclyAccessible: false, BackupRetentionPeriod: 0, SkipFinalSnapshot: false });
		expect(design.properties('aws_db_instance.e')).toEqual({
			PubliclyAccessible: true, BackupRetentionPeriod: 7, SkipFinalSnapshot: true, FinalDBSnapshotIdentifier: 'f', AutomaticBackupReplicationRetentionPeriod: 14, AutomaticBackupReplicationRegion: '?',
		});
		expect(design.properties('aws_db_instance.r').SourceDBInstanceIdentifier).toBe('→aws_db_instance.d.Ref');
	});

	test('targets of a proxy are its group\'s', () => {
		const target = (more: object) => ({ db_proxy_name: '${aws_db_proxy.p.name}', target_group_name: '${aws_db_proxy_default_target_group.g.name}', ...more });
		const design = of({
			aws_rds_cluster: { c: {} }, aws_db_proxy: { p: { name: 'p', require_tls: true, auth: { iam_auth: 'REQUIRED' } } },
			aws_db_proxy_default_target_group: { g: { db_proxy_name: '${aws_db_proxy.p.name}', connection_pool_config: { max_connections_percent: 50 } } },
			aws_db_proxy_target: { c: target({ db_cluster_identifier: '${aws_rds_cluster.c.id}' }), alone: target({ target_group_name: 'default', db_instance_identifier: 'd' }) },
		});
		expect(design.properties('aws_db_proxy.p')).toEqual({ DBProxyName: 'p', RequireTLS: true, Auth: [{ IAMAuth: 'REQUIRED' }] });
		expect(design.properties('aws_db_proxy_default_target_group.g')).toEqual({
			DBProxyName: '→aws_db_proxy.p.Ref', TargetGroupName: 'default', ConnectionPoolConfigurationInfo: { MaxConnectionsPercent: 50 }, DBClusterIdentifiers: ['→aws_rds_cluster.c.Ref'],
		});
		expect(design.properties('aws_db_proxy_target.alone')).toEqual({ DBProxyName: '→aws_db_proxy.p.Ref', DBInstanceIdentifiers: ['d'] });
	});
});

describe('caches, warehouses, migration', () => {
	test('ElastiCache: shards and logs in the ways of each version', () => {
		const design = of({
			aws_elasticache_replication_group: {
				old: { replication_group_description: 'd', number_cache_clusters: 2, availability_zones: ['a'], cluster_mode: { num_node_groups: 2, replicas_per_node_group: 1 } },
				now: { description: 'd', num_cache_clusters: 3, cluster_mode: 'enabled', log_delivery_configuration: [
					{ destination: 'g', destination_type: 'cloudwatch-logs', log_format: 'json', log_type: 'slow-log' }, { destination: 's', destination_type: 'kinesis-firehose' },
				] },
			},
			aws_elasticache_user_group: { u: { user_group_id: 'u', user_ids: ['default'] } }, aws_elasticache_user_group_association: { a: { user_group_id: '${aws_elasticache_user_group.u.user_group_id}', user_id: 'x' } },
			aws_elasticache_global_replication_group: { g: { primary_replication_group_id: '${aws_elasticache_replication_group.now.id}' } },
		});
		expect(design.properties('aws_elasticache_replication_group.old')).toEqual({ ReplicationGroupDescription: 'd', NumCacheClusters: 2, PreferredCacheClusterAZs: ['a'], NumNodeGroups: 2, ReplicasPerNodeGroup: 1 });
		expect(design.properties('aws_elasticache_replication_group.now')).toEqual({ ReplicationGroupDescription: 'd', NumCacheClusters: 3, ClusterMode: 'enabled', LogDeliveryConfigurations: [
			{ DestinationType: 'cloudwatch-logs', LogFormat: 'json', LogType: 'slow-log', DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'g' } } },
			{ DestinationType: 'kinesis-firehose', DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: 's' } } },
		] });
		expect(design.properties('aws_elasticache_user_group.u').UserIds).toEqual(['default', 'x']);
		expect(design.properties('aws_elasticache_global_replication_group.g').Members).toEqual([{ ReplicationGroupId: '→aws_elasticache_replication_group.now.Ref', Role: 'PRIMARY' }]);
		const logged = changed(design, { kind: 'append', resource: 'aws_elasticache_replication_group.old', path: ['LogDeliveryConfigurations'], value: { LogType: 'slow-log', DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'l' } } } });
		expect(bodies(logged)).toMatchObject({ aws_elasticache_replication_group: { old: { log_delivery_configuration: [{ destination: 'l', destination_type: 'cloudwatch-logs', log_type: 'slow-log' }] } } });
		expect(bodies(changed(design, set('aws_elasticache_replication_group.now', ['ClusterMode'], 'compatible')))).toMatchObject({ aws_elasticache_replication_group: { now: { cluster_mode: 'compatible' } } });
	});

	test('Redshift: nodes, logging, copies and roles', () => {
		const design = of({
			aws_redshift_cluster: { c: { number_of_nodes: 3, database_name: 'd' }, one: { cluster_type: 'single-node', number_of_nodes: 1 } },
			aws_redshift_logging: { l: { cluster_identifier: '${aws_redshift_cluster.c.id}', bucket_name: 'b', log_destination_type: 's3' } },
			aws_redshift_snapshot_copy: { s: { cluster_identifier: '${aws_redshift_cluster.c.cluster_identifier}', destination_region: 'eu-west-1', retention_period: 7, snapshot_copy_grant_name: 'g' } },
			aws_redshift_cluster_iam_roles: { r: { cluster_identifier: '${aws_redshift_cluster.c.cluster_identifier}', iam_role_arns: ['r'] } },
		});
		expect(design.properties('aws_redshift_cluster.c')).toEqual({
			NumberOfNodes: 3, ClusterType: 'multi-node', DBName: 'd', SkipFinalClusterSnapshot: false, LoggingProperties: { BucketName: 'b', LogDestinationType: 's3' },
			DestinationRegion: 'eu-west-1', SnapshotCopyRetentionPeriod: 7, SnapshotCopyGrantName: 'g', IamRoles: ['r'],
		});
		expect(design.properties('aws_redshift_cluster.one').ClusterType).toBe('single-node');
		const logged = changed(design, set('aws_redshift_cluster.one', ['LoggingProperties', 'LogDestinationType'], 'cloudwatch'));
		expect(bodies(logged).aws_redshift_logging).toMatchObject({ one: { cluster_identifier: '${aws_redshift_cluster.one.cluster_identifier}', log_destination_type: 'cloudwatch' } });
	});

	test('DMS: the secret of an endpoint is its engine\'s, and an instance is private', () => {
		const design = of({
			aws_dms_endpoint: {
				m: { engine_name: 'mysql', secrets_manager_arn: 's', secrets_manager_access_role_arn: 'r', kms_key_arn: 'k' },
				p: { engine_name: 'postgres', secrets_manager_arn: 's', postgres_settings: { slot_name: 'x' } }, kafka: { engine_name: 'kafka', kafka_settings: { sasl_username: 'u', broker: 'b' } },
			},
			aws_dms_s3_endpoint: { s: { endpoint_id: 'e', bucket_name: 'b', rfc_4180: false } }, aws_dms_replication_instance: { i: {} },
		});
		expect(design.properties('aws_dms_replication_instance.i')).toEqual({ PubliclyAccessible: false, AutoMinorVersionUpgrade: false });
		expect(design.properties('aws_dms_endpoint.m')).toEqual({ EngineName: 'mysql', KmsKeyId: 'k', MySqlSettings: { SecretsManagerSecretId: 's', SecretsManagerAccessRoleArn: 'r' } });
		expect(design.properties('aws_dms_endpoint.p')).toEqual({ EngineName: 'postgres', PostgreSqlSettings: { SecretsManagerSecretId: 's', SlotName: 'x' } });
		expect(design.properties('aws_dms_endpoint.kafka')).toEqual({ EngineName: 'kafka', KafkaSettings: { SaslUserName: 'u', Broker: 'b' } });
		expect(design.properties('aws_dms_s3_endpoint.s')).toEqual({ EngineName: 's3', EndpointIdentifier: 'e', S3Settings: { BucketName: 'b', Rfc4180: false } });
		expect(bodies(changed(design, set('aws_dms_endpoint.m', ['MySqlSettings', 'SecretsManagerSecretId'], 'new')))).toMatchObject({ aws_dms_endpoint: { m: { secrets_manager_arn: 'new' } } });
	});

	test('Athena: a workgroup that is configured enforces it and measures, unless it says otherwise', () => {
		const design = of({ aws_athena_workgroup: { none: {}, usual: { configuration: { bytes_scanned_cutoff_per_query: 1 } }, off: { configuration: { enforce_workgroup_configuration: false, publish_cloudwatch_metrics_enabled: false } } } });
		const settings = (name: string) => design.properties(`aws_athena_workgroup.${name}`).WorkGroupConfiguration;
		expect(settings('none')).toBeUndefined();
		expect(settings('usual')).toEqual({ BytesScannedCutoffPerQuery: 1, EnforceWorkGroupConfiguration: true, PublishCloudWatchMetricsEnabled: true });
		expect(settings('off')).toEqual({ EnforceWorkGroupConfiguration: false, PublishCloudWatchMetricsEnabled: false });
		expect(bodies(changed(design, set('aws_athena_workgroup.off', ['WorkGroupConfiguration', 'EnforceWorkGroupConfiguration'], true)))).toMatchObject({ aws_athena_workgroup: { off: { configuration: { enforce_workgroup_configuration: true } } } });
	});
});

describe('scaling, secrets, backups', () => {
	test('a policy and a scheduled action belong to the one target that they refer to', () => {
		const target = (dimension: string) => ({ resource_id: 'table/${aws_dynamodb_table.t.name}', scalable_dimension: `dynamodb:table:${dimension}`, service_namespace: 'dynamodb', min_capacity: 1, max_capacity: 9 });
		const along = (name: string) => ({ resource_id: `\${aws_appautoscaling_target.${name}.resource_id}`, scalable_dimension: `\${aws_appautoscaling_target.${name}.scalable_dimension}`, service_namespace: 'dynamodb' });
		const design = of({
			aws_dynamodb_table: { t: {} }, aws_appautoscaling_target: { read: target('ReadCapacityUnits'), write: target('WriteCapacityUnits') },
			aws_appautoscaling_policy: { p: { ...along('write'), target_tracking_scaling_policy_configuration: { target_value: 70, predefined_metric_specification: { predefined_metric_type: 'DynamoDBWriteCapacityUtilization' } } }, q: { resource_id: 'table/x' } },
			aws_appautoscaling_scheduled_action: { s: { ...along('write'), name: 'night', schedule: 'cron(0 0 * * ? *)', scalable_target_action: { min_capacity: 1, max_capacity: 2 } }, r: { ...along('write'), name: 'day' } },
		});
		expect(design.properties('aws_appautoscaling_policy.p')).toEqual({
			ResourceId: '→aws_appautoscaling_target.write.ResourceId', ScalingTargetId: '→aws_appautoscaling_target.write.Ref', ScalableDimension: 'dynamodb:table:WriteCapacityUnits', ServiceNamespace: 'dynamodb',
			TargetTrackingScalingPolicyConfiguration: { TargetValue: 70, PredefinedMetricSpecification: { PredefinedMetricType: 'DynamoDBWriteCapacityUtilization' } },
		});
		expect(design.properties('aws_appautoscaling_policy.q')).toEqual({ ResourceId: 'table/x' });
		expect(design.properties('aws_appautoscaling_target.write').ScheduledActions).toEqual([
			{ ScheduledActionName: 'night', Schedule: 'cron(0 0 * * ? *)', ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 2 } }, { ScheduledActionName: 'day', ScalableTargetAction: {} },
		]);
		expect(design.properties('aws_appautoscaling_target.read')).toMatchObject({ ResourceId: 'table/{→aws_dynamodb_table.t.Ref}' });
		expect(design.properties('aws_appautoscaling_target.read').ScheduledActions).toBeUndefined();
	});

	test('a secret has its value, policy and rotation beside it', () => {
		const policy = '{"Statement": []}';
		const design = of({
			aws_secretsmanager_secret: { s: { name: 's' }, old: { policy, rotation_lambda_arn: 'l', rotation_rules: { automatically_after_days: 30 } } },
			aws_secretsmanager_secret_version: { v: { secret_id: '${aws_secretsmanager_secret.s.id}', secret_string: 'plain' } },
			aws_secretsmanager_secret_policy: { p: { secret_arn: '${aws_secretsmanager_secret.s.arn}', policy, block_public_policy: true } },
			aws_secretsmanager_secret_rotation: { r: { secret_id: '${aws_secretsmanager_secret_version.v.secret_id}', rotation_lambda_arn: 'l', rotation_rules: { schedule_expression: 'rate(4 days)' } } },
		});
		const s = '→aws_secretsmanager_secret.s.Ref';
		const old = '→aws_secretsmanager_secret.old.Ref';
		expect(design.properties('aws_secretsmanager_secret.s')).toEqual({ Name: 's', SecretString: 'plain' });
		expect(design.properties('aws_secretsmanager_secret_policy.p')).toEqual({ SecretId: s, ResourcePolicy: { Statement: [] }, BlockPublicPolicy: true });
		expect(design.properties('aws_secretsmanager_secret_rotation.r')).toEqual({ SecretId: s, RotationLambdaARN: 'l', RotationRules: { ScheduleExpression: 'rate(4 days)' } });
		expect(design.properties('aws_secretsmanager_secret.old.policy')).toEqual({ SecretId: old, ResourcePolicy: { Statement: [] } });
		expect(design.properties('aws_secretsmanager_secret.old.rotation_lambda_arn')).toEqual({ SecretId: old, RotationLambdaARN: 'l', RotationRules: { AutomaticallyAfterDays: 30 } });
	});

	test('backups: what a selection asks for, what a vault tells, where a file system is copied', () => {
		const design = of({
			aws_backup_vault: { v: { name: 'v' } }, aws_backup_vault_notifications: { n: { backup_vault_name: '${aws_backup_vault.v.name}', sns_topic_arn: 't', backup_vault_events: ['BACKUP_JOB_FAILED'] } },
			aws_backup_selection: { s: { name: 's', condition: { string_equals: [{ key: 'k', value: 'v' }], string_not_like: { key: 'x', value: 'y' } } } },
			aws_efs_file_system: { f: {} }, aws_efs_replication_configuration: { r: { source_file_system_id: '${aws_efs_file_system.f.id}', destination: { region: 'eu-west-1' } } },
		});
		expect(design.properties('aws_backup_vault.v').Notifications).toEqual({ BackupVaultEvents: ['BACKUP_JOB_FAILED'], SNSTopicArn: 't' });
		expect(design.properties('aws_backup_selection.s').BackupSelection).toEqual({
			SelectionName: 's', Conditions: { StringEquals: [{ ConditionKey: 'k', ConditionValue: 'v' }], StringNotLike: [{ ConditionKey: 'x', ConditionValue: 'y' }] },
		});
		expect(design.properties('aws_efs_file_system.f').ReplicationConfiguration).toEqual({ Destinations: [{ Region: 'eu-west-1' }] });
	});
});
