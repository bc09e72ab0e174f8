import { dailyWindow, overlap, type Window, weeklyWindow, windowText } from '../../engine/aws/schedules.ts';
import type { Property } from '../../engine/model/resource.ts';
import { type ChangeBuilder, defineRule } from '../../engine/review/rule.ts';
import { CLUSTER, CREATE_INSTANCE, INSTANCE, WINDOW_MINUTES } from './facts.ts';

/** The windows of each property, and how one is spelt. */
const KINDS = [
	['PreferredBackupWindow', dailyWindow, '03:00-03:30'],
	['PreferredMaintenanceWindow', weeklyWindow, 'sun:04:00-sun:04:30'],
] as const;

export default defineRule({
	id: 'rds/window-overlap',
	title: 'Backups and maintenance have windows of their own',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: [INSTANCE, CLUSTER],
	fixes: 'choice',
	review(database, _design, report) {
		const [backups, maintenance] = KINDS.map(([name, read, example]) => database.at(name).alternatives.flatMap(at => {
			const text = at.string;
			if (text === undefined) return [];
			const window = read(text);
			if (window && window.length >= WINDOW_MINUTES) return [{ at, window }];
			if (!window) report(at, `${text} is no window: RDS reads ${at.label} as ${example}, in UTC.`);
			else report(at, `${at.label} of ${database.name} is ${window.length} minutes long; RDS demands ${WINDOW_MINUTES}.`, {
				fix: [{ title: `Make it ${WINDOW_MINUTES} minutes`, change: change => change.set(at, windowText({ ...window, length: WINDOW_MINUTES })) }],
			});
			return [];
		})) as [Found[], Found[]];
		for (const backup of backups) {
			for (const other of maintenance) {
				if (!backup.at.together(other.at) || !overlap(backup.window, other.window)) continue;
				const later = { ...other.window, start: (other.window.start - (other.window.start % 1440) + backup.window.start + backup.window.length) % (7 * 1440) };
				const earlier = { ...backup.window, start: (other.window.start + other.window.length) % 1440 };
				report(other.at, `Maintenance of ${database.name} (${other.at.string}) and its backup (${backup.at.string}) overlap; RDS rejects that.`, {
					related: [backup.at],
					fix: [
						...(overlap(backup.window, later) ? [] : [{ title: `Maintain it ${windowText(later)}`, change: (change: ChangeBuilder) => void change.set(other.at, windowText(later)) }]),
						...(overlap(earlier, other.window) ? [] : [{ title: `Back it up ${windowText(earlier)}`, change: (change: ChangeBuilder) => void change.set(backup.at, windowText(earlier)) }]),
					],
				});
			}
		}
	},
});

interface Found {
	readonly at: Property;
	readonly window: Window;
}
