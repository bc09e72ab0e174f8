import type { Property } from '../../engine/model/resource.ts';
import { listed } from '../../engine/model/listed.ts';
import { nearest } from '../../engine/policy/near.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';
import { DELETION_POLICY, POLICIES, SNAPSHOTS } from './facts.ts';

export default defineRule({
	id: 'template/deletion-policy-value',
	title: 'Deletion and replacement policies say what CloudFormation knows',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: DELETION_POLICY,
	on: '*',
	fixes: 'fix',
	review(resource, _design, report) {
		for (const [attribute, values] of POLICIES) {
			const name = attribute.slice(1);
			for (const policy of resource.at(attribute).alternatives) {
				if (policy.exists !== 'yes') continue;
				if (policy.is(...values) === 'no') {
					const written = policy.string === undefined ? '' : `, not ${policy.string}`;
					report(policy, `${name} is ${listed(values, 'or')}${written}: CloudFormation rejects the template.`, meant(policy, values));
				} else if (policy.is('Snapshot') === 'yes' && resource.type.startsWith('AWS::') && !SNAPSHOTS.has(resource.type)) {
					report(policy, attribute === '@DeletionPolicy'
						? `CloudFormation takes no snapshots of ${resource.type}: Snapshot is not allowed for ${resource.name}.`
						: `CloudFormation takes no snapshots of ${resource.type}: where it replaces ${resource.name} it deletes the old one, and nothing is left.`, {
						fix: { title: `Retain ${resource.name}`, effect: 'changes behaviour', change: change => change.set(policy, 'Retain') },
					});
				}
			}
		}
	},
});

/** A slip of the pen is mended; `RetainExceptOnCreate` where only replacements are meant is `Retain`. */
function meant(policy: Property, values: readonly string[]): { fix?: FixSpec } {
	const found = policy.string === 'RetainExceptOnCreate' ? ['Retain'] : nearest(policy.string ?? '', values);
	return found.length === 1 ? { fix: { title: `Change it to ${found[0]}`, change: change => change.set(policy, found[0]!) } } : {};
}
