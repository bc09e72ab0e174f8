import type { Property } from '../../engine/model/resource.ts';
import { lifecycleRules } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_RULES, LIFECYCLE_RULE_ID_LENGTH } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-rule-ids',
	title: 'Lifecycle rules have short ids of their own, and are not too many',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		const earlier = new Map<string, Property[]>();
		for (const rule of lifecycleRules(bucket)) {
			for (const id of rule.at('Id').alternatives) {
				const text = id.string;
				if (!text) continue;
				const same = earlier.get(text) ?? [];
				const twin = same.find(one => one.together(id));
				if (twin) {
					const free = freeId(text, same.length + 1, earlier);
					report(id, `Another rule of ${bucket.name} has the id ${text} too; S3 rejects the configuration.`, {
						related: [twin],
						fix: { title: `Call this rule ${free}`, change: change => change.set(id, free) },
					});
				} else if (text.length > LIFECYCLE_RULE_ID_LENGTH) {
					report(id, `The id has ${text.length} characters; S3 allows ${LIFECYCLE_RULE_ID_LENGTH}.`, {
						fix: { title: `Cut the id after ${LIFECYCLE_RULE_ID_LENGTH} characters`, change: change => change.set(id, text.slice(0, LIFECYCLE_RULE_ID_LENGTH)) },
					});
				}
				earlier.set(text, [...same, id]);
			}
		}
		for (const list of bucket.at('LifecycleConfiguration.Rules').alternatives) {
			const certain = list.items.filter(item => item.exists === 'yes' && item.when.length === list.when.length);
			if (certain.length <= LIFECYCLE_RULES) continue;
			report(list, `${bucket.name} has ${certain.length} lifecycle rules; S3 allows ${LIFECYCLE_RULES}.`, { key: true });
		}
	},
});

function freeId(id: string, number: number, taken: ReadonlyMap<string, unknown>): string {
	const tail = `-${number}`;
	const free = id.slice(0, LIFECYCLE_RULE_ID_LENGTH - tail.length) + tail;
	return taken.has(free) ? freeId(id, number + 1, taken) : free;
}
