import { keepsVersions } from '../../engine/queries/versioning.ts';
import { stays, timelines } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { BILLED, LIFECYCLE_TRANSITIONS, dayText, lifecycleBilledLimits, lifecycleLimits, timelineFix } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-minimum-storage',
	title: 'Objects stay in a class for as long as it bills them',
	severity: 'warning',
	pillar: 'cost',
	since: '0.1.0',
	source: LIFECYCLE_TRANSITIONS,
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		const versioning = bucket.at('VersioningConfiguration.Status');
		// Where versions are kept, an object that expires only becomes an old version, in the same class.
		const deletes = keepsVersions(versioning) === 'no' && versioning.is('Suspended') === 'no';
		for (const timeline of timelines(bucket)) {
			const fix = timelineFix(timeline, lifecycleBilledLimits);
			for (const { step, until, days } of stays(timeline)) {
				const billed = BILLED.get(step.storageClass)?.days ?? 0;
				const moves = 'storageClass' in until;
				// What S3 rejects is said by the rules about the order and the gaps of transitions.
				const rejected = moves && (days < lifecycleLimits.minimumStay(step.storageClass) || (lifecycleLimits.rank(until.storageClass) ?? 0) <= (lifecycleLimits.rank(step.storageClass) ?? 0));
				if (days <= 0 || days >= billed || rejected || (!moves && timeline.kind === 'current' && !deletes)) continue;
				report(until.property,
					`${timeline.kind === 'current' ? 'Objects' : 'Old versions'} leave ${step.storageClass} on ${dayText(until.day, until.unit)}, ${count(days)} after they came; `
					+ `S3 bills ${billed} days, so ${count(billed - days)} ${billed - days === 1 ? 'is' : 'are'} paid for nothing.`,
					{ related: [step.property], fix: fix && { ...fix, effect: 'changes behaviour' } });
			}
		}
	},
});

function count(days: number): string {
	return days === 1 ? '1 day' : `${days} days`;
}
