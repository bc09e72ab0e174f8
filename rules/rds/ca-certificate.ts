import { defineRule } from '../../engine/review/rule.ts';
import { CURRENT_CA, EXPIRED_CAS, INSTANCE } from './facts.ts';

export default defineRule({
	id: 'rds/ca-certificate',
	title: 'The server certificate is signed by an authority that is valid',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: EXPIRED_CAS.source,
	on: INSTANCE,
	fixes: 'fix',
	review(database, _design, report) {
		for (const authority of database.at('CACertificateIdentifier').alternatives) {
			const expired = EXPIRED_CAS.table[authority.string ?? ''];
			if (!expired) continue;
			report(authority, `${authority.string} expired on ${expired}: clients that check the certificate of ${database.name} refuse to connect (as of ${EXPIRED_CAS.asOf}).`, {
				tags: ['deprecated'],
				fix: { title: `Use ${CURRENT_CA} for ${database.name}`, effect: 'changes behaviour', change: change => change.set(authority, CURRENT_CA) },
			});
		}
	},
});
