import type { Property } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/replication-chain',
	title: 'Replicas are not replicated again',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html',
	on: 'AWS::S3::Bucket',
	review(bucket, design, report) {
		const rules = bucket.all('ReplicationConfiguration.Rules[]');
		const follow = (rule: Property) => design.follow(rule.at('Destination.Bucket'), 'AWS::S3::Bucket');
		const reached = new Set(rules.map(rule => follow(rule)?.id));
		for (const rule of rules) {
			const replica = follow(rule);
			if (!replica || replica.id === bucket.id || rule.at('Status').is('Enabled') !== 'yes') continue;
			const onward = replica.all('ReplicationConfiguration.Rules[]').find(next => {
				const end = follow(next);
				// Buckets that replicate to one another, or that the source itself also reaches, are no chain.
				return end && end.id !== bucket.id && end.id !== replica.id && !reached.has(end.id) && next.at('Status').is('Enabled') === 'yes' && next.together(rule) && meets(rule, next);
			});
			if (!onward) continue;
			const end = follow(onward)!;
			report(rule.at('Destination.Bucket'), `Replicas that ${bucket.name} writes to ${replica.name} go no further: S3 does not replicate a replica again, so ${end.name} only gets what is written to ${replica.name} directly.`, {
				related: [onward.at('Destination.Bucket'), end],
			});
		}
	},
});

/** Some objects fall under both rules, as far as their prefixes say. */
function meets(one: Property, other: Property): boolean {
	const [a, b] = [one, other].map(rule => ['Prefix', 'Filter.Prefix', 'Filter.And.Prefix'].map(path => rule.at(path)).find(prefix => prefix.exists !== 'no'));
	if (!a || !b) return true;
	const [first, second] = [a.string, b.string];
	return first !== undefined && second !== undefined && (first.startsWith(second) || second.startsWith(first));
}
