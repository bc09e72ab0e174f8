/** What stands between users and compute: load balancers, DNS. */
import type { Value } from '../../../model/value.ts';
import { type Mapping, type Reading, type Table, companion, custom, resource } from '../mapping.ts';
import { keyOf } from '../read-mapping.ts';
import { known, lift } from '../values.ts';
import { below, listOf, mapOf, tagList } from './shapes.ts';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html */
const ATTRIBUTES = [
	['enable_deletion_protection', 'deletion_protection.enabled'], ['enable_cross_zone_load_balancing', 'load_balancing.cross_zone.enabled'], ['idle_timeout', 'idle_timeout.timeout_seconds'],
	['drop_invalid_header_fields', 'routing.http.drop_invalid_header_fields.enabled'], ['desync_mitigation_mode', 'routing.http.desync_mitigation_mode'], ['enable_http2', 'routing.http2.enabled'],
	['enable_waf_fail_open', 'waf.fail_open.enabled'], ['access_logs.enabled', 'access_logs.s3.enabled'], ['access_logs.bucket', 'access_logs.s3.bucket'], ['access_logs.prefix', 'access_logs.s3.prefix'],
	['connection_logs.enabled', 'connection_logs.s3.enabled'], ['connection_logs.bucket', 'connection_logs.s3.bucket'], ['connection_logs.prefix', 'connection_logs.s3.prefix'],
] as const;

/** Attributes are texts to AWS. */
function attributes(balancer: Reading): Value {
	const items = ATTRIBUTES.flatMap(([argument, key]) => {
		const value = balancer.root(argument);
		if (value.kind === 'absent') return [];
		const text = lift([value], value.site, ([one]) => (one!.kind === 'known' ? known(String(one!.scalar), one!.site) : one!));
		return [mapOf({ Key: known(key, keyOf(value)), Value: text }, keyOf(value))];
	});
	return listOf(items, items[0]?.site ?? balancer.site);
}

const balancer: Table = {
	name: 'Name', internal: custom('Scheme', block => lift([block.get('')], block.site, ([value]) => (value!.kind === 'known' ? known(value!.scalar === true ? 'internal' : 'internet-facing', value!.site) : value!))),
	load_balancer_type: 'Type', ip_address_type: 'IpAddressType', security_groups: 'SecurityGroups', subnets: 'Subnets',
	...below('subnet_mapping[]', 'SubnetMappings[]', { subnet_id: 'SubnetId', allocation_id: 'AllocationId', private_ipv4_address: 'PrivateIPv4Address', ipv6_address: 'IPv6Address' }),
	'': custom('LoadBalancerAttributes', attributes), tags: tagList('Tags'),
};

const action: Table = {
	type: 'Type', order: 'Order', target_group_arn: 'TargetGroupArn',
	...below('forward', 'ForwardConfig', {
		'target_group[].arn': 'TargetGroups[].TargetGroupArn', 'target_group[].weight': 'TargetGroups[].Weight',
		'stickiness.enabled': 'TargetGroupStickinessConfig.Enabled', 'stickiness.duration': 'TargetGroupStickinessConfig.DurationSeconds',
	}),
	...below('redirect', 'RedirectConfig', { host: 'Host', path: 'Path', port: 'Port', protocol: 'Protocol', query: 'Query', status_code: 'StatusCode' }),
	...below('authenticate_oidc', 'AuthenticateOidcConfig', {
		authorization_endpoint: 'AuthorizationEndpoint', client_id: 'ClientId', client_secret: 'ClientSecret', issuer: 'Issuer', token_endpoint: 'TokenEndpoint', user_info_endpoint: 'UserInfoEndpoint',
		on_unauthenticated_request: 'OnUnauthenticatedRequest', scope: 'Scope', session_cookie_name: 'SessionCookieName', session_timeout: 'SessionTimeout',
	}),
	...below('fixed_response', 'FixedResponseConfig', { content_type: 'ContentType', message_body: 'MessageBody', status_code: 'StatusCode' }),
};

