/** Amazon CloudFront. */
import { type Mapping, type Table, resource } from '../mapping.ts';
import { below, tagList } from './shapes.ts';

const behavior: Table = {
	allowed_methods: 'AllowedMethods', cached_methods: 'CachedMethods', cache_policy_id: 'CachePolicyId', compress: 'Compress', default_ttl: 'DefaultTTL', max_ttl: 'MaxTTL', min_ttl: 'MinTTL',
	field_level_encryption_id: 'FieldLevelEncryptionId', origin_request_policy_id: 'OriginRequestPolicyId', realtime_log_config_arn: 'RealtimeLogConfigArn',
	response_headers_policy_id: 'ResponseHeadersPolicyId', smooth_streaming: 'SmoothStreaming', target_origin_id: 'TargetOriginId', trusted_key_groups: 'TrustedKeyGroups',
	trusted_signers: 'TrustedSigners', viewer_protocol_policy: 'ViewerProtocolPolicy', 'grpc_config.enabled': 'GrpcConfig.Enabled',
	...below('forwarded_values', 'ForwardedValues', {
		'cookies.forward': 'Cookies.Forward', 'cookies.whitelisted_names': 'Cookies.WhitelistedNames', headers: 'Headers', query_string: 'QueryString', query_string_cache_keys: 'QueryStringCacheKeys',
	}),
	...below('lambda_function_association[]', 'LambdaFunctionAssociations[]', { event_type: 'EventType', lambda_arn: 'LambdaFunctionARN', include_body: 'IncludeBody' }),
	...below('function_association[]', 'FunctionAssociations[]', { event_type: 'EventType', function_arn: 'FunctionARN' }),
};

const origin: Table = {
	domain_name: 'DomainName', origin_id: 'Id', origin_path: 'OriginPath', origin_access_control_id: 'OriginAccessControlId', connection_attempts: 'ConnectionAttempts',
	connection_timeout: 'ConnectionTimeout', 's3_origin_config.origin_access_identity': 'S3OriginConfig.OriginAccessIdentity',
	...below('custom_origin_config', 'CustomOriginConfig', {
		http_port: 'HTTPPort', https_port: 'HTTPSPort', origin_protocol_policy: 'OriginProtocolPolicy', origin_ssl_protocols: 'OriginSSLProtocols',
		origin_keepalive_timeout: 'OriginKeepaliveTimeout', origin_read_timeout: 'OriginReadTimeout', ip_address_type: 'IpAddressType',
	}),
	...below('custom_header[]', 'OriginCustomHeaders[]', { name: 'HeaderName', value: 'HeaderValue' }),
	...below('origin_shield', 'OriginShield', { enabled: 'Enabled', origin_shield_region: 'OriginShieldRegion' }),
	...below('vpc_origin_config', 'VpcOriginConfig', { vpc_origin_id: 'VpcOriginId', origin_keepalive_timeout: 'OriginKeepaliveTimeout', origin_read_timeout: 'OriginReadTimeout' }),
};

const distribution: Table = below('', 'DistributionConfig', {
	aliases: 'Aliases', comment: 'Comment', continuous_deployment_policy_id: 'ContinuousDeploymentPolicyId', default_root_object: 'DefaultRootObject', enabled: 'Enabled',
	http_version: 'HttpVersion', is_ipv6_enabled: 'IPV6Enabled', price_class: 'PriceClass', staging: 'Staging', web_acl_id: 'WebACLId', anycast_ip_list_id: 'AnycastIpListId',
	...below('origin[]', 'Origins[]', origin),
	...below('default_cache_behavior', 'DefaultCacheBehavior', behavior),
	...below('ordered_cache_behavior[]', 'CacheBehaviors[]', { path_pattern: 'PathPattern', ...behavior }),
	...below('origin_group[]', 'OriginGroups.Items[]', {
		origin_id: 'Id', 'failover_criteria.status_codes': 'FailoverCriteria.StatusCodes.Items', 'member[].origin_id': 'Members.Items[].OriginId',
	}),
	...below('custom_error_response[]', 'CustomErrorResponses[]', {
		error_caching_min_ttl: 'ErrorCachingMinTTL', error_code: 'ErrorCode', response_code: 'ResponseCode', response_page_path: 'ResponsePagePath',
	}),
	...below('logging_config', 'Logging', { bucket: 'Bucket', include_cookies: 'IncludeCookies', prefix: 'Prefix' }),
	'restrictions.geo_restriction.restriction_type': 'Restrictions.GeoRestriction.RestrictionType', 'restrictions.geo_restriction.locations': 'Restrictions.GeoRestriction.Locations',
	...below('viewer_certificate', 'ViewerCertificate', {
		acm_certificate_arn: 'AcmCertificateArn', cloudfront_default_certificate: 'CloudFrontDefaultCertificate', iam_certificate_id: 'IamCertificateId',
		minimum_protocol_version: 'MinimumProtocolVersion', ssl_support_method: 'SslSupportMethod',
	}),
});

