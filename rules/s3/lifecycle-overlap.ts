import { type Filter, covers, filterOf } from '../../engine/queries/lifecycle-filter.ts';
import { type Moment, type Step, type Timeline, lives, ruleName, together } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { dayText, lifecycleLimits } from './facts.ts';

interface Life extends Timeline {
	readonly filter: Filter;
}

export default defineRule({
	id: 's3/lifecycle-overlap',
	title: 'Lifecycle rules over the same objects do not contradict one another',
	severity: 'warning',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-conflicts.html',
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		const all: readonly Life[] = lives(bucket).filter(one => one.rule.at('Status').is('Enabled') === 'yes').map(one => ({ ...one, filter: filterOf(one.rule) }));
		for (const [place, one] of all.entries()) {
			const others = all.filter(other => other.rule !== one.rule && other.kind === one.kind);
			for (const moment of [...one.steps, ...one.expirations]) {
				for (const other of others) {
					const found = clash(one, moment, other, all.indexOf(other) < place);
					if (!found) continue;
					report(moment.property, found.message, { related: [found.because.property] });
					break;
				}
			}
		}
	},
});

interface Clash {
	readonly message: string;
	readonly because: Moment;
}

function clash(one: Life, moment: Step | Moment, other: Life, before: boolean): Clash | undefined {
	const [wider, narrower] = [covers(other.filter, one.filter) === 'yes', covers(one.filter, other.filter) === 'yes'];
	const objects = one.kind === 'current' ? 'objects' : 'old versions';
	const name = ruleName(other.rule).replace('rule', 'Rule');
	const what = `${isStep(moment) ? `the move to ${moment.storageClass}` : 'the expiration'} on ${dayText(moment.day, moment.unit)}`;
	const overtaking = wider ? overtaken(moment, other, before || !narrower) : undefined;
	if (overtaking) {
		const does = isStep(overtaking) ? `moves them to ${overtaking.storageClass}` : 'lets them expire';
		return { because: overtaking, message: `${name} is about these ${objects} too and ${does} on ${dayText(overtaking.day, overtaking.unit)}: ${what} never happens.` };
	}
	const hurrying = wider || narrower ? hurried(moment, other) : undefined;
	return hurrying && {
		because: hurrying,
		message: `${name} moves these ${objects} to ${hurrying.storageClass} on ${dayText(hurrying.day, hurrying.unit)}, where ${lifecycleLimits.minimumStay(hurrying.storageClass)} days are billed; ${what} comes before they are over.`,
	};
}

function isStep(moment: Moment): moment is Step {
	return 'storageClass' in moment;
}

/** What the other rule has done to all of these objects by then; of two rules that say the same only one is told. */
function overtaken(moment: Step | Moment, other: Timeline, told: boolean): Step | Moment | undefined {
	const rank = isStep(moment) ? lifecycleLimits.rank(moment.storageClass) : undefined;
	const expiration = other.expirations.find(one => certain(one, moment) && (isStep(moment) ? one.day <= moment.day : one.day < moment.day));
	if (expiration || !isStep(moment) || rank === undefined) return expiration;
	return other.steps.find(one => {
		const theirs = lifecycleLimits.rank(one.storageClass);
		if (theirs === undefined || theirs < rank || one.day > moment.day || !certain(one, moment)) return false;
		// Of two moves on one day S3 takes the colder class, but not before Intelligent-Tiering.
		return one.day < moment.day || (theirs === rank ? told : moment.storageClass !== 'INTELLIGENT_TIERING');
	});
}

/** Two rules escape the check by which S3 rejects one: a move out of an infrequent-access class within its 30 days. */
function hurried(moment: Step | Moment, other: Timeline): Step | undefined {
	if (!isStep(moment)) return undefined;
	return other.steps.find(one => certain(one, moment) && one.day < moment.day && moment.day - one.day < lifecycleLimits.minimumStay(one.storageClass)
		&& (lifecycleLimits.rank(one.storageClass) ?? 0) < (lifecycleLimits.rank(moment.storageClass) ?? 0));
}

/** It can happen beside the other, and to every version: none is spared for being among the newest. */
function certain(one: Moment, beside: Moment): boolean {
	return one.unit === beside.unit && together(one, beside) && one.sparing === 'no';
}
