import { keepsVersions } from '../../engine/queries/versioning.ts';
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
		// A bucket that outlives its stack holds what cannot be made again.
		const kept = bucket.at('@DeletionPolicy').is('Retain', 'RetainExceptOnCreate') === 'yes' || bucket.at('@PreventDestroy').is(true) === 'yes';
		if (!kept || replication.exists !== 'no' || keepsVersions(bucket.at('VersioningConfiguration.Status')) !== 'yes') return;
		if (design.all('AWS::Backup::BackupSelection').length > 0) return;
		const copies = design.pointing('AWS::S3::Bucket', 'ReplicationConfiguration.Rules[].Destination.Bucket', bucket);
		const logs = design.pointing('AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName', bucket);
		if ([copies, logs].some(one => one.certain.length > 0 || one.possible.length > 0)) return;
		report(replication, `${bucket.name} is kept when all else is deleted, and nothing in this design makes a copy of what is in it: a region that is lost, or an account, takes it along.`);
	},
});
