import { isLogTarget } from '../../engine/queries/access-logs.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/replication',
	title: 'Data that must survive has a copy elsewhere',
	severity: 'hint',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
	on: 'AWS::S3::Bucket',
	review(bucket, design, report) {
		const replication = bucket.at('ReplicationConfiguration');
		if (replication.exists !== 'no' || design.all('AWS::Backup::BackupSelection').length > 0) return;
		const copies = design.pointing('AWS::S3::Bucket', 'ReplicationConfiguration.Rules[].Destination.Bucket', bucket);
		if (isLogTarget(bucket) || copies.certain.length > 0 || copies.possible.length > 0) return;
		// A bucket that outlives its stack holds what cannot be made again.
		const kept = bucket.at('@DeletionPolicy').is('Retain', 'RetainExceptOnCreate') === 'yes' || bucket.at('@PreventDestroy').is(true) === 'yes';
		const message = kept
			? `${bucket.name} is kept when all else is deleted, and nothing in this design makes a copy of what is in it: a region that is lost, or an account, takes it along.`
			: `What ${bucket.name} holds is in one region only: nothing in this design makes a copy of it.`;
		report(replication, message);
	},
});
