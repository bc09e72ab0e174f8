import { TABLES } from '../../engine/queries/tables.ts';
import { consumersOf } from '../../engine/queries/triggers.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { SHARD_READERS } from './facts.ts';

export default defineRule({
	id: 'dynamodb/stream-consumers',
	title: 'A stream has at most two consumers',
	severity: 'warning',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html',
	on: TABLES,
	review(table, _design, report) {
		const consumers = consumersOf(table).filter(one => one.resource.when.length === table.when.length);
		const beyond = consumers[SHARD_READERS];
		if (!beyond) return;
		report(beyond, `${beyond.resource.name} is consumer ${SHARD_READERS + 1} of ${consumers.length} of the stream of ${table.name}; more than ${SHARD_READERS} readers of a shard throttle one another. Let one of them pass the changes on, or send them to a Kinesis stream.`, {
			about: beyond.resource, related: consumers.slice(0, SHARD_READERS),
		});
	},
});
