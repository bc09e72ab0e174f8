import { TABLES, copiesOf } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dynamodb/deletion-protection',
	title: 'Tables are protected from deletion',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection',
	on: TABLES,
	fixes: 'fix',
	review(table, _design, report) {
		for (const { place, name } of copiesOf(table)) {
			for (const protection of place.at('DeletionProtectionEnabled').alternatives) {
				if (protection.is(true) !== 'no') continue;
				report(protection, `${name.replace(/^the/, 'The')} is not protected from deletion: one call, or one replacement of it, takes all its items.`, {
					fix: { title: `Protect ${name} from deletion`, change: change => change.set(protection, true) },
				});
			}
		}
	},
});
