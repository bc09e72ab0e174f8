/** What is read by hand: where Terraform and CloudFormation cut the same thing differently. */
import { describe, expect, test } from 'vitest';
import type { Value } from '../../../engine/model/value.ts';
import { checkPath } from '../../harness/specification.ts';
import { type Design, module as read } from './design.ts';

/** The module; all that it was lowered to has AWS's names, also where it was read by hand. */
function module(content: object): Design {
	const design = read(content);
	for (const { type, lower } of design.lowered.resources) check(type, '', lower().value);
	return design;
}

function check(type: string, path: string, value: Value): void {
	// The specification does not open tags.
	if (/(^|\.)Tags$/.test(path)) return;
	checkPath(type, path);
	if (value.kind === 'list') for (const item of value.items) check(type, path, item);
	if (value.kind === 'map') for (const [name, { value: inner }] of value.entries) check(type, path ? `${path}.${name}` : name, inner);
}

describe('S3', () => {
	test('configurations that a bucket has several of are resources, each an item of its list', () => {
		const bucket = '${aws_s3_bucket.b.id}';
		const design = module({ resource: {
			aws_s3_bucket: { b: {} },
			aws_s3_bucket_intelligent_tiering_configuration: {
				all: { bucket, name: 'all', tiering: { access_tier: 'ARCHIVE_ACCESS', days: 125 } },
				some: { bucket, name: 'some', status: 'Disabled', filter: { prefix: 'p/', tags: { k: 'v' } }, tiering: [{ access_tier: 'DEEP_ARCHIVE_ACCESS', days: 180 }] },
			},
			aws_s3_bucket_inventory: { i: { bucket, name: 'i', included_object_versions: 'All', schedule: { frequency: 'Daily' }, destination: { bucket: { format: 'ORC', bucket_arn: 'arn' } } } },
			aws_s3_bucket_analytics_configuration: { a: { bucket, name: 'a', storage_class_analysis: { data_export: { destination: { s3_bucket_destination: { bucket_arn: 'arn' } } } } } },
			aws_s3_bucket_metric: { m: { bucket, name: 'm' } },
		} });
		expect(design.ids).toEqual(['aws_s3_bucket.b']);
		expect(design.properties('aws_s3_bucket.b')).toEqual({
			IntelligentTieringConfigurations: [
				{ Id: 'all', Status: 'Enabled', Tierings: [{ AccessTier: 'ARCHIVE_ACCESS', Days: 125 }] },
				{ Id: 'some', Status: 'Disabled', Prefix: 'p/', TagFilters: [{ Key: 'k', Value: 'v' }], Tierings: [{ AccessTier: 'DEEP_ARCHIVE_ACCESS', Days: 180 }] },
			],
			InventoryConfigurations: [{ Id: 'i', Enabled: true, IncludedObjectVersions: 'All', ScheduleFrequency: 'Daily', Destination: { BucketArn: 'arn', Format: 'ORC' } }],
			AnalyticsConfigurations: [{ Id: 'a', StorageClassAnalysis: { DataExport: { OutputSchemaVersion: 'V_1', Destination: { BucketArn: 'arn', Format: 'CSV' } } } }],
			MetricsConfigurations: [{ Id: 'm' }],
		});
		const tierings = (index: number) => ['IntelligentTieringConfigurations', index, 'Tierings'];
		const written = design.write([
			{ kind: 'set', resource: 'aws_s3_bucket.b', path: [...tierings(1), 0, 'Days'], value: 200 },
			{ kind: 'append', resource: 'aws_s3_bucket.b', path: tierings(0), value: { AccessTier: 'DEEP_ARCHIVE_ACCESS', Days: 180 } },
		]);
		const { all, some } = typeof written === 'string' ? { all: written, some: undefined } : JSON.parse(written.text).resource.aws_s3_bucket_intelligent_tiering_configuration;
		expect(all.tiering).toEqual([{ access_tier: 'ARCHIVE_ACCESS', days: 125 }, { access_tier: 'DEEP_ARCHIVE_ACCESS', days: 180 }]);
		expect(some.tiering).toEqual([{ access_tier: 'DEEP_ARCHIVE_ACCESS', days: 200 }]);
		expect(design.write([{ kind: 'remove', resource: 'aws_s3_bucket.b', path: ['IntelligentTieringConfigurations', 0] }])).toContain('Terraform has no argument');
	});

	test('what a website configuration says of its endpoint leads to the bucket', () => {
		const design = module({ resource: {
			aws_s3_bucket: { b: {} }, aws_s3_bucket_website_configuration: { w: { bucket: '${aws_s3_bucket.b.id}' } },
			aws_cloudfront_distribution: { d: { origin: { origin_id: 'o', domain_name: '${aws_s3_bucket_website_configuration.w.website_endpoint}' } } },
		} });
		expect(design.architecture.pointing('AWS::CloudFront::Distribution', 'DistributionConfig.Origins[].DomainName', design.architecture.resource('aws_s3_bucket.b')!).certain).toHaveLength(1);
	});

	test('details of version 3 mean what the blocks since then mean', () => {
		const design = module({ resource: {
			aws_s3_bucket: {
				old: {
					versioning: { enabled: true, mfa_delete: true }, request_payer: 'Requester',
					website: { redirect_all_requests_to: 'https://example.com', routing_rules: '[{"Condition": {"KeyPrefixEquals": "a/"}, "Redirect": {"ReplaceKeyPrefixWith": "b/"}}]' },
					replication_configuration: { role: 'r', rules: {
						status: 'Enabled', filter: { prefix: 'x/', tags: { k: 'v' } }, delete_marker_replication_status: 'Enabled', source_selection_criteria: { sse_kms_encrypted_objects: { enabled: true } },
						destination: { bucket: 'd', account_id: 'a', replica_kms_key_id: 'k', access_control_translation: { owner: 'Destination' }, replication_time: { status: 'Enabled', minutes: 15 }, metrics: { status: 'Enabled', minutes: 15 } },
					} },
				},
				new: {},
			},
			aws_s3_bucket_versioning: { v: { bucket: '${aws_s3_bucket.new.id}', versioning_configuration: { status: 'Enabled', mfa_delete: 'Enabled' } } },
			aws_s3_bucket_request_payment_configuration: { v: { bucket: '${aws_s3_bucket.new.id}', payer: 'Requester' } },
			aws_s3_bucket_website_configuration: { v: {
				bucket: '${aws_s3_bucket.new.id}', redirect_all_requests_to: { host_name: 'example.com', protocol: 'https' },
				routing_rule: { condition: { key_prefix_equals: 'a/' }, redirect: { replace_key_prefix_with: 'b/' } },
			} },
			aws_s3_bucket_replication_configuration: { v: { bucket: '${aws_s3_bucket.new.id}', role: 'r', rule: {
				status: 'Enabled', filter: { and: { prefix: 'x/', tags: { k: 'v' } } }, delete_marker_replication: { status: 'Enabled' }, source_selection_criteria: { sse_kms_encrypted_objects: { status: 'Enabled' } },
				destination: {
					bucket: 'd', account: 'a', encryption_configuration: { replica_kms_key_id: 'k' }, access_control_translation: { owner: 'Destination' },
					replication_time: { status: 'Enabled', time: { minutes: 15 } }, metrics: { status: 'Enabled', event_threshold: { minutes: 15 } },
				},
			} } },
		} });
		const { ReplicationConfiguration: old, ...rest } = design.properties('aws_s3_bucket.old');
		const { ReplicationConfiguration: now, ...others } = design.properties('aws_s3_bucket.new');
		expect(rest).toEqual(others);
		expect(rest).toEqual({
			VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Enabled' }, RequestPaymentConfiguration: { Payer: 'Requester' },
			WebsiteConfiguration: {
				RedirectAllRequestsTo: { HostName: 'example.com', Protocol: 'https' }, RoutingRules: [{ RoutingRuleCondition: { KeyPrefixEquals: 'a/' }, RedirectRule: { ReplaceKeyPrefixWith: 'b/' } }],
			},
		});
		// The old filter has its prefix beside the tags.
		const rule = (configuration: unknown) => (configuration as { Rules: Record<string, unknown>[] }).Rules[0]!;
		expect({ ...rule(old), Filter: 0 }).toEqual({ ...rule(now), Filter: 0 });
		expect(rule(old).Filter).toEqual({ Prefix: 'x/', And: { TagFilters: [{ Key: 'k', Value: 'v' }] } });
	});

	test('routing rules are added as blocks, and a text of them is changed by hand', () => {
		const design = module({ resource: {
			aws_s3_bucket: { b: {}, c: {} },
			aws_s3_bucket_website_configuration: {
				b: { bucket: '${aws_s3_bucket.b.id}', index_document: { suffix: 'i' } },
				c: { bucket: '${aws_s3_bucket.c.id}', index_document: { suffix: 'i' }, routing_rules: '[{"Redirect": {"HostName": "h"}}]' },
			},
		} });
		const append = (resource: string) => design.write([{ kind: 'append', resource, path: ['WebsiteConfiguration', 'RoutingRules'], value: { RedirectRule: { HostName: 'h' } } }]);
		const written = append('aws_s3_bucket.b');
		expect(typeof written === 'string' ? written : JSON.parse(written.text).resource.aws_s3_bucket_website_configuration.b.routing_rule).toEqual([{ redirect: { host_name: 'h' } }]);
		expect(append('aws_s3_bucket.c')).toBe('Terraform writes WebsiteConfiguration in a way that has to be changed by hand');
	});

	test('an access point blocks public access in all that its block leaves out', () => {
		const design = module({ resource: {
			aws_s3_access_point: { none: { name: 'n', bucket: 'b' }, some: { name: 's', bucket: 'b', public_access_block_configuration: { block_public_acls: false } } },
			aws_s3control_access_point_policy: { p: { access_point_arn: '${aws_s3_access_point.some.arn}', policy: '{"Statement": []}' } },
		} });
		expect(design.properties('aws_s3_access_point.none')).toEqual({ Name: 'n', Bucket: 'b' });
		expect(design.properties('aws_s3_access_point.some')).toEqual({
			Name: 's', Bucket: 'b', Policy: { Statement: [] },
			PublicAccessBlockConfiguration: { BlockPublicAcls: false, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
		});
	});
});

describe('networks', () => {
	test('routes, ACL entries and associations in a block are resources', () => {
		const design = module({
			variable: { more: {} },
			resource: {
				aws_vpc: { v: { cidr_block: '10.0.0.0/16' } }, aws_internet_gateway: { g: { vpc_id: '${aws_vpc.v.id}' } },
				aws_route_table: {
					t: { vpc_id: '${aws_vpc.v.id}', route: [{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.g.id}', nat_gateway_id: '' }, { ipv6_cidr_block: '::/0', egress_only_gateway_id: 'e' }] },
					none: { vpc_id: '${aws_vpc.v.id}', route: [] }, unknown: { vpc_id: '${aws_vpc.v.id}', route: '${var.more}' },
				},
				aws_default_route_table: { d: { default_route_table_id: '${aws_vpc.v.default_route_table_id}', route: { cidr_block: '0.0.0.0/0', nat_gateway_id: 'n' } } },
				aws_network_acl: { a: { vpc_id: '${aws_vpc.v.id}', subnet_ids: ['s1', 's2'], egress: { rule_no: 1, action: 'allow', protocol: 'tcp', cidr_block: '0.0.0.0/0', from_port: 0, to_port: 9 } } },
			},
		});
		expect(design.ids.filter(id => id.includes('.t') || id.includes('.none'))).toEqual(['aws_route_table.t', 'aws_route_table.t.route', 'aws_route_table.t.route (2)', 'aws_route_table.none']);
		expect(design.properties('aws_route_table.t.route')).toEqual({ RouteTableId: '→aws_route_table.t.Ref', DestinationCidrBlock: '0.0.0.0/0', GatewayId: '→aws_internet_gateway.g.Ref' });
		expect(design.properties('aws_route_table.t.route (2)')).toEqual({ RouteTableId: '→aws_route_table.t.Ref', DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'e' });
		expect(design.properties('aws_route_table.unknown.route')).toMatchObject({ RouteTableId: '→aws_route_table.unknown.Ref', GatewayId: '? var.more' });
		expect(design.properties('aws_default_route_table.d').VpcId).toBe('→aws_vpc.v.VpcId');
		expect(design.properties('aws_default_route_table.d.default_route_table_id')).toEqual({ VpcId: '→aws_vpc.v.VpcId', RouteTableId: '→aws_default_route_table.d.Ref' });
		expect(design.properties('aws_network_acl.a.egress')).toEqual({
			NetworkAclId: '→aws_network_acl.a.Ref', Egress: true, RuleNumber: 1, RuleAction: 'allow', Protocol: 6, CidrBlock: '0.0.0.0/0', PortRange: { From: 0, To: 9 },
		});
		expect(design.properties('aws_network_acl.a.subnet_ids (2)')).toEqual({ NetworkAclId: '→aws_network_acl.a.Ref', SubnetId: 's2' });
		expect(design.architecture.pointing('AWS::EC2::Route', 'RouteTableId', design.architecture.resource('aws_route_table.t')!).certain).toHaveLength(2);
		expect(design.architecture.pointing('AWS::EC2::Route', 'GatewayId', design.architecture.resource('aws_internet_gateway.g')!).certain).toHaveLength(1);
	});

	test('a route of a list that is not known to its end may be any', () => {
		const design = module({ variable: { on: {} }, resource: { aws_route_table: { t: { dynamic: { route: { for_each: '${var.on}', content: { cidr_block: '${route.value}' } } } } } } });
		expect(design.ids).toEqual(['aws_route_table.t', 'aws_route_table.t.route', 'aws_route_table.t.route (2)']);
		for (const id of design.ids.slice(1)) expect(design.architecture.resource(id)!.at('DestinationCidrBlock').is('0.0.0.0/0')).toBe('maybe');
	});

	test('endpoints take what associations add, and flow logs say what they watch', () => {
		const design = module({ resource: {
			aws_vpc_endpoint: { e: { vpc_id: 'v', service_name: 's', route_table_ids: ['a'] } },
			aws_vpc_endpoint_route_table_association: { r: { vpc_endpoint_id: '${aws_vpc_endpoint.e.id}', route_table_id: 'b' } },
			aws_vpc_endpoint_policy: { p: { vpc_endpoint_id: '${aws_vpc_endpoint.e.id}', policy: '{"Statement": []}' } },
			aws_flow_log: { f: { subnet_id: 's', traffic_type: 'ALL' } },
		} });
		expect(design.properties('aws_vpc_endpoint.e')).toEqual({ VpcId: 'v', ServiceName: 's', RouteTableIds: ['a', 'b'], PolicyDocument: { Statement: [] } });
		expect(design.properties('aws_flow_log.f')).toEqual({ ResourceId: 's', ResourceType: 'Subnet', TrafficType: 'ALL' });
	});
});

describe('compute', () => {
	test('user data is the text, in whichever way it is encoded', () => {
		const design = module({ resource: {
			aws_instance: {
				plain: { user_data: 'yum install mysql', root_block_device: { encrypted: true }, ebs_block_device: [{ device_name: '/dev/b', volume_size: 9 }], associate_public_ip_address: true },
				encoded: { user_data_base64: '${base64encode("apt install redis")}' },
			},
			aws_launch_template: { t: { user_data: '${base64encode("hello")}', vpc_security_group_ids: ['g'], tag_specifications: { resource_type: 'instance', tags: { a: 'b' } } }, u: { user_data: '${filebase64("x")}' } },
			aws_autoscaling_group: { g: { min_size: 1, tag: { key: 'k', value: 'v', propagate_at_launch: true }, launch_template: { id: '${aws_launch_template.t.id}' } } },
			aws_autoscaling_attachment: { a: { autoscaling_group_name: '${aws_autoscaling_group.g.id}', lb_target_group_arn: '${aws_alb_target_group.t.arn}' } },
			aws_alb_target_group: { t: { health_check: { path: '/', matcher: '200' } } },
			aws_lb_target_group_attachment: { i: { target_group_arn: '${aws_alb_target_group.t.arn}', target_id: '${aws_instance.plain.id}', port: 80 } },
		} });
		expect(design.properties('aws_instance.plain')).toEqual({
			UserData: 'yum install mysql', NetworkInterfaces: [{ AssociatePublicIpAddress: true }],
			BlockDeviceMappings: [{ Ebs: { Encrypted: true } }, { DeviceName: '/dev/b', Ebs: { VolumeSize: 9 } }],
		});
		expect(design.properties('aws_instance.encoded')).toEqual({ UserData: 'apt install redis' });
		expect(design.properties('aws_launch_template.t')).toEqual({
			LaunchTemplateData: { UserData: 'hello', SecurityGroupIds: ['g'], TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: 'b' }] }] },
		});
		expect(JSON.stringify(design.properties('aws_launch_template.u'))).toContain('?');
		expect(design.properties('aws_autoscaling_group.g')).toEqual({
			MinSize: 1, Tags: [{ Key: 'k', Value: 'v', PropagateAtLaunch: true }], LaunchTemplate: { LaunchTemplateId: '→aws_launch_template.t.Ref' }, TargetGroupARNs: ['→aws_alb_target_group.t.Ref'],
		});
		expect(design.properties('aws_alb_target_group.t')).toEqual({ HealthCheckPath: '/', Matcher: { HttpCode: '200' }, Targets: [{ Id: '→aws_instance.plain.Ref', Port: 80 }] });
	});

	test('containers are spelt as in CloudFormation, but for the names of their users', () => {
		const design = module({ resource: {
			aws_db_instance: { d: {} },
			aws_ecs_task_definition: { t: {
				family: 'f', volume: { name: 'v', efs_volume_configuration: { file_system_id: 'fs', transit_encryption: 'ENABLED' } },
				container_definitions: '${jsonencode([{ name = "c", portMappings = [{ containerPort = 80 }], environment = [{ name = "HOST", value = aws_db_instance.d.address }], dockerLabels = { small = "x" } }])}',
			}, unknown: { container_definitions: 'no JSON' } },
			aws_ecs_service: { s: { task_definition: '${aws_ecs_task_definition.t.arn}', network_configuration: { subnets: ['a'], assign_public_ip: true } } },
		} });
		expect(design.properties('aws_ecs_task_definition.t')).toEqual({
			Family: 'f', Volumes: [{ Name: 'v', EFSVolumeConfiguration: { FilesystemId: 'fs', TransitEncryption: 'ENABLED' } }],
			ContainerDefinitions: [{ Name: 'c', PortMappings: [{ ContainerPort: 80 }], Environment: [{ Name: 'HOST', Value: '→aws_db_instance.d.Endpoint.Address' }], DockerLabels: { small: 'x' } }],
		});
		expect(design.properties('aws_ecs_service.s')).toEqual({
			TaskDefinition: '→aws_ecs_task_definition.t.Ref', NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['a'], AssignPublicIp: 'ENABLED' } },
		});
	});

	test('attributes of load balancers are a list of texts', () => {
		const design = module({ resource: {
			aws_lb: { l: { internal: false, enable_deletion_protection: true, access_logs: { bucket: 'b', enabled: true } } },
			aws_lb_listener: { l: { load_balancer_arn: '${aws_lb.l.arn}', certificate_arn: 'c', default_action: { type: 'redirect', redirect: { port: 443, status_code: 'HTTP_301' } } } },
		} });
		expect(design.properties('aws_lb.l')).toEqual({
			Scheme: 'internet-facing',
			LoadBalancerAttributes: [
				{ Key: 'deletion_protection.enabled', Value: 'true' }, { Key: 'access_logs.s3.enabled', Value: 'true' }, { Key: 'access_logs.s3.bucket', Value: 'b' },
			],
		});
		expect(design.properties('aws_lb_listener.l')).toEqual({
			LoadBalancerArn: '→aws_lb.l.Ref', Certificates: [{ CertificateArn: 'c' }], DefaultActions: [{ Type: 'redirect', RedirectConfig: { Port: 443, StatusCode: 'HTTP_301' } }],
		});
	});
});

