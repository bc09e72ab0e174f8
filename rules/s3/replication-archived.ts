import { timelines } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { RESTORED_CLASSES } from './facts.ts';

export default defineRule({
	id: 's3/replication-archived',
	title: 'Objects are replicated before they are archived',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html',
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		const rule = bucket.all('ReplicationConfiguration.Rules[]').find(one => one.at('Status').is('Enabled') === 'yes');
		if (!rule) return;
		for (const { kind, steps, rule: lifecycle } of timelines(bucket)) {
			if (kind !== 'current' || lifecycle.at('Status').is('Enabled') !== 'yes') continue;
			for (const { day, unit, storageClass, property } of steps) {
				if (unit !== 'age' || day !== 0 || !RESTORED_CLASSES.has(storageClass) || !property.together(rule)) continue;
				report(property, `${bucket.name} moves objects to ${storageClass} on the day they are created and also replicates them: what is archived before it was replicated is never replicated.`, { related: [rule] });
			}
		}
	},
});
