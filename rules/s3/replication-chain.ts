import type { Property } from '../../engine/model/resource.ts';
import { type Filter, meet } from '../../engine/queries/lifecycle-filter.ts';
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
				return end && end.id !== bucket.id && end.id !== replica.id && !reached.has(end.id) && next.at('Status').is('Enabled') === 'yes' && next.together(rule) && meet(filter(rule), filter(next)) === 'yes';
			});
			if (!onward) continue;
			const end = follow(onward)!;
			report(rule.at('Destination.Bucket'), `Replicas that ${bucket.name} writes to ${replica.name} go no further: S3 does not replicate a replica again, so ${end.name} only gets what is written to ${replica.name} directly.`, {
				related: [onward.at('Destination.Bucket'), end],
			});
		}
	},
});

/** Which objects a rule is about. */
function filter(rule: Property): Filter {
	const prefix = ['Prefix', 'Filter.Prefix', 'Filter.And.Prefix'].map(path => rule.at(path)).find(one => one.exists !== 'no');
	const [one, several] = [rule.at('Filter.TagFilter'), rule.at('Filter.And.TagFilters').items];
	const tags = [...(one.exists === 'no' ? [] : [one]), ...several].map(tag => [tag.at('Key').string, tag.at('Value').string] as const);
	const known = several.complete === 'yes' && tags.every((tag): tag is [string, string] => !tag.includes(undefined));
	return { prefix: prefix ? prefix.string : '', tags: known ? new Map(tags) : undefined, above: -1, below: Number.POSITIVE_INFINITY };
}
