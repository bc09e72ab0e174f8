import type { Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/access-log-prefix',
	title: 'Access logs of several buckets are told apart by their prefix',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, design, report) {
		const logs = design.follow(bucket.at('LoggingConfiguration.DestinationBucketName'), 'AWS::S3::Bucket');
		const mine = prefixOf(bucket);
		if (!logs || logs.id === bucket.id || mine === undefined || bucket.multiplicity) return;
		const sources = design.pointing('AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName', logs).certain;
		// The first one may keep its prefix.
		const first = sources.slice(0, sources.findIndex(one => one.id === bucket.id)).find(one => one.id !== logs.id && prefixOf(one) === mine && one.properties.together(bucket.properties));
		if (!first) return;
		const prefix = `${bucket.at('BucketName').string ?? bucket.name.toLowerCase()}/`;
		report(bucket.at('LoggingConfiguration.LogFilePrefix'), `${bucket.name} and ${first.name} both log to ${logs.name} ${mine === '' ? 'without a prefix' : `under ${mine}`}: one's logs cannot be listed, kept or deleted without the other's.`, {
			related: [first.at('LoggingConfiguration')],
			...(sources.every(one => prefixOf(one) !== prefix) && { fix: { title: `Log under ${prefix}`, effect: 'changes behaviour' as const, change: change => change.set(bucket, 'LoggingConfiguration.LogFilePrefix', prefix) } }),
		});
	},
});

/** Empty where none is written; undefined where it is not known, or keys name their bucket anyway. */
function prefixOf(bucket: Resource): string | undefined {
	const prefix = bucket.at('LoggingConfiguration.LogFilePrefix');
	if (bucket.at('LoggingConfiguration.TargetObjectKeyFormat.PartitionedPrefix').exists !== 'no') return undefined;
	return prefix.exists === 'no' ? '' : prefix.string;
}
