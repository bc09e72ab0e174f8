import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/event-notifications',
	title: 'A bucket that rules listen to sends events',
	severity: 'hint',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications-eventbridge.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, design, report) {
		const bridge = bucket.at('NotificationConfiguration.EventBridgeConfiguration');
		if (bridge.exists !== 'no') return;
		const listener = design.all('AWS::Events::Rule').find(rule => named(rule).some(one => design.follow(one, 'AWS::S3::Bucket')?.id === bucket.id));
		if (!listener) return;
		report(bridge, `The rule ${listener.name} waits for events of ${bucket.name}, which sends none to EventBridge.`, {
			related: [listener],
			fix: { title: `Send events of ${bucket.name} to EventBridge`, change: change => change.set(bridge, 'EventBridgeEnabled', true) },
		});
	},
});

/** The buckets that a rule for S3's own events names; those that CloudTrail records come without a notification. */
function named(rule: Resource): readonly Property[] {
	const pattern = rule.at('EventPattern');
	const types = pattern.at('detail-type').items;
	if (types.some(type => type.string?.includes('CloudTrail')) || !pattern.at('source').items.some(source => source.string === 'aws.s3')) return [];
	return pattern.at('detail.bucket.name').items.filter(one => one.exists === 'yes');
}
