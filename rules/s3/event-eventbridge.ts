import { notifications } from '../../engine/queries/events.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** With so many direct destinations, routing is a job of its own. A judgement, not a limit of AWS's. */
const MANY = 3;

export default defineRule({
	id: 's3/event-eventbridge',
	title: 'Events for many receivers go through EventBridge',
	severity: 'hint',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		const configuration = bucket.at('NotificationConfiguration');
		const bridge = configuration.at('EventBridgeConfiguration');
		if (bridge.exists !== 'no') return;
		// Receivers under conditions may exclude one another.
		const receivers = new Set(notifications(bucket).filter(({ use }) => use.when.length === bucket.when.length).map(({ use, target }) => target?.id ?? use.string).filter(one => one !== undefined));
		if (receivers.size < MANY) return;
		report(configuration, `${bucket.name} sends its events to ${receivers.size} destinations by itself: EventBridge would let rules route, filter, archive and replay them, and adding a receiver would not change the bucket.`, {
			key: true,
			fix: { title: 'Send events to EventBridge too', effect: 'changes behaviour', change: change => change.set(bridge, 'EventBridgeEnabled', true) },
		});
	},
});
