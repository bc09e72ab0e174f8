import type { Property, Resource } from '../../engine/model/resource.ts';
import { type Notification, notifications } from '../../engine/queries/events.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';

/** What makes a queue or topic first-in-first-out, and what only such ones have. */
const FIFO: Readonly<Record<string, readonly [flag: string, name: string, only: readonly string[]]>> = {
	'AWS::SQS::Queue': ['FifoQueue', 'QueueName', ['ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit']],
	'AWS::SNS::Topic': ['FifoTopic', 'TopicName', ['ContentBasedDeduplication', 'FifoThroughputScope']],
};

export default defineRule({
	id: 's3/event-fifo',
	title: 'Events go to standard queues and topics',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		for (const notification of notifications(bucket)) {
			const { use, target } = notification;
			const kind = notification.destination.property.toLowerCase();
			if (!isFifo(notification) || kind === 'function') continue;
			const fix = target && standard(target, kind);
			report(use, `${target?.name ?? use.string!.split(':').at(-1)} is a FIFO ${kind}: S3 refuses it as the destination of events, which it does not deliver in order (Amazon EventBridge can send them to one).`, {
				...(target && { related: [target] }),
				...(fix && { fix }),
			});
		}
	},
});

function isFifo({ use, target }: Notification): boolean {
	const [flag, name] = FIFO[target?.type ?? ''] ?? [];
	if (!target) return use.assumed.length === 0 && /^arn:aws[a-z-]*:(sqs|sns):.*\.fifo$/.test(use.string ?? '');
	return flag !== undefined && (target.at(flag).is(true) === 'yes' || (target.at(name!).string?.endsWith('.fifo') ?? false));
}

function standard(target: Resource, kind: string): FixSpec | undefined {
	const [flag, nameOf, only] = FIFO[target.type]!;
	const name: Property = target.at(nameOf);
	// A name of which not all is known cannot be rid of its ending.
	if (name.exists !== 'no' && name.string === undefined) return undefined;
	return {
		title: `Make ${target.name} a standard ${kind}`,
		effect: 'replaces the resource',
		change: change => {
			for (const property of [flag, ...only]) if (target.at(property).exists === 'yes') change.remove(target, property);
			if (name.string !== undefined) change.set(name, name.string.replace(/\.fifo$/, ''));
		},
	};
}
