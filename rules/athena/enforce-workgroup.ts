import type { Resource } from '../../engine/model/resource.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';
import { SETTINGS, runsSql } from './facts.ts';

export default defineRule({
	id: 'athena/enforce-workgroup',
	title: "A workgroup's settings hold for all of its queries",
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html',
	on: 'AWS::Athena::WorkGroup',
	fixes: 'fix',
	review(workgroup, _design, report) {
		if (runsSql(workgroup) !== 'yes') return;
		for (const enforced of workgroup.at(`${SETTINGS}.EnforceWorkGroupConfiguration`).alternatives) {
			if (enforced.is(true) !== 'no') continue;
			report(enforced, `Whoever queries in ${workgroup.name} can override its settings: results go wherever the client says, encrypted or not.`, {
				fix: enforce(workgroup),
			});
		}
	},
});

/** What is enforced has to have a place for results, or every query fails. */
function enforce(workgroup: Resource): FixSpec {
	const placed = workgroup.at(`${SETTINGS}.ResultConfiguration.OutputLocation`).exists !== 'no' || workgroup.at(`${SETTINGS}.ManagedQueryResultsConfiguration.Enabled`).is(true) !== 'no';
	return {
		title: placed ? `Enforce the settings of ${workgroup.name}` : `Enforce the settings of ${workgroup.name}, and let Athena keep its results`, effect: 'changes behaviour',
		change: change => {
			change.set(workgroup, `${SETTINGS}.EnforceWorkGroupConfiguration`, true);
			if (!placed) change.set(workgroup, `${SETTINGS}.ManagedQueryResultsConfiguration.Enabled`, true);
		},
	};
}
