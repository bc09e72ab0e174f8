import type { Property, Resource } from '../../engine/model/resource.ts';
import { inherits } from '../../engine/queries/caches.ts';
import { type Report, defineRule } from '../../engine/review/rule.ts';
import { tokenLimits } from './facts.ts';

export default defineRule({
	id: 'elasticache/auth',
	title: 'Caches ask who is there',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html',
	on: 'AWS::ElastiCache::ReplicationGroup',
	fixes: 'fix',
	review(group, _design, report) {
		const users = group.at('UserGroupIds');
		for (const token of group.at('AuthToken').alternatives) {
			if (token.exists === 'no') {
				if (users.exists === 'no' && inherits(group) === 'no') report(token, `${group.name} has neither a token nor a user group: whoever reaches it over the network may read, change and flush everything.`);
			} else {
				withoutEncryption(group, token, report);
				malformed(token, report);
			}
		}
	},
});

function withoutEncryption(group: Resource, token: Property, report: Report): void {
	for (const encrypted of group.at('TransitEncryptionEnabled').alternatives) {
		if (token.exists !== 'yes' || encrypted.is(true) !== 'no' || inherits(group) !== 'no' || !encrypted.together(token)) continue;
		report(token, `${group.name} has a token and no encryption in transit; ElastiCache accepts the one only with the other.`, {
			severity: 'error', related: [encrypted],
			fix: { title: `Encrypt ${group.name} in transit: clients then have to connect by TLS`, effect: 'changes behaviour', change: change => change.set(encrypted, true) },
		});
	}
}

/** Only what is written out can be judged; how it is kept secret is told elsewhere. */
function malformed(token: Property, report: Report): void {
	const text = token.string;
	if (text === undefined || text.includes('{{')) return;
	const { shortest, longest, characters } = tokenLimits;
	if (text.length >= shortest && text.length <= longest && characters.test(text)) return;
	const fault = text.length < shortest || text.length > longest ? `has ${text.length} characters; ElastiCache takes ${shortest} to ${longest}` : 'has a character that ElastiCache does not take: besides letters and digits it may have ! & # $ ^ < > and -';
	report(token, `The token ${fault}.`, { severity: 'error' });
}