const responseHeaders: Table = below('', 'ResponseHeadersPolicyConfig', {
	name: 'Name', comment: 'Comment',
	...below('cors_config', 'CorsConfig', {
		access_control_allow_credentials: 'AccessControlAllowCredentials', access_control_max_age_sec: 'AccessControlMaxAgeSec', origin_override: 'OriginOverride',
		'access_control_allow_headers.items': 'AccessControlAllowHeaders.Items', 'access_control_allow_methods.items': 'AccessControlAllowMethods.Items',
		'access_control_allow_origins.items': 'AccessControlAllowOrigins.Items', 'access_control_expose_headers.items': 'AccessControlExposeHeaders.Items',
	}),
	...below('custom_headers_config.items[]', 'CustomHeadersConfig.Items[]', { header: 'Header', override: 'Override', value: 'Value' }),
	'remove_headers_config.items[].header': 'RemoveHeadersConfig.Items[].Header',
	'server_timing_headers_config.enabled': 'ServerTimingHeadersConfig.Enabled', 'server_timing_headers_config.sampling_rate': 'ServerTimingHeadersConfig.SamplingRate',
	...below('security_headers_config', 'SecurityHeadersConfig', {
		'content_security_policy.content_security_policy': 'ContentSecurityPolicy.ContentSecurityPolicy', 'content_security_policy.override': 'ContentSecurityPolicy.Override',
		'content_type_options.override': 'ContentTypeOptions.Override', 'frame_options.frame_option': 'FrameOptions.FrameOption', 'frame_options.override': 'FrameOptions.Override',
		'referrer_policy.referrer_policy': 'ReferrerPolicy.ReferrerPolicy', 'referrer_policy.override': 'ReferrerPolicy.Override',
		...below('strict_transport_security', 'StrictTransportSecurity', {
			access_control_max_age_sec: 'AccessControlMaxAgeSec', include_subdomains: 'IncludeSubdomains', override: 'Override', preload: 'Preload',
		}),
		...below('xss_protection', 'XSSProtection', { mode_block: 'ModeBlock', override: 'Override', protection: 'Protection', report_uri: 'ReportUri' }),
	}),
});

export const cloudfront: readonly Mapping[] = [
	resource('aws_cloudfront_distribution', 'AWS::CloudFront::Distribution', { ...distribution, tags: tagList('Tags') }, { attributes: { id: 'Ref', domain_name: 'DomainName' } }),
	resource('aws_cloudfront_origin_access_control', 'AWS::CloudFront::OriginAccessControl', below('', 'OriginAccessControlConfig', {
		name: 'Name', description: 'Description', origin_access_control_origin_type: 'OriginAccessControlOriginType', signing_behavior: 'SigningBehavior', signing_protocol: 'SigningProtocol',
	}), { attributes: { id: 'Id' } }),
	resource('aws_cloudfront_origin_access_identity', 'AWS::CloudFront::CloudFrontOriginAccessIdentity', { comment: 'CloudFrontOriginAccessIdentityConfig.Comment' }, {
		attributes: { id: 'Ref', s3_canonical_user_id: 'S3CanonicalUserId' },
	}),
	resource('aws_cloudfront_response_headers_policy', 'AWS::CloudFront::ResponseHeadersPolicy', responseHeaders, { attributes: { id: 'Ref' } }),
];