describe('events and rights', () => {
	test('targets belong to their rule', () => {
		const design = module({ resource: {
			aws_cloudwatch_event_rule: { r: { name: 'r', event_pattern: '{"source": ["aws.s3"]}', is_enabled: false } },
			aws_cloudwatch_event_target: {
				one: { rule: '${aws_cloudwatch_event_rule.r.name}', arn: 'a', dead_letter_config: { arn: 'd' } },
				two: { rule: 'r', arn: 'b', ecs_target: { task_definition_arn: 't', network_configuration: { subnets: ['s'] } }, run_command_targets: [{ key: 'k', values: ['v'] }] },
			},
			aws_cloudwatch_event_permission: { p: { principal: '*', statement_id: 's' } },
		} });
		expect(design.properties('aws_cloudwatch_event_rule.r')).toEqual({
			Name: 'r', EventPattern: { source: ['aws.s3'] }, State: 'DISABLED',
			Targets: [
				{ Arn: 'a', DeadLetterConfig: { Arn: 'd' } },
				{
					Arn: 'b', EcsParameters: { TaskDefinitionArn: 't', NetworkConfiguration: { AwsVpcConfiguration: { Subnets: ['s'] } } },
					RunCommandParameters: { RunCommandTargets: [{ Key: 'k', Values: ['v'] }] },
				},
			],
		});
		expect(design.properties('aws_cloudwatch_event_permission.p')).toEqual({ Principal: '*', StatementId: 's', Action: 'events:PutEvents' });
	});

	test('maps become lists of pairs, and texts lists', () => {
		const design = module({ resource: {
			aws_cloudwatch_metric_alarm: { a: { alarm_name: 'a', dimensions: { DBInstanceIdentifier: 'd' }, metric_query: { id: 'm', metric: { metric_name: 'n', dimensions: { A: 'b' } } } } },
			aws_sns_topic: { t: { lambda_success_feedback_role_arn: 'r', lambda_success_feedback_sample_rate: 9 } },
			aws_lambda_event_source_mapping: { k: { self_managed_event_source: { endpoints: { KAFKA_BOOTSTRAP_SERVERS: 'a:1, b:2' } } } },
			aws_lambda_alias: { l: { name: 'l', routing_config: { additional_version_weights: { 2: 0.5 } } } },
			aws_lambda_layer_version: { v: { layer_name: 'v' } },
			aws_lambda_layer_version_permission: { own: { layer_name: '${aws_lambda_layer_version.v.layer_arn}', version_number: 1 }, other: { layer_name: 'arn:layer', version_number: 3 } },
		} });
		expect(design.properties('aws_cloudwatch_metric_alarm.a')).toEqual({
			AlarmName: 'a', Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'd' }],
			Metrics: [{ Id: 'm', MetricStat: { Metric: { MetricName: 'n', Dimensions: [{ Name: 'A', Value: 'b' }] } } }],
		});
		expect(design.properties('aws_sns_topic.t')).toEqual({ DeliveryStatusLogging: [{ Protocol: 'lambda', SuccessFeedbackRoleArn: 'r', SuccessFeedbackSampleRate: 9 }] });
		expect(design.properties('aws_lambda_event_source_mapping.k')).toEqual({ SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ['a:1', 'b:2'] } } });
		expect(design.properties('aws_lambda_alias.l')).toEqual({ Name: 'l', RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '2', FunctionWeight: 0.5 }] } });
		expect(design.properties('aws_lambda_layer_version_permission.own')).toEqual({ LayerVersionArn: '→aws_lambda_layer_version.v.Ref' });
		expect(design.properties('aws_lambda_layer_version_permission.other')).toEqual({ LayerVersionArn: 'arn:layer:3' });
	});

	test('attachments are read at what they attach to', () => {
		const policy_arn = '${aws_iam_policy.p.arn}';
		const design = module({ resource: {
			aws_iam_policy: { p: { name: 'p', policy: '{"Statement": []}' } }, aws_iam_user: { u: { name: 'u' } }, aws_iam_group: { g: { name: 'g' } },
			aws_iam_policy_attachment: { all: { name: 'x', policy_arn, roles: ['r'], users: ['${aws_iam_user.u.name}'] }, aws: { name: 'y', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', roles: ['r'] } },
			aws_iam_user_policy_attachment: { u: { user: '${aws_iam_user.u.name}', policy_arn } }, aws_iam_group_policy_attachment: { g: { group: 'g', policy_arn: 'other' } },
			aws_iam_user_group_membership: { m: { user: 'u', groups: ['${aws_iam_group.g.name}'] } },
		} });
		expect(design.properties('aws_iam_policy.p')).toEqual({ ManagedPolicyName: 'p', PolicyDocument: { Statement: [] }, Roles: ['r'], Users: ['→aws_iam_user.u.Ref'] });
		expect(design.properties('aws_iam_user.u')).toEqual({ UserName: 'u', ManagedPolicyArns: ['→aws_iam_policy.p.Ref'], Groups: ['→aws_iam_group.g.Ref'] });
		expect(design.properties('aws_iam_group.g')).toEqual({ GroupName: 'g', ManagedPolicyArns: ['other'] });
		expect(design.properties('aws_iam_policy_attachment.all.policy_arn')).toEqual({ PolicyArn: '→aws_iam_policy.p.Ref', Roles: ['r'], Users: ['→aws_iam_user.u.Ref'] });
		expect(design.lowered.resources.find(one => one.id === 'aws_iam_policy_attachment.aws')).toMatchObject({ type: 'AWS::IAM::ManagedPolicy', partial: true });
	});

	test('what a resource can say itself is written there', () => {
		const design = module({ resource: { aws_sqs_queue: { q: {} } } });
		const written = design.write([{ kind: 'set', resource: 'aws_sqs_queue.q', path: ['RedriveAllowPolicy'], value: { redrivePermission: 'denyAll' } }]);
		expect(typeof written === 'string' ? written : Object.keys(JSON.parse(written.text).resource)).toEqual(['aws_sqs_queue']);
	});
});
