import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

const OFFERED = 3;

export default defineRule({
	id: 'dynamodb/gateway-endpoint-route',
	title: 'A gateway endpoint of DynamoDB is in a route table',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
	on: 'AWS::EC2::VPCEndpoint',
	fixes: 'choice',
	review(endpoint, design, report) {
		const kind = endpoint.at('VpcEndpointType');
		if ((kind.exists !== 'no' && kind.is('Gateway') !== 'yes') || !isDynamo(endpoint.at('ServiceName'))) return;
		for (const routes of endpoint.at('RouteTableIds').alternatives) {
			const { items } = routes;
			if (items.length > 0 || items.complete !== 'yes' || endpoint.partial) continue;
			const tables = tablesOf(endpoint).slice(0, OFFERED);
			report(routes, `${endpoint.name} is in no route table: requests to DynamoDB still leave the network by the internet or a NAT gateway, and past its policy.`, {
				related: tables,
				fix: tables.map(table => ({ title: `Route ${table.name} through it`, effect: 'changes behaviour', preferred: false, change: change => change.append(endpoint, 'RouteTableIds', refer(table)) })),
			});
		}

		/** The route tables of the endpoint's network. */
		function tablesOf(one: Resource): readonly Resource[] {
			const network = design.follow(one.at('VpcId'), 'AWS::EC2::VPC');
			return network ? design.pointing('AWS::EC2::RouteTable', 'VpcId', network).certain : [];
		}
	},
});

/** `com.amazonaws.REGION.dynamodb`, of which the region need not be known. */
function isDynamo(name: Property): boolean {
	const last = name.textParts?.at(-1);
	return typeof last === 'string' && last.endsWith('.dynamodb');
}
