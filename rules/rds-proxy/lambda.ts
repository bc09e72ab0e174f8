import { CLUSTER, INSTANCE, membersOf } from '../../engine/queries/db-clusters.ts';
import { proxiesOf } from '../../engine/queries/db-proxies.ts';
import { endpointUses } from '../../engine/queries/endpoint-uses.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { FAMILIES } from './facts.ts';

const FUNCTION = 'AWS::Lambda::Function';
/** So few executions at a time are no burden for any database: a judgement, not a limit of AWS's. */
const FEW = 10;

export default defineRule({
	id: 'rds-proxy/lambda',
	title: 'Functions share their connections to a database',
	severity: 'warning',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-rds.html',
	on: [CLUSTER, INSTANCE],
	review(database, _design, report) {
		// A proxy stands before a cluster as a whole, never before one of its members.
		const whole = database.type === INSTANCE && database.at('DBClusterIdentifier').exists !== 'no' ? undefined : database;
		const engine = database.at('Engine').string?.toLowerCase();
		if (!whole || engine === undefined || !Object.hasOwn(FAMILIES.table, engine)) return;
		const { certain, possible } = proxiesOf(whole);
		if (certain.length > 0 || possible) return;
		const told = new Set<string>();
		for (const { consumer, at } of endpointUses(database, 'Endpoint.Address', 'Endpoint', 'ReadEndpoint.Address')) {
			const reserved = consumer.type === FUNCTION ? consumer.at('ReservedConcurrentExecutions') : undefined;
			if (!reserved || told.has(consumer.id) || (reserved.number ?? Infinity) <= FEW) continue;
			told.add(consumer.id);
			const small = smallClass(database);
			report(at, `${consumer.name} connects to ${database.name} directly: each execution at the same time opens a connection of its own${small ? `, and ${small} has few` : ''}. An RDS Proxy shares them.`, {
				about: consumer, related: [database],
			});
		}
	},
});

/** The burstable class of the database, if it has one. */
function smallClass(database: Resource): string | undefined {
	const holders = database.type === CLUSTER ? membersOf(database).certain : [database];
	return holders.map(one => one.at('DBInstanceClass').string).find(name => /^db\.t\d/.test(name ?? ''));
}
