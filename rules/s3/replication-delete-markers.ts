import type { Property } from '../../engine/model/resource.ts';
import { type Answer, either } from '../../engine/model/value.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/replication-delete-markers',
	title: 'Replication says what becomes of deletions',
	severity: 'information',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-marker-replication.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, design, report) {
		for (const rule of bucket.all('ReplicationConfiguration.Rules[]')) {
			// Without a filter it is the first version of the schema, which replicates deletions by itself.
			if (rule.at('Filter').exists !== 'yes') continue;
			const tagged = tags(rule);
			for (const status of rule.at('DeleteMarkerReplication.Status').alternatives) {
				const on = set(status, 'Enabled', 'Replicate deletions'), off = set(status, 'Disabled', 'Keep what is deleted in the replica');
				if (status.exists === 'no') {
					report(status, `This replication rule of ${bucket.name} has a filter and does not say whether deletions are replicated; S3 refuses it without DeleteMarkerReplication.`, {
						severity: 'error',
						fix: tagged === 'no' ? [on, off] : [off],
					});
				} else if (status.is('Enabled') === 'yes' && tagged === 'yes') {
					report(status, `This replication rule of ${bucket.name} selects objects by tags; S3 cannot replicate deletions by tags and refuses the two together.`, { severity: 'error', fix: [off] });
				} else if (status.is('Disabled') === 'yes' && rule.at('Status').is('Enabled') === 'yes') {
					// To keep what the source loses is a choice; where both buckets are written to it makes them drift apart.
					const replica = design.follow(rule.at('Destination.Bucket'), 'AWS::S3::Bucket');
					const back = replica?.all('ReplicationConfiguration.Rules[].Destination.Bucket').find(one => design.follow(one, 'AWS::S3::Bucket')?.id === bucket.id);
					if (!replica || !back || replica.id === bucket.id || tagged !== 'no') continue;
					report(status, `${bucket.name} and ${replica.name} replicate to one another, and what is deleted in ${bucket.name} stays in ${replica.name}: the two drift apart.`, {
						related: [back], fix: [{ ...on, effect: 'changes behaviour' }],
					});
				}
			}
		}
	},
});

function tags(rule: Property): Answer {
	const several = rule.at('Filter.And.TagFilters').items;
	return either(rule.at('Filter.TagFilter').exists, several.length > 0 ? 'yes' : several.complete === 'yes' ? 'no' : 'maybe');
}

function set(status: Property, value: string, title: string): FixSpec {
	return { title, preferred: false, change: change => change.set(status, value) };
}
