import type { Architecture } from '../../engine/model/architecture.ts';
import { isLogTarget, takesLogs } from '../../engine/queries/access-logs.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';
import { LOG_SERVICE } from './facts.ts';

export default defineRule({
	id: 's3/access-logging',
	title: 'Requests to a bucket are logged',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, design, report) {
		const logging = bucket.at('LoggingConfiguration').alternatives.find(one => one.exists === 'no');
		// To log the delivery of logs tells nothing new.
		if (!logging || isLogTarget(bucket) || takesLogs(bucket, [], LOG_SERVICE) === 'yes' || recordsData(design)) return;
		const prefix = `${bucket.at('BucketName').string ?? bucket.name.toLowerCase()}/`;
		const targets = design.pointedAt('AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName', 'AWS::S3::Bucket').filter(one => one.when.length === 0 && !one.multiplicity && takesLogs(one, [prefix], LOG_SERVICE) !== 'no').slice(0, 3);
		report(logging, `Requests to ${bucket.name} leave no trace: server access logging is off, so nobody can tell later who read or changed what.`, {
			fix: targets.map(logs => ({
				title: `Log to ${logs.name}`, preferred: false, effect: 'changes behaviour' as const,
				change: change => change.set(logging, { DestinationBucketName: refer(logs), LogFilePrefix: prefix }),
			})),
		});
	},
});

/** A trail that records data events tells the same, and more. */
function recordsData(design: Architecture): boolean {
	return design.all('AWS::CloudTrail::Trail').some(trail => (
		trail.at('EventSelectors').items.some(one => one.at('DataResources').exists !== 'no') || trail.at('AdvancedEventSelectors').exists !== 'no'));
}
