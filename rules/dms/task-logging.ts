import { defineRule } from '../../engine/review/rule.ts';
import { TASKS } from './facts.ts';

export default defineRule({
	id: 'dms/task-logging',
	title: 'Tasks write logs',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.Logging.html',
	on: TASKS,
	fixes: 'fix',
	review(task, _design, report) {
		const name = task.type === 'AWS::DMS::ReplicationTask' ? 'ReplicationTaskSettings' : 'ReplicationSettings';
		for (const settings of task.at(name).alternatives) {
			const text = settings.value?.kind === 'known' ? settings.string : undefined;
			const logged = settings.exists === 'no' ? false : text === undefined ? undefined : logs(text);
			const flag = settings.value?.kind === 'map' ? settings.at('Logging.EnableLogging') : undefined;
			if (logged !== false && flag?.is(true) !== 'no') continue;
			report(flag ?? settings, `${task.name} writes no log: why a table failed, or rows were left out, can't be told afterwards.`, {
				...(settings.exists === 'no' && name === 'ReplicationTaskSettings' && {
					fix: { title: `Let ${task.name} write a log`, change: change => change.set(settings, JSON.stringify({ Logging: { EnableLogging: true } })) },
				}),
			});
		}
	},
});

/** Undefined for what is no JSON: that is told elsewhere. */
function logs(text: string): boolean | undefined {
	try {
		const settings = JSON.parse(text) as { Logging?: { EnableLogging?: unknown } } | null;
		return settings?.Logging?.EnableLogging === true;
	} catch {
		return undefined;
	}
}
