import type { Property } from '../../engine/model/resource.ts';
import { lifecycleRules, ruleName, timeOfDate } from '../../engine/queries/lifecycle.ts';
import { type Report, defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_ELEMENTS } from './facts.ts';

const DAY = 86_400_000;

export default defineRule({
	id: 's3/lifecycle-days-and-date',
	title: 'A lifecycle rule counts in days or names dates at midnight UTC',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: LIFECYCLE_ELEMENTS,
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		for (const rule of lifecycleRules(bucket)) {
			const actions = actionsOf(rule);
			const twofold = actions.filter(({ days, date }) => days && date && days.together(date));
			for (const { days, date } of twofold) bothInOne(days!, date!, report);
			const days = actions.find(one => one.days && !one.date)?.days;
			const date = actions.find(one => one.date && !one.days)?.date;
			if (twofold.length === 0 && days && date && days.together(date)) {
				report(date, `In ${ruleName(rule)} ${days.label} counts days and ${date.label} names a date; S3 wants one unit for all moves and deletions of a rule.`, { related: [days] });
			}
			for (const one of actions.flatMap(action => action.date?.alternatives ?? [])) beforeMidnight(one, report);
		}
	},
});

interface Action {
	readonly days: Property | undefined;
	readonly date: Property | undefined;
}

/** Old versions know no dates. */
function actionsOf(rule: Property): Action[] {
	const transitions = ['Transitions', 'Transition'].flatMap(name => [...rule.at(name).items]).flatMap(item => item.alternatives);
	const action = (days: Property, date: Property): Action => ({ days: written(days), date: written(date) });
	return [
		...transitions.map(one => action(one.at('TransitionInDays'), one.at('TransitionDate'))),
		action(rule.at('ExpirationInDays'), rule.at('ExpirationDate')),
	];
}

function written(property: Property): Property | undefined {
	return property.alternatives.find(one => one.exists === 'yes');
}

function bothInOne(days: Property, date: Property, report: Report): void {
	report(date, `${date.label} stands beside ${days.label}; S3 takes a day or a date, not both.`, {
		related: [days],
		fix: [
			{ title: `Keep ${days.label}`, change: change => change.remove(date) },
			{ title: `Keep ${date.label}`, change: change => change.remove(days) },
		],
	});
}

function beforeMidnight(date: Property, report: Report): void {
	const time = timeOfDate(date.string);
	if (time === undefined || time % DAY === 0) return;
	const midnight = new Date(Math.floor(time / DAY) * DAY).toISOString().replace('.000', '');
	report(date, `${date.string} is not midnight UTC; S3 starts lifecycle actions at midnight UTC and rejects other times.`, {
		fix: { title: `Set ${date.label} to ${midnight}`, change: change => change.set(date, midnight) },
	});
}
