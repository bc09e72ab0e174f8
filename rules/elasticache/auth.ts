import type { Property, Resource } from '../../engine/model/resource.ts';
import { inherits } from '../../engine/queries/caches.ts';
import { givenBy } from '../../engine/queries/secrets.ts';
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
				if (!malformed(token, report)) inTheClear(group, token, report);
			}
		}
	},
});

function withoutEncryption(group: Resource, token: Property, report: Report): void {
	for (const encrypted of group.at('TransitEncryptionEnabled').alternatives) {
		if ((token.exists !== 'yes' && givenBy(token) === undefined) || encrypted.is(true) !== 'no' || inherits(group) !== 'no' || !encrypted.together(token)) continue;
		report(token, `${group.name} has a token and no encryption in transit; ElastiCache accepts the one only with the other.`, {
			severity: 'error', related: [encrypted],
			fix: { title: `Encrypt ${group.name} in transit: clients then have to connect by TLS`, effect: 'changes behaviour', change: change => change.set(encrypted, true) },
		});
	}
}

/** Only what is written out can be judged. */
function malformed(token: Property, report: Report): boolean {
	const text = token.string;
	if (text === undefined) return false;
	const { shortest, longest, characters } = tokenLimits;
	if (text.length >= shortest && text.length <= longest && characters.test(text)) return false;
	const fault = text.length < shortest || text.length > longest ? `has ${text.length} characters; ElastiCache takes ${shortest} to ${longest}` : 'has a character that ElastiCache does not take: besides letters and digits it may have ! & # $ ^ < > and -';
	report(token, `The token ${fault}.`, { severity: 'error' });
	return true;
}

/** Whoever reads the design, the console or the state of the deployment reads the token too. */
function inTheClear(group: Resource, token: Property, report: Report): void {
	const given = givenBy(token);
	if (!given || given.how === 'kept') return;
	const how = given.how === 'literal' ? 'stands in the design' : given.how === 'plain reference' ? `is read from where it lies in the open (${given.by})` : `comes from ${given.by}, which shows it`;
	report(token, `The token of ${group.name} ${how}: whoever reads that may use the cache. Keep it in Secrets Manager and refer to it.`, { severity: 'error' });
}
