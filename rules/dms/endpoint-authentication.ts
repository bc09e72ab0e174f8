import type { Property } from '../../engine/model/resource.ts';
import { type Report, defineRule } from '../../engine/review/rule.ts';
import { ENDPOINT } from './facts.ts';

export default defineRule({
	id: 'dms/endpoint-authentication',
	title: 'Endpoints sign in, and over TLS',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html',
	on: ENDPOINT,
	fixes: 'choice',
	review(endpoint, _design, report) {
		for (const auth of endpoint.at('MongoDbSettings.AuthType').alternatives) {
			if (auth.is('no') === 'yes') tell(auth, `DMS reads the MongoDB of ${endpoint.name} without signing in: so does everybody who reaches it.`, 'password', 'Sign in with a password', report);
		}
		for (const tls of endpoint.at('RedisSettings.SslSecurityProtocol').alternatives) {
			if (tls.is('plaintext') === 'yes') tell(tls, `DMS writes to the Redis of ${endpoint.name} in the clear, token and all.`, 'ssl-encryption', `Connect to ${endpoint.name} over TLS`, report);
		}
		if (endpoint.at('EngineName').is('neptune') !== 'yes') return;
		for (const iam of endpoint.at('NeptuneSettings.IamAuthEnabled').alternatives) {
			if (iam.is(true) === 'no') tell(iam, `DMS writes to the graph of ${endpoint.name} without IAM authentication: who reaches Neptune may write to it.`, true, 'Sign in with IAM', report);
		}
	},
});

function tell(at: Property, message: string, value: string | boolean, title: string, report: Report): void {
	report(at, message, { fix: { title, effect: 'changes behaviour', change: change => change.set(at, value) } });
}
