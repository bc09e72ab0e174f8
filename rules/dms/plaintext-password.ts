import { liesOpen } from '../../engine/queries/open-secrets.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { ENDPOINT } from './facts.ts';

/** Where endpoints take a secret of their own. */
const PLACES = ['Password', 'MongoDbSettings.Password', 'RedisSettings.AuthPassword', 'KafkaSettings.SaslPassword', 'KafkaSettings.SslClientKeyPassword'];

export default defineRule({
	id: 'dms/plaintext-password',
	title: "A database's password is not in the design",
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html',
	on: ENDPOINT,
	review(endpoint, _design, report) {
		for (const password of PLACES.flatMap(place => endpoint.at(place).alternatives)) {
			const open = liesOpen(password);
			if (!open) continue;
			report(password, `${password.label} of ${endpoint.name} ${open}: whoever reads the design or its history can sign in to the database behind it.`);
		}
	},
});
