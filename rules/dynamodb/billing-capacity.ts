import type { Property, Resource } from '../../engine/model/resource.ts';
import { GLOBAL_TABLE, TABLES, capacityPlaces, isProvisioned, replicasOf } from '../../engine/queries/tables.ts';
import { type FixSpec, type Report, defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dynamodb/billing-capacity',
	title: 'Capacity is stated where, and only where, it is provisioned',
	severity: 'error',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html',
	on: TABLES,
	fixes: 'fix',
	review(table, _design, report) {
		if (table.type === GLOBAL_TABLE) return reviewReplicas(table, report);
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
							fix: perRequest(table, billing),
						});
					}
				}
			}
		}
	},
});

/** What they read each replica says; what they write is said once, and by another rule if it is not. */
function reviewReplicas(table: Resource, report: Report): void {
	const reads = 'ReadProvisionedThroughputSettings';
	for (const billing of table.at('BillingMode').alternatives) {
		if (isProvisioned(billing) !== 'yes' || table.at(reads).exists !== 'no' || table.at('WriteProvisionedThroughputSettings').exists !== 'yes') continue;
		for (const { place, region } of replicasOf(table).list) {
			const missing = place.at(reads);
			if (missing.exists !== 'no' || !missing.together(billing)) continue;
			report(missing, `The replica of ${table.name} in ${region ?? 'one region'} states no read capacity, yet the billing mode is PROVISIONED${billing.exists === 'yes' ? '' : ' (the default)'}; CloudFormation rejects the table.`, {
				related: billing.exists === 'yes' ? [billing] : [], fix: perRequest(table, billing),
			});
		}
	}
}

function perRequest(table: Resource, billing: Property): FixSpec {
	return {
		title: `Bill ${table.name} per request`, effect: 'changes behaviour',
		change: change => {
			change.set(billing, 'PAY_PER_REQUEST');
			for (const place of capacityPlaces(table)) change.remove(place);
		},
	};
}

/** Zero units say what DynamoDB itself answers for a table that is billed per request. */
function isZero(throughput: Property): boolean {
	return ['ReadCapacityUnits', 'WriteCapacityUnits'].every(name => throughput.at(name).is(0) === 'yes');
}
