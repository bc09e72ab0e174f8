import type { Resource } from '../../engine/model/resource.ts';
import { type Element, type Statement, readPolicy } from '../../engine/policy/document.ts';
import { covers, pattern } from '../../engine/policy/patterns.ts';
import { defineRule } from '../../engine/review/rule.ts';

const BYPASS = pattern('s3:BypassGovernanceRetention', { fold: true });

export default defineRule({
	id: 's3/governance-bypass',
	title: 'Few may bypass governance retention',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html#object-lock-retention-modes',
	on: 'AWS::S3::BucketPolicy',
	review(resource, design, report) {
		const bucket = design.follow(resource.at('Bucket'), 'AWS::S3::Bucket');
		const mode = bucket && governance(bucket);
		if (!mode) return;
		const said = new Set<string>();
		for (const statement of readPolicy(resource.at('PolicyDocument'))?.scenarios.flatMap(scenario => scenario.statements) ?? []) {
			const who = broadly(statement);
			const action = who === undefined ? undefined : bypassing(statement);
			const id = JSON.stringify(action?.property.path);
			if (!action?.property.together(mode) || said.has(id)) continue;
			said.add(id);
			report(action.property, `${action.pattern.text} lets ${who} bypass the retention of ${bucket.name} and delete what is locked there: governance mode protects from nobody else.`, { related: [mode] });
		}
	},
});

function governance(bucket: Resource) {
	return bucket.at('ObjectLockConfiguration.Rule.DefaultRetention.Mode').alternatives.find(mode => mode.is('GOVERNANCE') === 'yes');
}

/** Everyone, or all of an account, without any condition. */
function broadly({ effect, principals, conditions }: Statement): string | undefined {
	if (effect !== 'Allow' || !principals || principals.negated || conditions.open || conditions.clauses.length > 0) return undefined;
	if (principals.items.some(item => item.kind === 'everyone')) return 'everyone';
	const account = principals.items.find(item => item.kind === 'account' && item.property.assumed.length === 0);
	return account && `whoever the account ${(account.account ?? account.pattern).text.replace('${AWS::AccountId}', 'of this design')} allows to`;
}

function bypassing({ actions }: Statement): Element | undefined {
	return actions.negated ? undefined : actions.items.find(item => covers(item.pattern, BYPASS) === 'yes');
}
