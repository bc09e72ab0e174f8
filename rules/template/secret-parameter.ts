import { givenBy } from '../../engine/queries/secrets.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** Where secrets are given that nothing else is held to. What services keep passwords for their administrators is asked where those services are. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
	'AWS::DMS::Endpoint': ['GcpMySQLSettings.Password', 'MicrosoftSqlServerSettings.Password', 'OracleSettings.AsmPassword'],
	'AWS::EC2::VPNConnection': ['VpnTunnelOptionsSpecifications[].PreSharedKey'],
	'AWS::ElastiCache::User': ['Passwords[]', 'AuthenticationMode.Passwords[]'],
	'AWS::ElasticLoadBalancingV2::Listener': ['DefaultActions[].AuthenticateOidcConfig.ClientSecret'],
	'AWS::ElasticLoadBalancingV2::ListenerRule': ['Actions[].AuthenticateOidcConfig.ClientSecret'],
	'AWS::Events::Connection': [
		'AuthParameters.ApiKeyAuthParameters.ApiKeyValue', 'AuthParameters.BasicAuthParameters.Password', 'AuthParameters.OAuthParameters.ClientParameters.ClientSecret',
	],
	'AWS::Glue::Connection': ['ConnectionInput.AuthenticationConfiguration.BasicAuthenticationCredentials.Password'],
	'AWS::IAM::ServerCertificate': ['PrivateKey'],
	'AWS::IAM::User': ['LoginProfile.Password'],
	'AWS::KinesisFirehose::DeliveryStream': ['RedshiftDestinationConfiguration.Password', 'SnowflakeDestinationConfiguration.PrivateKey', 'SplunkDestinationConfiguration.HECToken'],
	'AWS::RDS::DBInstance': ['TdeCredentialPassword'],
	'AWS::SecretsManager::Secret': ['SecretString'],
};

/** Documents in which more than the secret can stand, user names and addresses: which part a parameter gives is not told. */
const DOCUMENT = 'SecretString';

export default defineRule({
	id: 'template/secret-parameter',
	title: 'Parameters that carry secrets hide them',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
	on: Object.keys(PLACES),
	review(resource, _design, report) {
		for (const secret of PLACES[resource.type]!.flatMap(place => resource.all(place))) {
			const given = givenBy(secret);
			if (given?.how !== 'open parameter' || (secret.name === DOCUMENT && secret.value?.kind !== 'unknown')) continue;
			report(secret, `${secret.label} of ${resource.name} comes from ${given.by}, which does not keep it from those who read the design, its deployments or their logs.`);
		}
	},
});
