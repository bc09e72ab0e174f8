import { publicGrants } from '../../engine/policy/access.ts';
import { describeGrant, describeWhen } from '../../engine/policy/describe.ts';
import { narrowed } from '../../engine/policy/drafts.ts';
import { policiesIn } from '../../engine/queries/policies.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'efs/policy-public',
	title: 'No policy of a file system lets strangers in',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html',
	on: 'AWS::EFS::FileSystem',
	fixes: 'choice',
	review(fileSystem, _design, report) {
		for (const { document } of policiesIn(fileSystem, 'resource')) {
			for (const grant of publicGrants(document)) {
				const { answer, principal, statement } = grant;
				if (answer !== 'yes' || principal?.type !== 'AWS' || principal.pattern.text !== '*') continue;
				const condition = statement.property.at('Condition'), account = narrowed(grant);
				const fixes: FixSpec[] = [];
				if (condition.exists === 'no') {
					fixes.push({
						title: 'Let in only who comes by a mount target', effect: 'changes behaviour',
						change: change => change.set(condition, { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } }),
					});
				}
				if (account) fixes.push({ title: 'Let only this account in', effect: 'changes behaviour', change: change => change.set(account.place, account.value) });
				report(principal.property, `${fileSystem.name} is public: ${describeGrant(grant)}${describeWhen(grant.when, principal.property)}.`, { fix: fixes });
			}
		}
	},
});
