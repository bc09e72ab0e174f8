import type { Property } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_STEPS, lifecycleDays } from './facts.ts';

export default defineRule({
	id: 'efs/lifecycle',
	title: 'Files that nobody reads move to cheaper storage',
	severity: 'information',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/lifecycle-management-efs.html',
	on: 'AWS::EFS::FileSystem',
	fixes: 'fix',
	review(fileSystem, _design, report) {
		const { name } = fileSystem, zone = fileSystem.at('AvailabilityZoneName');
		for (const policies of fileSystem.at('LifecyclePolicies').alternatives) {
			if (policies.exists === 'no' || (policies.exists === 'yes' && policies.items.length === 0 && policies.items.complete === 'yes')) {
				report(policies, `${name} keeps every file in standard storage for ever; what is not read for a month costs a tenth in infrequent access.`, {
					fix: { title: 'Move files that are not read for 30 days to infrequent access', effect: 'changes behaviour', change: change => change.set(policies, [{ TransitionToIA: 'AFTER_30_DAYS' }]) },
				});
				continue;
			}
			const idle = policies.items.map(one => one.at('TransitionToIA')).filter(one => one.exists !== 'no');
			const archived = policies.items.map(one => one.at('TransitionToArchive')).filter(one => one.exists !== 'no');
			for (const archive of archived.flatMap(one => one.alternatives)) judge(archive, idle, policies.items.complete === 'yes');
		}

		function judge(archive: Property, idle: readonly Property[], all: boolean): void {
			const days = lifecycleDays(archive.string);
			if (zone.exists === 'yes' && archive.exists === 'yes' && zone.together(archive)) {
				report(archive, `${name} stands in one zone, and EFS archives files of regional file systems only.`, { severity: 'error', related: [zone], fix: { title: 'Do not archive', change: change => change.remove(archive) } });
			} else if (idle.length === 0 && all && days !== undefined) {
				report(archive, `${name} archives files after ${days} days that never move to infrequent access; EFS wants the step between.`, {
					severity: 'error', fix: { title: 'Move them to infrequent access first', effect: 'changes behaviour', change: change => change.append(fileSystem, 'LifecyclePolicies', { TransitionToIA: `AFTER_${before(days)}` }) },
				});
			}
			for (const move of idle.flatMap(one => one.alternatives)) {
				const moved = lifecycleDays(move.string);
				if (days === undefined || moved === undefined || days > moved || !move.together(archive)) continue;
				const next = LIFECYCLE_STEPS.find(step => step > moved);
				report(archive, `${name} archives files after ${days} days and moves them to infrequent access after ${moved}; EFS wants archiving to be the later.`, {
					severity: 'error', related: [move],
					fix: next ? { title: `Archive after ${next} days`, effect: 'changes behaviour', change: change => change.set(archive, `AFTER_${next}_DAYS`) } : [],
				});
			}
		}
	},
});

/** The step before so many days: `30_DAYS` of 90; `1_DAY` is spelt so. */
function before(days: number): string {
	const step = [...LIFECYCLE_STEPS].filter(one => one < Math.min(days, 31)).at(-1) ?? 1;
	return step === 1 ? '1_DAY' : `${step}_DAYS`;
}
