import { defineRule } from '../../engine/review/rule.ts';
import type { Property } from '../../engine/model/resource.ts';

export default defineRule({
	id: 'dynamodb/billing-capacity',
	title: 'Capacity is stated where, and only where, it is provisioned',
	severity: 'error',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html',
	on: 'AWS::DynamoDB::Table',
	fixes: 'fix',
	review(table, _design, report) {
		const mode = table.at('BillingMode');
		const indexes = [...table.at('GlobalSecondaryIndexes').items].flatMap(index => index.alternatives);
		const places: readonly (readonly [Property, string])[] = [
			[table.at('ProvisionedThroughput'), `The table ${table.name}`],
			...indexes.map(index => [index.at('ProvisionedThroughput'), `The index ${index.at('IndexName').string ?? index.pathText}`] as const),
		];
		for (const billing of mode.alternatives) {
			for (const [throughputs, owner] of places) {
				for (const throughput of throughputs.alternatives.filter(one => one.together(billing))) {
					if (billing.is('PAY_PER_REQUEST') === 'yes' && throughput.exists === 'yes' && !isZero(throughput)) {
						report(throughput, `${owner} states capacity, yet the billing mode is PAY_PER_REQUEST; DynamoDB rejects the pair.`, {
							related: [billing],
							key: true,
							fix: { title: `Remove the provisioned throughput of ${owner.replace('The', 'the')}`, change: change => change.remove(throughput) },
						});
					} else if (billing.is('PROVISIONED') === 'yes' && throughput.exists === 'no') {
						const mode = billing.exists === 'yes' ? 'PROVISIONED' : 'PROVISIONED (the default)';
						report(throughput, `${owner} states no ProvisionedThroughput, yet the billing mode is ${mode}; DynamoDB rejects the table.`, {
							related: billing.exists === 'yes' ? [billing] : [],
							fix: {
								title: `Bill ${table.name} per request`,
								effect: 'changes behaviour',
								change: change => {
									change.set(billing, 'PAY_PER_REQUEST');
									for (const [other] of places) if (other.exists === 'yes') change.remove(other);
								},
							},
						});
					}
				}
			}
		}
	},
});

/** Zero units say what DynamoDB itself answers for a table that is billed per request. */
function isZero(throughput: Property): boolean {
	return ['ReadCapacityUnits', 'WriteCapacityUnits'].every(name => throughput.at(name).is(0) === 'yes');
}
