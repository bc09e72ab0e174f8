import { defineRule, refer } from '../../engine/review/rule.ts';
import { ENDPOINT, TLS_MODES } from './facts.ts';

export default defineRule({
	id: 'dms/endpoint-tls',
	title: 'Replication reads and writes over TLS',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html',
	on: ENDPOINT,
	fixes: 'fix',
	review(endpoint, design, report) {
		const engine = endpoint.at('EngineName').string ?? '';
		const mode = TLS_MODES[engine];
		if (!mode) return;
		const [certificate] = design.all('AWS::DMS::Certificate');
		for (const tls of endpoint.at('SslMode').alternatives) {
			if (tls.is('none') !== 'yes') continue;
			// To verify, DMS needs the authority's certificate.
			const possible = mode === 'require' || certificate;
			report(tls, `DMS connects to ${endpoint.name} in the clear (${tls.label} none): every row of this ${engine} database, and the password, cross the network as they are.`, {
				...(possible && {
					fix: {
						title: `Connect to ${endpoint.name} over TLS`, effect: 'changes behaviour' as const,
						change: change => {
							change.set(tls, mode);
							if (mode === 'verify-ca' && certificate && endpoint.at('CertificateArn').exists === 'no') change.set(endpoint, 'CertificateArn', refer(certificate));
						},
					},
				}),
			});
		}
	},
});
