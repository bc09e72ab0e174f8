import { scalings } from '../../engine/queries/scaling.ts';
import { TABLE, isProvisioned } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { BURST_SECONDS, FEW_UNITS, writeUnits } from './facts.ts';

export default defineRule({
	id: 'dynamodb/capacity-burst',
	title: 'A bulk load needs more than the burst of a small table',
	severity: 'hint',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html',
	on: TABLE,
	review(table, _design, report) {
		const mode = table.at('BillingMode');
		if (scalings(table).some(one => one.writes !== 'no' && one.index !== 'certain')) return;
		for (const writes of table.at('ProvisionedThroughput.WriteCapacityUnits').alternatives) {
			const { number } = writes;
			if (number === undefined || number < 1 || number > FEW_UNITS || !mode.alternatives.some(one => one.together(writes) && isProvisioned(one) === 'yes')) continue;
			const items = number * BURST_SECONDS / writeUnits(1);
			report(writes, `${number} write ${number === 1 ? 'unit' : 'units'} a second, kept for ${BURST_SECONDS} seconds, let ${table.name} take ${items.toLocaleString('en-GB')} items of up to 1 KB at once; the rest of a bulk load goes at ${number} a second, or is throttled.`);
		}
	},
});
