import { defineRule } from '../../engine/review/rule.ts';
import { RESTORED_CLASSES } from './facts.ts';

export default defineRule({
	id: 's3/replication-storage-class',
	title: 'Replicas for disaster recovery can be read at once',
	severity: 'warning',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html',
	on: 'AWS::S3::Bucket',
	review(bucket, design, report) {
		for (const rule of bucket.all('ReplicationConfiguration.Rules[]')) {
			if (rule.at('Status').is('Enabled') !== 'yes') continue;
			for (const storageClass of rule.at('Destination.StorageClass').alternatives) {
				const name = storageClass.string, restore = RESTORED_CLASSES.get(name ?? '');
				if (name === undefined || restore === undefined) continue;
				const replica = design.follow(rule.at('Destination.Bucket'), 'AWS::S3::Bucket');
				const [here, there] = [bucket.at('@Region').string, replica?.at('@Region').string];
				const control = rule.at('Destination.ReplicationTime.Status');
				if (here !== undefined && there !== undefined && here !== there) {
					report(storageClass, `Replicas of ${bucket.name} in ${there} are stored as ${name}: after the loss of ${here} each must be restored first, which takes ${restore} at standard speed.`, { related: [replica!] });
				} else if (control.is('Enabled') === 'yes') {
					report(storageClass, `${bucket.name} pays for replicas within 15 minutes and stores them as ${name}, from which restoring takes ${restore} at standard speed: they are there in time, and not to be had in time.`, { severity: 'information', related: [control] });
				}
			}
		}
	},
});
