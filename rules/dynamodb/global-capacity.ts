import { scalings } from '../../engine/queries/scaling.ts';
import { GLOBAL_TABLE, TABLE, capacityPlaces, isProvisioned, replicasOf } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';

const WRITES = 'WriteProvisionedThroughputSettings.WriteCapacityAutoScalingSettings';

export default defineRule({
	id: 'dynamodb/global-capacity',
	title: 'Writes to a global table scale by themselves',
	severity: 'error',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html',
	on: GLOBAL_TABLE,
	fixes: 'fix',
	review(table, design, report) {
		for (const mode of table.at('BillingMode').alternatives) {
			if (isProvisioned(mode) !== 'yes' || table.at('GlobalTableSourceArn').exists !== 'no') continue;
			// Terraform writes the table and the global table in one block; what scales it belongs to the table.
			const plain = design.all(TABLE).find(one => one.address === table.address);
			const scaled = plain ? scalings(plain).some(one => one.writes !== 'no' && one.index !== 'certain') : table.at(WRITES).exists !== 'no';
			if (scaled || (plain && replicasOf(table).list.length < 2)) continue;
			const how = mode.exists === 'yes' ? 'is provisioned' : 'is provisioned (the default)';
			report(mode, `${table.name} ${how}, and nothing scales its writes; every replica writes what the others write, so a global table needs scaled writes or PAY_PER_REQUEST.`, {
				fix: {
					title: `Bill ${table.name} per request`, effect: 'changes behaviour',
					change: change => {
						change.set(mode, 'PAY_PER_REQUEST');
						for (const place of capacityPlaces(plain ?? table)) change.remove(place);
					},
				},
			});
		}
	},
});
