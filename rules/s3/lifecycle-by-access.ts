import { type Step, type Timeline, ruleName, timelines } from '../../engine/queries/lifecycle.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';
import { BILLED, lifecycleLimits } from './facts.ts';

const INFREQUENT = ['STANDARD_IA', 'ONEZONE_IA'];

export default defineRule({
	id: 's3/lifecycle-by-access',
	title: 'Storage follows use, not only age',
	severity: 'hint',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering-overview.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		const current = timelines(bucket).filter(one => one.kind === 'current');
		const moves = current.flatMap(one => one.steps.map(step => ({ one, step })));
		// With an archive behind them, infrequent-access classes are a station on a way that age does decide.
		if (moves.length < 2 || current.some(one => !one.complete) || moves.some(({ step }) => step.unit !== 'age' || !INFREQUENT.includes(step.storageClass))) return;
		const { one, step } = moves.at(-1)!;
		report(step.classProperty, `Objects of ${bucket.name} move to infrequent access ${moves.length} times by their age alone: those that are still read are billed for each retrieval. Intelligent-Tiering follows use.`, {
			related: moves.slice(0, -1).map(other => other.step.classProperty),
			fix: [followUse(current), ...archive(one, step)],
		});
	},
});

/** The first move of each rule goes to Intelligent-Tiering, and nothing is left for the others to do. */
function followUse(current: readonly Timeline[]): FixSpec {
	return {
		title: 'Move objects to INTELLIGENT_TIERING instead',
		effect: 'changes behaviour',
		change: change => {
			for (const { steps } of current) {
				steps.forEach((step, index) => {
					if (index === 0) change.set(step.classProperty, 'INTELLIGENT_TIERING');
					else change.remove(step.transition);
				});
			}
		},
	};
}

function archive(timeline: Timeline, last: Step): FixSpec[] {
	const day = last.day + Math.max(60, lifecycleLimits.minimumStay(last.storageClass));
	const storageClass = last.storageClass === 'ONEZONE_IA' ? 'GLACIER' : 'GLACIER_IR';
	if (timeline.expirations.some(one => one.day < day + BILLED.get(storageClass)!.days)) return [];
	return [{
		title: `Archive objects of ${ruleName(timeline.rule)} in ${storageClass} after ${day} days`,
		effect: 'changes behaviour',
		change: change => change.append(timeline.rule, 'Transitions', { TransitionInDays: day, StorageClass: storageClass }),
	}];
}
