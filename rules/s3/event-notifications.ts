import type { Resource } from '../../engine/model/resource.ts';
import { isLogTarget } from '../../engine/queries/access-logs.ts';
import { configuredBeside, notifications } from '../../engine/queries/events.ts';
import { type ChangeBuilder, defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/event-notifications',
	title: 'A bucket says what happens in it',
	severity: 'hint',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications-eventbridge.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, design, report) {
		const bridge = bucket.at('NotificationConfiguration.EventBridgeConfiguration');
		if (bridge.exists !== 'no' || configuredBeside(bucket)) return;
		const listener = design.pointing('AWS::Events::Rule', 'EventPattern.detail.bucket.name[]', bucket).certain.find(listens);
		const fix = { title: `Send events of ${bucket.name} to EventBridge`, change: (change: ChangeBuilder) => change.set(bridge, 'EventBridgeEnabled', true) };
		if (!listener) {
			const silent = notifications(bucket).length === 0 && bucket.at('NotificationConfiguration').exists === 'no' && !isLogTarget(bucket);
			if (silent) report(bridge, `${bucket.name} tells nobody of what is written to it or deleted: no notification is configured, and none goes to EventBridge.`, { fix: { ...fix, effect: 'changes behaviour' } });
			return;
		}
		report(bridge, `The rule ${listener.name} waits for events of ${bucket.name}, which sends none to EventBridge.`, {
			related: [listener],
			fix,
		});
	},
});

/** Whether a rule waits for what the bucket itself sends; what CloudTrail records of it comes without a notification. */
function listens(rule: Resource): boolean {
	const pattern = rule.at('EventPattern');
	const types = pattern.at('detail-type').items;
	return rule.at('State').is('DISABLED') === 'no' && !types.some(type => type.string?.includes('CloudTrail')) && pattern.at('source').items.some(source => source.string === 'aws.s3');
}
