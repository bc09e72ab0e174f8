import { endpointUses, isRead } from '../../engine/queries/endpoint-uses.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { INSTANCE, isReplica } from './facts.ts';

export default defineRule({
	id: 'rds/replica-unused',
	title: 'Something reads from each replica',
	severity: 'hint',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html',
	on: INSTANCE,
	review(replica, design, report) {
		const source = isReplica(replica) === 'yes' ? design.follow(replica.at('SourceDBInstanceIdentifier'), INSTANCE) : undefined;
		// Only a design that hands out the source's endpoint shows that it forgot the replica's.
		const readers = source ? endpointUses(source, 'Endpoint.Address', 'Endpoint') : [];
		if (!source || readers.length === 0 || isRead(replica) || replica.at('ReplicaMode').is('mounted') !== 'no') return;
		report(replica, `${readers[0]!.consumer.name} is given the endpoint of ${source.name}, and nothing that of its replica ${replica.name}: applications do not find replicas by themselves.`, { related: [readers[0]!.at] });
	},
});
