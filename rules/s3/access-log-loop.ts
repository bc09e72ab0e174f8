import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/access-log-loop',
	title: 'Access logs go to another bucket',
	severity: 'error',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
	on: 'AWS::S3::Bucket',
	review(bucket, design, report) {
		for (const logging of bucket.at('LoggingConfiguration').alternatives) {
			const destination = logging.at('DestinationBucketName');
			// A logging configuration without a destination logs into the bucket itself.
			// Of several buckets under one name, one may well log into another.
			const loops = destination.exists === 'no' ? logging.exists === 'yes' : !bucket.multiplicity && design.follow(destination, 'AWS::S3::Bucket')?.id === bucket.id;
			if (loops) report(destination, `${bucket.name} logs into itself: each log that is delivered causes the next, and every one of them is paid for.`);
		}
	},
});
