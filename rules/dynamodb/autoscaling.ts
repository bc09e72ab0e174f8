import type { Resource } from '../../engine/model/resource.ts';
import { SCALABLE_TARGET, type Scaling, scalingOf, scalings } from '../../engine/queries/scaling.ts';
import { TABLE, capacityPlaces, indexesComplete, isProvisioned, secondaryIndexes } from '../../engine/queries/tables.ts';
import { defineRule, type FixSpec, type Report } from '../../engine/review/rule.ts';

const DIMENSIONS = [['reads', 'ReadCapacityUnits'], ['writes', 'WriteCapacityUnits']] as const;

export default defineRule({
	id: 'dynamodb/autoscaling',
	title: 'Provisioned capacity follows the load',
	severity: 'warning',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html',
	on: [TABLE, SCALABLE_TARGET],
	fixes: 'fix',
	review(resource, _design, report) {
		if (resource.type === TABLE) reviewTable(resource, report);
		else reviewTarget(scalingOf(resource), report);
	},
});

function reviewTable(table: Resource, report: Report): void {
	// What is left alone when it changes is changed by somebody.
	if (table.at('@IgnoreChanges').exists !== 'no') return;
	const all = scalings(table);
	for (const mode of table.at('BillingMode').alternatives) {
		for (const throughput of table.at('ProvisionedThroughput').alternatives) {
			if (isProvisioned(mode) !== 'yes' || throughput.exists !== 'yes' || !throughput.together(mode)) continue;
			const fixed = DIMENSIONS.filter(([dimension]) => !scales(all, dimension));
			if (fixed.length === 2) {
				report(throughput, `The capacity of ${table.name} is fixed: nothing scales it, so a peak is throttled and a quiet night is paid for.`, { key: true, fix: all.length === 0 ? perRequest(table) : [] });
				continue;
			}
			for (const [dimension, name] of fixed) report(throughput.at(name), `The ${dimension} of ${table.name} do not scale, as its ${dimension === 'reads' ? 'writes' : 'reads'} do.`);
			for (const { place, name } of secondaryIndexes(table, 'global')) {
				const its = place.at('ProvisionedThroughput');
				const still = DIMENSIONS.filter(([dimension]) => !scales(all, dimension, name));
				if (its.exists === 'yes' && still.length > 0) report(its, `${table.name} scales and the ${still.map(([dimension]) => dimension).join(' and ')} of its index ${name} do not: every index is a target of its own.`, { key: true });
			}
		}
	}
}

/** Something may scale that of the table, or of one of its indexes. */
function scales(all: readonly Scaling[], dimension: 'reads' | 'writes', index?: string): boolean {
	return all.some(one => one[dimension] !== 'no' && one.driven !== 'no' && (index === undefined ? one.index !== 'certain' : one.index !== 'none' && (one.indexName ?? index) === index));
}

function perRequest(table: Resource): FixSpec {
	return {
		title: `Bill ${table.name} per request`, effect: 'changes behaviour',
		change: change => {
			change.set(table, 'BillingMode', 'PAY_PER_REQUEST');
			for (const place of capacityPlaces(table)) change.remove(place);
		},
	};
}

function reviewTarget(scaling: Scaling | undefined, report: Report): void {
	if (!scaling) return;
	const { target, table, indexName } = scaling;
	for (const least of target.at('MinCapacity').alternatives) {
		for (const most of target.at('MaxCapacity').alternatives) {
			if (least.number === undefined || most.number === undefined || !least.together(most) || least.number <= most.number) continue;
			report(least, `${target.name} scales from ${least.number} up to ${most.number} units; the minimum must not exceed the maximum, and Application Auto Scaling rejects it.`, {
				severity: 'error', related: [most],
				fix: { title: `Raise the maximum to ${least.number}`, change: change => change.set(most, least.number!) },
			});
		}
	}
	if (!table) return;
	const place = target.at('ResourceId');
	const names = secondaryIndexes(table, 'global').map(index => index.place.at('IndexName').string);
	if (indexName !== undefined && indexesComplete(table) === 'yes' && !names.includes(undefined) && !names.includes(indexName)) {
		report(place, `${table.name} has no global index ${indexName}${names.length > 0 ? `; it has ${names.join(', ')}` : ''}.`, { severity: 'error', related: [table] });
	} else if (table.at('BillingMode').is('PAY_PER_REQUEST') === 'yes') {
		report(place, `${table.name} is billed per request and scales by itself; there is no capacity here that ${target.name} could change.`, { related: [table.at('BillingMode')] });
	}
}
