import { TABLE } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dynamodb/billing-mode',
	title: 'A table says how it is billed',
	severity: 'hint',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html',
	on: TABLE,
	fixes: 'fix',
	review(table, _design, report) {
		const throughput = table.at('ProvisionedThroughput');
		for (const mode of table.at('BillingMode').alternatives) {
			// Without capacity it is not the mode that is missing.
			if (mode.exists !== 'no' || throughput.exists !== 'yes' || !mode.together(throughput)) continue;
			report(mode, `${table.name} does not say how it is billed, and that means by provisioned capacity, used or not. On demand (PAY_PER_REQUEST) is what AWS recommends for most tables.`, {
				fix: { title: 'Say PROVISIONED', change: change => change.set(mode, 'PROVISIONED') },
			});
		}
	},
});
