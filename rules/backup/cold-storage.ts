import { defineRule } from '../../engine/review/rule.ts';
import type { Architecture } from '../../engine/model/architecture.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { MINIMUM_COLD_DAYS, noColdStorage } from './facts.ts';

export default defineRule({
	id: 'backup/cold-storage',
	title: 'Backups stay in cold storage for 90 days',
	severity: 'error',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html',
	on: 'AWS::Backup::BackupPlan',
	fixes: 'fix',
	review(plan, design, report) {
		const rules = [...plan.at('BackupPlan.BackupPlanRule').items];
		const copies = rules.flatMap(rule => [...rule.at('CopyActions').items]);
		for (const lifecycle of [...rules, ...copies].flatMap(item => item.at('Lifecycle').alternatives)) {
			for (const deletion of lifecycle.at('DeleteAfterDays').alternatives) {
				for (const move of lifecycle.at('MoveToColdStorageAfterDays').alternatives) if (move.together(deletion)) check(deletion, move);
			}
		}

		const warm = onlyWarm(plan, design);
		if (warm) {
			for (const move of rules.flatMap(rule => rule.at('Lifecycle.MoveToColdStorageAfterDays').alternatives)) {
				if (move.number === undefined || move.number < 0) continue;
				report(move, `Backups are to move to cold storage after ${move.number} days, and this plan selects ${warm.name} only: backups of ${warm.service} stay in warm storage whatever the plan says.`, {
					severity: 'warning', related: warm.selections, fix: { title: 'Leave them in warm storage', change: change => change.remove(move) },
				});
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

interface Warm {
	readonly service: string;
	readonly name: string;
	readonly selections: readonly Resource[];
}

/** What the plan selects, if all of it is of kinds whose backups cannot move to cold storage. */
function onlyWarm(plan: Resource, design: Architecture): Warm | undefined {
	const { certain, possible } = design.pointing('AWS::Backup::BackupSelection', 'BackupPlanId', plan);
	const lists = certain.map(selection => selection.at('BackupSelection'));
	if (certain.length === 0 || possible.length > 0 || lists.some(one => one.at('Resources').items.complete !== 'yes' || one.at('Resources').items.length === 0 || one.at('ListOfTags').exists !== 'no')) return undefined;
	const found = lists.flatMap(one => [...one.at('Resources').items]).map(item => {
		const target = design.follow(item), service = target ? target.type.split('::')[1]!.toLowerCase() : /^arn:[^:]*:([a-z0-9]+):/.exec(item.string ?? '')?.[1];
		return { service: noColdStorage[service ?? ''], name: target?.name ?? item.string };
	});
	const [first] = found;
	return first?.service && first.name && found.every(one => one.service) ? { service: first.service, name: first.name, selections: certain } : undefined;
}
