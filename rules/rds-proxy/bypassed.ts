import { CLUSTER, INSTANCE } from '../../engine/queries/db-clusters.ts';
import { proxiesOf } from '../../engine/queries/db-proxies.ts';
import { endpointUses } from '../../engine/queries/endpoint-uses.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

const ADDRESS = 'Endpoint.Address';

export default defineRule({
	id: 'rds-proxy/bypassed',
	title: 'Functions connect through the proxy that there is',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-connecting.html',
	on: [CLUSTER, INSTANCE],
	fixes: 'fix',
	review(database, _design, report) {
		const [proxy] = proxiesOf(database).certain;
		if (!proxy) return;
		for (const { consumer, at, attribute } of endpointUses(database, ADDRESS, 'Endpoint')) {
			if (consumer.type !== 'AWS::Lambda::Function' || !proxy.properties.together(at)) continue;
			const alone = at.textParts?.length === 1 && attribute === ADDRESS;
			report(at, `${consumer.name} connects to ${database.name} itself, past the proxy ${proxy.name}: its connections are neither shared nor kept over a failover.`, {
				about: consumer, related: [proxy, database],
				...(alone && { fix: { title: `Connect to ${proxy.name}`, effect: 'changes behaviour' as const, change: change => change.set(at, refer(proxy, 'Endpoint')) } }),
			});
		}
	},
});