const listener: Table = {
	load_balancer_arn: 'LoadBalancerArn', port: 'Port', protocol: 'Protocol', ssl_policy: 'SslPolicy', certificate_arn: 'Certificates[].CertificateArn', alpn_policy: 'AlpnPolicy[]',
	...below('default_action[]', 'DefaultActions[]', action), tags: tagList('Tags'),
};

/** One argument of the health check is a map of its own in CloudFormation. */
const matcher = custom('Matcher', group => {
	const HttpCode = group.root('health_check.matcher');
	return HttpCode.kind === 'absent' ? HttpCode : mapOf({ HttpCode }, keyOf(HttpCode));
}, { place: path => (path[0] === 'HttpCode' ? ['health_check', 'matcher'] : undefined) });

const targetGroup: Table = {
	'': matcher,
	name: 'Name', port: 'Port', protocol: 'Protocol', protocol_version: 'ProtocolVersion', target_type: 'TargetType', vpc_id: 'VpcId', ip_address_type: 'IpAddressType',
	'health_check.enabled': 'HealthCheckEnabled', 'health_check.interval': 'HealthCheckIntervalSeconds', 'health_check.path': 'HealthCheckPath', 'health_check.port': 'HealthCheckPort',
	'health_check.protocol': 'HealthCheckProtocol', 'health_check.timeout': 'HealthCheckTimeoutSeconds', 'health_check.healthy_threshold': 'HealthyThresholdCount',
	'health_check.unhealthy_threshold': 'UnhealthyThresholdCount', tags: tagList('Tags'),
};

const GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

/** Each of these resources has an older name too. */
const both = (name: string, make: (terraform: string) => Mapping): readonly Mapping[] => [make(`aws_lb${name}`), make(`aws_alb${name}`)];

export const delivery: readonly Mapping[] = [
	...both('', type => resource(type, 'AWS::ElasticLoadBalancingV2::LoadBalancer', balancer, {
		named: 'name', attributes: { arn: 'Ref', id: 'Ref', dns_name: 'DNSName', zone_id: 'CanonicalHostedZoneID', arn_suffix: 'LoadBalancerFullName', name: 'LoadBalancerName' },
	})),
	...both('_listener', type => resource(type, 'AWS::ElasticLoadBalancingV2::Listener', listener, { attributes: { arn: 'Ref', id: 'Ref' } })),
	...both('_target_group', type => resource(type, GROUP, targetGroup, {
		named: 'name', attributes: { arn: 'Ref', id: 'Ref', arn_suffix: 'TargetGroupFullName', name: 'TargetGroupName' },
	})),
	...both('_target_group_attachment', type => companion(type, GROUP, { of: 'target_group_arn', by: 'arn', adds: true }, {
		target_id: 'Targets[].Id', port: 'Targets[].Port', availability_zone: 'Targets[].AvailabilityZone',
	})),
	resource('aws_route53_zone', 'AWS::Route53::HostedZone', {
		name: 'Name', comment: 'HostedZoneConfig.Comment', 'vpc[].vpc_id': 'VPCs[].VPCId', 'vpc[].vpc_region': 'VPCs[].VPCRegion', tags: tagList('HostedZoneTags'),
	}, { attributes: { zone_id: 'Ref', id: 'Ref', name_servers: 'NameServers' } }),
	resource('aws_route53_record', 'AWS::Route53::RecordSet', {
		zone_id: 'HostedZoneId', name: 'Name', type: 'Type', ttl: 'TTL', records: 'ResourceRecords', set_identifier: 'SetIdentifier', health_check_id: 'HealthCheckId',
		'alias.name': 'AliasTarget.DNSName', 'alias.zone_id': 'AliasTarget.HostedZoneId', 'alias.evaluate_target_health': 'AliasTarget.EvaluateTargetHealth',
		'weighted_routing_policy.weight': 'Weight', 'failover_routing_policy.type': 'Failover', 'latency_routing_policy.region': 'Region', multivalue_answer_routing_policy: 'MultiValueAnswer',
		'geolocation_routing_policy.continent': 'GeoLocation.ContinentCode', 'geolocation_routing_policy.country': 'GeoLocation.CountryCode',
		'geolocation_routing_policy.subdivision': 'GeoLocation.SubdivisionCode',
	}, { attributes: { fqdn: '=name', name: '=name' } }),
];
