import { isRead } from '../../engine/queries/endpoint-uses.ts';
import { defineRule } from '../../engine/review/rule.ts';

const SELECTION = 'AWS::Backup::BackupSelection';
/** Each says, by itself, what is selected. */
const BY = ['Resources', 'NotResources', 'ListOfTags', 'Conditions'] as const;

export default defineRule({
	id: 'backup/plan-selection',
	title: 'Backup plans select what they protect',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
	on: ['AWS::Backup::BackupPlan', SELECTION],
	review(resource, design, report) {
		if (resource.type === SELECTION) {
			for (const selection of resource.at('BackupSelection').alternatives) {
				const parts = BY.map(name => selection.at(name));
				if (selection.exists !== 'yes' || !parts.every(part => part.exists === 'no' || (part.exists === 'yes' && part.items.length === 0 && part.items.complete === 'yes'))) continue;
				report(resource, `${resource.name} names neither resources nor tags: it selects nothing, and its plan backs up nothing by it.`);
			}
			return;
		}
		const { certain, possible } = design.pointing(SELECTION, 'BackupPlanId', resource);
		design.undecided(certain.length === 0 && possible.length > 0);
		// Whoever is handed the plan may select by it.
		if (certain.length > 0 || possible.length > 0 || resource.partial || isRead(resource)) return;
		report(resource, `${resource.name} backs up nothing: no selection of this design says what it protects.`);
	},
});
