import { isDevelopment } from '../../engine/queries/environment.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { KEEPING, STORE_TYPES, UPDATE_REPLACE_POLICY, protection } from './facts.ts';

export default defineRule({
	id: 'template/deletion-policy-pair',
	title: 'Data that outlives its stack outlives a replacement too, and the reverse',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: UPDATE_REPLACE_POLICY,
	on: STORE_TYPES,
	fixes: 'fix',
	review(store, _design, report) {
		if (isCopy(store) || protection(store)?.alternatives.some(one => one.is(true) !== 'no')) return;
		const [deletion, replacement] = [store.at('@DeletionPolicy'), store.at('@UpdateReplacePolicy')];
		const severity = isDevelopment(store) ? 'hint' as const : 'warning' as const;
		const kept = keeps(deletion), replaced = keeps(replacement);
		if (kept && replacement.exists === 'no') {
			report(replacement, `${store.name} outlives its stack (DeletionPolicy ${kept.string}), but not an update that replaces it: without an UpdateReplacePolicy CloudFormation then deletes it with its data.`, {
				severity, related: [kept],
				...(settled(deletion) && { fix: { title: `Keep ${store.name} when it is replaced`, change: change => change.set(store, '@UpdateReplacePolicy', kept.string === 'Snapshot' ? 'Snapshot' : 'Retain') } }),
			});
		} else if (replaced && deletion.exists === 'no' && !snapshotByDefault(store)) {
			report(deletion, `${store.name} outlives an update that replaces it (UpdateReplacePolicy ${replaced.string}), but not its stack: without a DeletionPolicy CloudFormation then deletes it with its data.`, {
				severity, related: [replaced],
				...(settled(replacement) && { fix: { title: `Keep ${store.name} when it leaves the stack`, change: change => change.set(store, '@DeletionPolicy', replaced.string!) } }),
			});
		}
	},
});

/** The branch of a policy under which the data is kept. */
function keeps(policy: Property): Property | undefined {
	return policy.alternatives.find(one => one.is(...KEEPING) === 'yes' && one.string !== undefined);
}

/** Nothing else decides what the policy is. */
function settled(policy: Property): boolean {
	return policy.alternatives.length === 1 && policy.assumed.length === 0;
}

/** A member of a cluster and a replica hold nothing that is not elsewhere; nor is it certain of what may be one. */
function isCopy(store: Resource): boolean {
	return store.type === 'AWS::RDS::DBInstance' && ['DBClusterIdentifier', 'SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier'].some(name => store.at(name).exists !== 'no');
}

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
function snapshotByDefault(store: Resource): boolean {
	return store.type === 'AWS::RDS::DBCluster' || store.type === 'AWS::RDS::DBInstance';
}
