import { defineRule } from '../../engine/review/rule.ts';
import type { Property } from '../../engine/model/resource.ts';
import { MINIMUM_COLD_DAYS } from './facts.ts';

export default defineRule({
	id: 'backup/cold-storage',
	title: 'Backups stay in cold storage for 90 days',
	severity: 'error',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html',
	on: 'AWS::Backup::BackupPlan',
	fixes: 'fix',
	review(plan, _design, report) {
		const rules = [...plan.at('BackupPlan.BackupPlanRule').items];
		const copies = rules.flatMap(rule => [...rule.at('CopyActions').items]);
		for (const lifecycle of [...rules, ...copies].flatMap(item => item.at('Lifecycle').alternatives)) {
			for (const deletion of lifecycle.at('DeleteAfterDays').alternatives) {
				for (const move of lifecycle.at('MoveToColdStorageAfterDays').alternatives) if (move.together(deletion)) check(deletion, move);
			}
		}

		function check(deletion: Property, move: Property): void {
			const [deleted, moved] = [deletion.number, move.number];
			// -1 is how the API says "never", in either place.
			if (deleted === undefined || moved === undefined || deleted < 0 || moved < 0) return;
			const earliest = moved + MINIMUM_COLD_DAYS;
			if (deleted >= earliest) return;
			report(deletion,
				`Backups are deleted after ${deleted} days, ${Math.max(0, deleted - moved)} days after they move to cold storage on day ${moved}; `
				+ `AWS Backup requires ${MINIMUM_COLD_DAYS}, so at least ${earliest}.`,
				{ related: [move], fix: { title: `Delete after ${earliest} days`, change: change => change.set(deletion, earliest) } });
		}
	},
});
